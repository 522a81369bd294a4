"""Keeping the index: what a page of any type can be found by, written when it is published.

Content is always read back from the database: an editor's page object may hold a draft.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from wagtail.models import Page
from wagtail.search import index

from cms.text import clean, clean_line

from .models import SearchEntry, SearchText
from .words import index_words, number_key

_ALREADY_FOLDED = {"title", "folded_title", "folded_text"}
_LONGEST_WRITTEN = 300_000


def refresh(page_id: int) -> None:
    """Bring the index up to date with one page: published, changed, unpublished or gone."""
    with transaction.atomic():
        page = Page.objects.select_for_update().filter(pk=page_id, live=True).first()
        if page is None:
            SearchEntry.objects.filter(pk=page_id).delete()
        else:
            _write([page.specific])


def rebuild(chunk_size: int = 200) -> Iterator[tuple[int, int]]:
    """Write the whole index anew, a chunk of pages per transaction; yields (done, total) after each.

    The index stays usable meanwhile. Entries of pages no longer live go first.
    """
    SearchEntry.objects.exclude(page__live=True).delete()
    ids = list(Page.objects.filter(live=True, depth__gt=1).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), chunk_size):
        chunk = ids[start : start + chunk_size]
        with transaction.atomic():
            # The lock comes first and alone: `specific()` reads in several queries.
            locked = list(
                Page.objects.select_for_update().filter(pk__in=chunk, live=True).order_by("pk").values_list("pk")
            )
            _write(Page.objects.filter(pk__in=[pk for (pk,) in locked]).order_by("pk").specific())
        yield min(start + chunk_size, len(ids)), len(ids)


def page_text(page: Page) -> str:
    """All text of `page` besides its title, as its `search_fields` name it, a line each."""
    pieces: list[str] = []
    for field in type(page).get_search_fields():
        pieces += _pieces(field, page)
    return clean("\n".join(piece for piece in pieces if piece))[:_LONGEST_WRITTEN]


def _pieces(field, owner) -> Iterable[str]:
    """The text that one search field gives: a value, a list of values, or the fields of related rows."""
    if isinstance(field, index.RelatedFields):
        related = field.get_value(owner)
        rows = related.all() if hasattr(related, "all") else [related] if related is not None else []
        return [piece for row in rows for child in field.fields for piece in _pieces(child, row)]
    if not isinstance(field, index.SearchField) or field.field_name in _ALREADY_FOLDED:
        return []
    value = field.get_value(owner)
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    return [] if value is None else [str(value)]


def _write(pages: Iterable[Page]) -> None:
    """Insert or replace the entries of live, specific `pages`."""
    entries, texts = [], []
    for page in pages:
        title, written = clean_line(page.title), page_text(page)
        number = clean_line(str(getattr(page, "listing_number", "") or ""))[:200]
        listed_on = getattr(page, "listing_date", None)
        entries.append(
            SearchEntry(
                page_id=page.pk,
                locale_id=page.locale_id,
                type_key=page._meta.label_lower,
                listed_on=listed_on,
                year=listed_on.year if listed_on else None,
                number=number,
                number_key=number_key(number),
                title=title[:255],
            )
        )
        heading = f"{title}\n{number}"
        texts.append(
            SearchText(
                entry_id=page.pk,
                title_words=index_words(heading),
                words=index_words(f"{heading}\n{written}"),
                written=written,
            )
        )
    _replace(SearchEntry, entries)
    _replace(SearchText, texts)


def _replace(model, rows) -> None:
    key = model._meta.pk
    fields = [field.name for field in model._meta.concrete_fields if field is not key]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=[key.name], update_fields=fields)
