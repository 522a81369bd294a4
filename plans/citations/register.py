"""Keeping the list of cited documents true: made at publication, looked up again when documents come and go."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from cms.blocks.words import texts_in
from plans.models import PlanPage

from .models import CitedDocument
from .recognising import Citation, find_citations, with_known_days
from .resolving import Citing, Outcome, Resolution, candidates_for, resolve

_MOST_OF_A_PAGE = 2_000
_AROUND = 60
_BATCH = 500


def note_page(page: Page) -> int:
    """Write down what `page`, a specific page as published, names; returns how many documents."""
    named = list(_named_on(page))
    candidates = candidates_for(citation.key for citation, *_rest in named)
    citing = Citing.of(page)
    rows = [
        _row(page, position, *each, resolve(each[0], candidates.get(each[0].key, []), citing))
        for position, each in enumerate(named)
    ]
    with transaction.atomic():
        # One after the other, should the page be published twice at once.
        if not Page.objects.select_for_update().filter(pk=page.pk).values_list("pk").first():
            return 0
        CitedDocument.objects.filter(page_id=page.pk).delete()
        CitedDocument.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)


def forget_page(page_id: int) -> None:
    """A page was withdrawn: it names nothing any more."""
    CitedDocument.objects.filter(page_id=page_id).delete()


def look_up_again(keys: Iterable[str], target_ids: Iterable[int] = ()) -> int:
    """Look once more for the documents with these numbers, or that were thought to be these pages; counts changes."""
    meant = Q(key__in={key for key in keys if key}) | Q(target_id__in=set(target_ids))
    rows = list(CitedDocument.objects.filter(meant).order_by("page_id"))
    candidates = candidates_for(row.key for row in rows)
    pages = {page.pk: page for page in Page.objects.filter(pk__in={row.page_id for row in rows}).specific()}
    changed = []
    for page_id, of_page in groupby(rows, key=lambda row: row.page_id):
        citing = Citing.of(pages.get(page_id))
        for row in of_page:
            state, target = _outcome(resolve(row.citation, candidates.get(row.key, []), citing))
            if (row.state, row.target_id) != (state, target):
                row.state, row.target_id = state, target
                changed.append(row)
    CitedDocument.objects.bulk_update(changed, ["state", "target"], batch_size=_BATCH)
    return len(changed)


def rebuild() -> int:
    """Make the whole list anew from what is published; returns how many documents are named."""
    CitedDocument.objects.exclude(page__live=True).delete()
    count = 0
    for page in Page.objects.live().order_by("pk").specific().iterator(chunk_size=100):
        count += note_page(page)
    return count


def follow_published(sender, instance, **kwargs) -> None:
    """Signal: note the page; if it is a document, those that name its number find it now."""
    transaction.on_commit(partial(_after_publishing, instance.pk), robust=True)


def follow_withdrawn(sender, instance, **kwargs) -> None:
    """Signal: the page names nothing any more, and nobody is led to it."""
    transaction.on_commit(partial(_after_withdrawal, instance.pk, getattr(instance, "number_key", "")), robust=True)


def _after_publishing(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page is None:
        return
    specific = page.specific
    note_page(specific)
    if isinstance(specific, PlanPage):
        look_up_again([specific.number_key], [page_id])


def _after_withdrawal(page_id: int, key: str) -> None:
    forget_page(page_id)
    look_up_again([key], [page_id])


def _named_on(page) -> Iterator[tuple[Citation, str, bool]]:
    """Each document named on the page once: (citation, the words around, whether a basis), bases first."""
    found = [(each, text, is_basis) for text, is_basis in _texts_of(page) for each in find_citations(text)]
    seen = set()
    for each, (_each, text, is_basis) in zip(with_known_days(each for each, *_rest in found), found, strict=True):
        if not each.key or (each.key, each.day) in seen or len(seen) >= _MOST_OF_A_PAGE:
            continue
        seen.add((each.key, each.day))
        yield each, _excerpt(text, each), is_basis


def _texts_of(page) -> Iterator[tuple[str, bool]]:
    bases = getattr(page, "legal_bases", None)
    for basis in bases.all() if bases is not None else ():
        yield basis.text, True
    yield getattr(page, "summary", "") or "", False
    body = getattr(page, "body", None)
    for child in body if hasattr(body, "stream_block") else ():
        for _path, words in texts_in(child.block, child.value):
            yield words, False


def _excerpt(text: str, each: Citation) -> str:
    start, end = max(0, each.start - _AROUND), min(len(text), each.end + _AROUND)
    words = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{words}{' …' if end < len(text) else ''}"[:300]


def _row(page, position: int, each: Citation, excerpt: str, is_basis: bool, found: Resolution) -> CitedDocument:
    state, target = _outcome(found)
    return CitedDocument(
        page_id=page.pk,
        position=position,
        number=each.number[:120],
        key=each.key,
        kind=each.kind,
        issuer=each.issuer[:200],
        day=each.day,
        excerpt=excerpt,
        is_basis=is_basis,
        state=state,
        target_id=target,
    )


def _outcome(found: Resolution) -> tuple[str, int | None]:
    return found.outcome.value, found.pages[0].pk if found.outcome is Outcome.FOUND else None
