"""For readers of a document: which documents it names, and which name it."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from cms.blocks.readable import readable_pages

from .models import CitedDocument

MOST_SHOWN = 50


@dataclass(frozen=True)
class CitationLists:
    """Pages anybody may open, without doubles: what a document names, as bases and otherwise, and what names it."""

    bases: list[Page]
    named: list[Page]
    named_by: list[Page]

    def __bool__(self) -> bool:
        return bool(self.bases or self.named or self.named_by)


def citation_lists(page) -> CitationLists:
    """The lists of `page`; three queries however many documents there are."""
    key = page.translation_key
    rows = list(
        CitedDocument.objects.filter(Q(page_id=page.pk, target__isnull=False) | Q(target__translation_key=key))
        .select_related("page", "target")
        .order_by("page_id", "position")
    )
    if not rows:
        return CitationLists([], [], [])
    shown = readable_pages(each for row in rows for each in (row.page, row.target) if each.translation_key != key)
    mine = [row for row in rows if row.page_id == page.pk]
    bases = _distinct(shown.get(row.target_id) for row in mine if row.is_basis)
    named = _distinct(shown.get(row.target_id) for row in mine if not row.is_basis)
    named_by = _distinct(shown.get(row.page_id) for row in rows if row.page.translation_key != key)
    known = {each.pk for each in bases}
    return CitationLists(bases, [each for each in named if each.pk not in known], named_by)


def _distinct(pages) -> list[Page]:
    return list({page.pk: page for page in pages if page is not None}.values())[:MOST_SHOWN]
