"""The whole demo site, step by step; every step may be repeated."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from wagtail.models import Site

from cms.pages.models import RelatedPage

from .boxes import BARE_BOXES, HOME_BOXES, place_all_boxes
from .conferences import make_conferences
from .dialogue import play_dialogues
from .english import english_locale, translate
from .live import make_identity, make_opening_balance, make_poll
from .office import make_yearly_plan, settle_office
from .people import make_people
from .pictures import save_picture
from .plans import make_plans
from .register import assign_tasks, relate_plans
from .roles import set_up_roles
from .tree import PICTURE_WORDS, make_articles, make_home, make_sections, make_texts

HEADLINE = "Kế hoạch công khai, câu hỏi có trả lời"


def lay_foundations(say: Callable[[str], None]) -> None:
    """A bare site to build on: home page, the three sections, boxes, roles and approval; no content, no accounts."""
    say("home page, sections, boxes, roles")
    home = make_home(is_bare=True)
    make_sections(home)
    place_all_boxes(home, BARE_BOXES)
    set_up_roles([home])


def load(now: datetime, say: Callable[[str], None]) -> dict[str, str]:
    """Make what is missing; returns the passwords of accounts just made. `say` gets a line per step."""
    say("pages and pictures")
    home = make_home()
    site = Site.objects.get(is_default_site=True)
    make_identity(site)
    register, conference_index, news = make_sections(home)
    texts = make_texts(home)
    articles = make_articles(news, now)
    say("plans")
    plans = make_plans(register, now)
    say("conferences, poll and counter")
    conferences = make_conferences(conference_index, plans[0], now)
    poll = make_poll(now)
    make_opening_balance(site)
    furnish_home(home, [conference_index, news, register], [conferences[0], register, texts[1]])
    say("English pages")
    english = english_locale()
    in_english = [home, register, plans[0], conference_index, *conferences, news, *articles[-2:], *texts, poll]
    for content in in_english:
        translate(content, english)
    english_home = home.get_translation(english)
    say("boxes, roles and accounts")
    for root in (home, english_home):
        place_all_boxes(root, HOME_BOXES)
    passwords = make_people(set_up_roles([home, english_home]))
    say("the dialogue")
    settle_office(site, now)
    play_dialogues(*conferences, now)
    make_yearly_plan(timezone.localdate(now).year)
    say("relations and tasks of the plans")
    relate_plans(plans)
    assign_tasks(plans[0], now)
    return passwords


def furnish_home(home, sections, doors) -> None:
    """Headline, picture, doors and latest pages on the front page, when it is still bare."""
    if home.picture_id:
        return
    home.picture = save_picture("Phong cảnh trang chủ", PICTURE_WORDS, 9)
    home.headline = HEADLINE
    home.related_pages = [RelatedPage(related=door) for door in doors]
    for section, count in zip(sections, (2, 3, 4), strict=True):
        home.body.append(("latest_pages", {"heading": "", "section": section, "count": count}))
    home.save_revision().publish()
