"""Fills a scratch portal and writes down the requests that will be made of it.

    python -m tests.benchmarks.scratch_site PAGES TARGET.json     (CONG_DATA and DATABASE_URL say which portal)

The file holds, for each measured thing, a list of {"method", "path", "headers", "body"}; a vote and a
registration are each used once, as each carries its own token.
"""

import json
import os
import sys
from urllib.parse import quote, urlencode

VOTES = 12_000
REGISTRATIONS = 6_000
WORDS = ["đối thoại", "doi thoai", "1891/KH-SKHCN", "khoa học công nghệ", "kế hoạch", "thủ tục hành chính"]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def get(path: str) -> dict:
    """A plain request for a page."""
    return {"method": "GET", "path": path, "headers": {}, "body": ""}


def write_requests(pages: int) -> dict[str, list[dict]]:
    """Fill the site; returns the requests by name."""
    from django.utils import timezone
    from wagtail.models import Page, Site

    from cms.home.models import HomePage
    from news.models import NewsIndexPage
    from plans.models import PlanPage
    from tests.factories.conferences import make_conference_index, make_open_conference
    from tests.factories.polls import make_poll

    from .fill import fill

    if not HomePage.objects.exists():
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    fill(pages, tell=lambda line: print(line, flush=True))
    now = timezone.now()
    home = Site.objects.get(is_default_site=True).root_page.specific
    conference = make_open_conference(make_conference_index(home, slug="hoi-nghi-do"), now, capacity=None)
    plans = PlanPage.objects.live().order_by("-pk")[: max(1, min(200, pages // 2))]
    index = NewsIndexPage.objects.live().order_by("-pk").first()
    return {
        "plan page": [get(plan.get_url()) for plan in plans],
        "index page": [get(index.get_url())],
        "search": [get(f"/tim-kiem/?q={quote(word)}") for word in WORDS],
        "vote": list(votes(make_poll(now=now))),
        "registration": list(registrations(conference, now)),
    }


def votes(poll):
    """Votes of different browsers."""
    from polls.browser_token import _signer, new_token

    choices = list(poll.choices.values_list("pk", flat=True))
    for number in range(VOTES):
        cookie = f"ballot_vi={_signer().sign(new_token())}"
        body = urlencode({"choice": choices[number % len(choices)]})
        yield {
            "method": "POST",
            "path": f"/binh-chon/{poll.pk}/bo-phieu/",
            "headers": {**FORM, "Cookie": cookie},
            "body": body,
        }


def registrations(conference, now):
    """Forms of different citizens, each shown a minute ago and with its own submission key."""
    import uuid
    from datetime import timedelta

    from cms.intake.arrival import TRAP_FIELD
    from cms.intake.token import FIELD, FormToken
    from tests.factories.registrations import make_form_data

    for number in range(REGISTRATIONS):
        shown = now - timedelta(minutes=1)
        token = FormToken(f"registration:{conference.pk}", uuid.uuid4(), shown, shown).signed()
        contact = {"phone": f"0912{number:06d}", "email": f"nguoi{number}@example.vn"}
        data = make_form_data(**contact, **{FIELD: token, TRAP_FIELD: ""})
        yield {
            "method": "POST",
            "path": f"/dang-ky/{conference.pk}/",
            "headers": FORM,
            "body": urlencode(data),
        }


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    django.setup()
    with open(sys.argv[2], "w", encoding="utf-8") as target:
        json.dump(write_requests(int(sys.argv[1])), target)
