"""For readers of a document: which documents it names, and which name it."""

from dataclasses import dataclass

from wagtail.models import Page

from cms.blocks.readable import readable_pages

from .models import CitedDocument

MOST_SHOWN = 50
_MOST_READ = 200


@dataclass(frozen=True)
class CitationLists:
    """Pages anybody may open, without doubles: what a document names, as bases and otherwise, and what names it."""

    bases: list[Page]
    named: list[Page]
    named_by: list[Page]

    def __bool__(self) -> bool:
        return bool(self.bases or self.named or self.named_by)


def citation_lists(page) -> CitationLists:
    """The lists of `page`, those that name it newest first; four queries however many documents there are."""
    key = page.translation_key
    rows = CitedDocument.objects.filter(target__isnull=False)
    mine = list(rows.filter(page_id=page.pk).select_related("target").order_by("position")[:_MOST_READ])
    others = rows.filter(target__translation_key=key).exclude(page__translation_key=key).select_related("page")
    others = list(others.order_by("-page__first_published_at", "-page_id")[:_MOST_READ])
    shown = readable_pages([*(row.target for row in mine), *(row.page for row in others)])
    bases = _distinct(shown.get(row.target_id) for row in mine if row.is_basis)
    known = {each.pk for each in bases}
    named = _distinct(shown.get(row.target_id) for row in mine if not row.is_basis)
    named_by = _distinct(shown.get(row.page_id) for row in others)
    return CitationLists(bases, [each for each in named if each.pk not in known], named_by)


def _distinct(pages) -> list[Page]:
    return list({page.pk: page for page in pages if page is not None}.values())[:MOST_SHOWN]
