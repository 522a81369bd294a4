"""Makes published pages, translations and the office of a test site."""

from wagtail.models import Locale, PageViewRestriction, Site

from cms.home.models import OfficeIdentity
from cms.pages.models import PlainPage, SectionPage
from cms.text import slugify


def make_section(parent, title="Giới thiệu", **fields) -> SectionPage:
    """A published section under `parent`, in menus unless told otherwise."""
    return _add(SectionPage, parent, title, fields)


def make_plain(parent, title="Chức năng, nhiệm vụ", **fields) -> PlainPage:
    """A published plain page under `parent`, in menus unless told otherwise."""
    return _add(PlainPage, parent, title, fields)


def _add(model, parent, title, fields):
    values = {"slug": slugify(title), "show_in_menus": True, "locale": parent.locale, **fields}
    parent.refresh_from_db()
    return parent.add_child(instance=model(title=title, **values))


def make_translation(page, title, *, live=True):
    """`page` in English, published unless told otherwise; the pages above it must be translated already."""
    copy = page.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    copy.title = title
    revision = copy.save_revision()
    if live:
        revision.publish()
    return copy


def make_private(page, password="mat-khau"):
    """Close `page` and what is below it with a password."""
    return PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=password
    )


def make_office(**fields) -> OfficeIdentity:
    """The default site's office, with what a header and footer show."""
    values = {
        "name_line1": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "name_line2": "TỈNH QUẢNG NGÃI",
        "phone": "0255 3822 345",
        "address": "202 Trần Hưng Đạo",
        **fields,
    }
    office = OfficeIdentity(site=Site.objects.get(is_default_site=True), **values)
    office.full_clean()
    office.save()
    return office
