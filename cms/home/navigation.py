"""What frames every page: office, menu, breadcrumbs, languages; a handful of queries, however large the site."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, gettext
from wagtail.models import Page, PageViewRestriction, Site

from cms.portlets.placement import paths_to

from .identity import OfficeIdentity, remember_office

_NEEDED = ("id", "title", "path", "depth", "url_path", "locale", "translation_key", "live")


@dataclass
class MenuItem:
    """One entry of the main menu and those under it."""

    page: Page
    title: str
    url: str
    is_current: bool = False
    children: list["MenuItem"] = field(default_factory=list)


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the home page to here."""

    title: str
    url: str


@dataclass(frozen=True)
class LanguageLink:
    """Where the reader goes for this content in another language."""

    code: str
    name: str
    url: str
    is_current: bool
    is_same_content: bool


class SiteFrame:
    """Header, menu and footer of one page view; each part is read when the template asks for it.

    `page` is the page shown, or None on screens that are no page of the tree. `is_error` tells that
    the address asked for shows nothing, so that no link may lead to its translation.
    """

    def __init__(self, request: HttpRequest, page: Page | None = None, *, is_error: bool = False):
        self.request = request
        self.page = page
        self.is_error = is_error

    @cached_property
    def site(self) -> Site | None:
        """The site this host serves."""
        return Site.find_for_request(self.request)

    @cached_property
    def office(self) -> OfficeIdentity:
        """Who publishes the site."""
        identity = OfficeIdentity.of_site(self.site)
        remember_office(identity, self.request.get_host())
        return identity

    @cached_property
    def name_line1(self) -> str:
        """The office's name; the site's where the office has none yet."""
        name = self.office.in_reader_language("name_line1")
        return name or (self.site.site_name if self.site else "") or settings.WAGTAIL_SITE_NAME

    @cached_property
    def name_line2(self) -> str:
        return self.office.in_reader_language("name_line2")

    @cached_property
    def address(self) -> str:
        return self.office.in_reader_language("address")

    @cached_property
    def responsible_person(self) -> str:
        return self.office.in_reader_language("responsible_person")

    @cached_property
    def footer_note(self) -> str:
        return self.office.in_reader_language("footer_note")

    @cached_property
    def phone_link(self) -> str:
        """The phone number as a tel: address."""
        number = "".join(character for character in self.office.phone if character.isdecimal() or character == "+")
        return f"tel:{number}" if number else ""

    @cached_property
    def is_for_staff(self) -> bool:
        """Whether the editor's bar may be offered: previews, and browsers that hold a session."""
        return bool(getattr(self.request, "is_preview", False) or settings.SESSION_COOKIE_NAME in self.request.COOKIES)

    @cached_property
    def _private_paths(self) -> list[str]:
        return list(PageViewRestriction.objects.values_list("page__path", flat=True))

    def _is_public(self, page: Page) -> bool:
        return page.live and not any(page.path.startswith(path) for path in self._private_paths)

    @cached_property
    def _by_language(self) -> dict[str, dict[str, Page]]:
        """Home page and current page in every language anybody may read: {"home"|"page": {language: page}}."""
        found: dict[str, dict[str, Page]] = {"home": {}, "page": {}}
        if self.site is None:
            return found
        home_key = self.site.root_page.translation_key
        page_key = self.page.translation_key if self.page else None
        pages = Page.objects.filter(translation_key__in={home_key, page_key} - {None})
        for page in pages.select_related("locale").only(*_NEEDED, "locale__language_code"):
            if self._is_public(page):
                kind = "home" if page.translation_key == home_key else "page"
                found[kind][page.locale.language_code] = page
        if page_key == home_key:
            found["page"] = found["home"]
        return found

    @cached_property
    def home(self) -> Page | None:
        """The home page in the reader's language, or the site's root where it has no translation."""
        homes = self._by_language["home"]
        return homes.get(get_language()) or (self.site.root_page if self.site else None)

    @cached_property
    def home_url(self) -> str:
        return (self.home.get_url(self.request) if self.home else None) or "/"

    @cached_property
    def is_home(self) -> bool:
        """Whether the page shown is the home page."""
        return bool(self.page and self.home and self.page.pk and self.page.pk == self.home.pk)

    @cached_property
    def menu(self) -> list[MenuItem]:
        """Published pages that want to be in menus: those right under the home page, with those under them."""
        if self.home is None:
            return []
        home = self.home
        pages = Page.objects.filter(
            live=True,
            show_in_menus=True,
            path__gt=home.path,
            path__startswith=home.path,
            depth__in=(home.depth + 1, home.depth + 2),
        )
        tops: dict[str, MenuItem] = {}
        here = self.page.path if self.page else ""
        for page in pages.order_by("path").only(*_NEEDED):
            if not self._is_public(page):
                continue
            url = page.get_url(self.request)
            item = MenuItem(page, page.title, url or "", is_current=bool(here) and here.startswith(page.path))
            parent = tops.get(page.path[: -page.steplen])
            if page.depth == home.depth + 1:
                tops[page.path] = item
            elif parent is not None:
                parent.children.append(item)
        return list(tops.values())

    @cached_property
    def crumbs(self) -> list[Crumb]:
        """The live pages above this one, home page first; empty on the home page itself."""
        if self.home is None or self.is_home:
            return []
        crumbs = [Crumb(gettext("Home"), self.home_url)]
        if self.page is not None and self.page.path:
            above = Page.objects.filter(
                path__in=paths_to(self.page)[1:], depth__gt=self.home.depth, live=True
            ).order_by("depth")
            crumbs += [Crumb(page.title, page.get_url(self.request) or "") for page in above.only(*_NEEDED)]
        return crumbs

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The languages the site has a home page in; each leads to this content, or else to that home page."""
        homes, same = self._by_language["home"], self._by_language["page"]
        links = []
        for code, name in settings.LANGUAGES:
            if code not in homes:
                continue
            target = same.get(code)
            url = target.get_url(self.request) if target else self._translated_view(code)
            is_same = bool(url)
            url = url or homes[code].get_url(self.request) or "/"
            links.append(LanguageLink(code, str(name), url, code == get_language(), is_same))
        return links if len(links) > 1 else []

    def _translated_view(self, code: str) -> str | None:
        """This screen's address in another language; None for pages of the tree and addresses that show nothing."""
        match = self.request.resolver_match
        is_screen = match is not None and match.url_name != "wagtail_serve" and self.request.method == "GET"
        if self.page is not None or self.is_error or not is_screen:
            return None
        address = self.request.get_full_path()
        translated = translate_url(address, code)
        return translated if translated != address or code == get_language() else None
