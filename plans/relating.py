"""Relations between documents read from both ends: grouped for readers, without doubles, and without circles.

A relation has a direction in time: the newer document acts on the older one. Whichever end it was written down at,
it is compared as (action, newer, older), the documents by the key their translations share.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.blocks.readable import readable_pages

# In the order readers see them: what became of the document first.
KIND_LABELS = {
    "replaced_by": _("Is replaced by"),
    "amended_by": _("Is amended by"),
    "replaces": _("Replaces"),
    "amends": _("Amends"),
    "attached_to": _("Is attached to"),
    "has_attached": _("Has attached to it"),
    "based_on": _("Is based on"),
    "basis_of": _("Is the basis of"),
}
INVERSE = {
    "replaces": "replaced_by",
    "amends": "amended_by",
    "attached_to": "has_attached",
    "based_on": "basis_of",
}
INVERSE |= {passive: active for active, passive in INVERSE.items()}
_ACTIVE = ("replaces", "amends", "attached_to", "based_on")
# Within one group no document may lead back to itself.
_GROUPS = ({"replaces", "amends"}, {"attached_to"}, {"based_on"})


@dataclass(frozen=True)
class RelatedDocument:
    """The other document for a reader: a page anybody may open, or its name as text."""

    text: str
    page: Page | None = None
    number: str = ""


@dataclass(frozen=True)
class RelationGroup:
    """All documents to which a plan stands in one kind of relation."""

    kind: str
    documents: list[RelatedDocument]

    @property
    def label(self) -> str:
        """The beginning of the sentence: "Is replaced by"."""
        return str(KIND_LABELS[self.kind])


def relations_of(plan) -> list[RelationGroup]:
    """What `plan` is to other documents, as readers may know it; one query, one more when there is something."""
    rows = list(_rows_of(plan))
    pages = readable_pages(other for _kind, other, _row in rows if other is not None)
    documents: dict[str, dict] = defaultdict(dict)
    for kind, other, row in rows:
        shown = pages.get(other.pk) if other is not None else None
        if shown is not None:
            key, document = other.translation_key, RelatedDocument(shown.title, shown, other.number)
        elif row.text and kind == row.kind:
            key, document = row.text, RelatedDocument(row.text)
        else:
            continue
        documents[kind].setdefault(key, document)
    return [RelationGroup(kind, list(documents[kind].values())) for kind in KIND_LABELS if documents[kind]]


def _rows_of(plan) -> Iterator[tuple]:
    """(kind seen from `plan`, the other page or None, the row), from rows of either end and of every translation."""
    family = Page.objects.filter(translation_key=plan.translation_key).values("pk")
    rows = apps.get_model("plans", "PlanRelation").objects.filter(Q(page__in=family) | Q(target__in=family))
    rows = rows.select_related("page", "target").defer("page__body", "target__body").order_by("sort_order", "pk")
    if "relations" in getattr(plan, "_cluster_related_objects", {}):  # a preview shows rows that are not stored
        for row in plan.relations.all():
            yield row.kind, row.target, row
        rows = rows.exclude(page=plan.pk)
    for row in rows:
        if row.page.translation_key == plan.translation_key:
            yield row.kind, row.target, row
        elif row.page.live:
            yield INVERSE[row.kind], row.page, row


def circle_with(relation, key) -> str:
    """The circle that `relation` of the document `key` would close, in words; "" when there is none."""
    action, newer, older = _edge(relation.kind, key, relation.target.translation_key)
    group = next(group for group in _GROUPS if action in group)
    leads_to: dict = defaultdict(set)
    for kind, page, target in _stored_edges(except_row=relation.pk):
        known_action, known_newer, known_older = _edge(kind, page, target)
        if known_action in group:
            leads_to[known_newer].add(known_older)
    path = _path(leads_to, older, newer)
    return " → ".join(_names([newer, *path])) if path else ""


def _edge(kind: str, own_key, other_key) -> tuple:
    """(action, newer, older)."""
    return (kind, own_key, other_key) if kind in _ACTIVE else (INVERSE[kind], other_key, own_key)


def _stored_edges(except_row: int | None) -> Iterable[tuple]:
    rows = apps.get_model("plans", "PlanRelation").objects.filter(target__isnull=False).exclude(pk=except_row)
    return rows.values_list("kind", "page__translation_key", "target__translation_key")


def _path(leads_to: dict, start, goal) -> list:
    """The documents from `start` to `goal`, both included; empty when no way leads there."""
    came_from: dict = {start: None}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        if here == goal:
            path = []
            while here is not None:
                path.insert(0, here)
                here = came_from[here]
            return path
        for following in leads_to[here]:
            if following not in came_from:
                came_from[following] = here
                waiting.append(following)
    return []


def _names(keys: list) -> list[str]:
    plans = apps.get_model("plans", "PlanPage").objects.filter(translation_key__in=keys).order_by("-locale_id")
    names = {plan.translation_key: plan.number or plan.title for plan in plans.defer_streamfields()}
    return [names.get(key, "?") for key in keys]
