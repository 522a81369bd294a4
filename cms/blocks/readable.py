"""What a link may lead to: pages anybody can read, in the reader's language."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page


def readable_pages(pages: Iterable[Page]) -> dict[int, Page]:
    """For each of `pages`, by its pk, what readers are shown: the translation in their language, else the page itself.

    Pages that are unpublished or closed to the public, themselves or through one above, are left out.
    Two queries, however many pages; none without pages.
    """
    keys = {page.pk: page.translation_key for page in pages}
    if not keys:
        return {}
    own_language = Q(translation_key__in=set(keys.values()), locale__language_code=get_language() or "")
    found = Page.objects.live().public().filter(Q(pk__in=keys) | own_language).select_related("locale")
    by_pk = {page.pk: page for page in found}
    translated = {page.translation_key: page for page in found if page.locale.language_code == get_language()}
    shown = {pk: translated.get(key) or by_pk.get(pk) for pk, key in keys.items()}
    return {pk: page for pk, page in shown.items() if page is not None}


def readable_page(page: Page | None) -> Page | None:
    """What readers are shown for one `page`; None if they can open neither it nor its translation."""
    return readable_pages([page]).get(page.pk) if page is not None else None
