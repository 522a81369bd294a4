"""One valid page of every type, for the contracts that every page type must keep.

A new page type gets a line in MAKERS; `test_page_contracts` fails until it has one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cms.home.models import HomePage
from cms.pages.models import PlainPage, SectionPage, SitePage
from news.models import ArticlePage, NewsIndexPage
from plans.conferences.models import ConferenceIndexPage, ConferencePage
from plans.models import PlanPage, PlanRegisterPage
from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.news import make_article, make_news_index
from tests.factories.plans import make_plan, make_register


@dataclass(frozen=True)
class Maker:
    """How to make a page of one type: below which type, by which factory (parent, **fields) → page."""

    below: type[SitePage]
    make: Callable[..., SitePage]


def _make_section(parent, **fields) -> SectionPage:
    return parent.add_child(instance=SectionPage(**{"title": "Giới thiệu", **fields}))


def _make_plain_page(parent, **fields) -> PlainPage:
    body = [("paragraph", "<p>Sở tiếp công dân vào thứ Ba hằng tuần.</p>")]
    return parent.add_child(instance=PlainPage(**{"title": "Lịch tiếp công dân", "body": body, **fields}))


# Parents stand before their children. The home page itself comes from the fixture.
MAKERS: dict[type[SitePage], Maker] = {
    SectionPage: Maker(HomePage, _make_section),
    PlainPage: Maker(SectionPage, _make_plain_page),
    PlanRegisterPage: Maker(HomePage, make_register),
    PlanPage: Maker(PlanRegisterPage, make_plan),
    ConferenceIndexPage: Maker(HomePage, make_conference_index),
    ConferencePage: Maker(ConferenceIndexPage, make_conference),
    NewsIndexPage: Maker(HomePage, make_news_index),
    ArticlePage: Maker(NewsIndexPage, make_article),
}


def all_page_types() -> set[type[SitePage]]:
    """Every page type a site can hold, found by itself."""
    found, waiting = set(), [SitePage]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if not kind._meta.abstract and kind.__module__.partition(".")[0] != "tests":
                found.add(kind)
    return found


def make_all_pages(home: HomePage) -> dict[type[SitePage], SitePage]:
    """A small site with one published page of each type below `home`."""
    pages = {HomePage: home}
    for kind, maker in MAKERS.items():
        parent = pages[maker.below]
        parent.refresh_from_db()
        pages[kind] = maker.make(parent, slug=f"{kind.__name__.lower()}-0")
    return pages


def add_siblings(pages: dict[type[SitePage], SitePage], first: int, last: int) -> None:
    """Put the pages number `first` to `last` of each type beside those of `make_all_pages`, also below index pages."""
    for kind, maker in MAKERS.items():
        for turn in range(first, last + 1):
            parent = maker.below.objects.get(pk=pages[maker.below].pk)
            maker.make(parent, slug=f"{kind.__name__.lower()}-{turn}")
