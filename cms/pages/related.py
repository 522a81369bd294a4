"""Pages that belong beside a page: picked by hand, then found by tags, then by field of work."""

from collections.abc import Iterator

from django.db.models import Count, F, Q, QuerySet
from wagtail.models import Page

from .models import SubjectField, TaggedPage

_NEWEST = (F("first_published_at").desc(nulls_last=True), "-pk")


def related_to(page: Page, count: int) -> list[Page]:
    """At most `count` published pages in the language of `page`, never `page` itself, none twice.

    Hand-picked ones come first and in the editor's order (a picked page in another language stands for its
    translation), then those sharing most tags, then the newest of the same field. A fixed number of queries.
    """
    readable = Page.objects.live().public().filter(locale_id=page.locale_id).exclude(pk=page.pk)
    found = _picked(page, readable)[:count]
    for candidates in (_with_same_tags(page, readable), _in_same_fields(page, readable)):
        wanted = count - len(found)
        if wanted:
            found += candidates.exclude(pk__in=found).values_list("pk", flat=True)[:wanted]
    pages = Page.objects.specific().in_bulk(found)
    return [pages[pk] for pk in found if pk in pages]


def _picked(page: Page, readable: QuerySet) -> list[int]:
    """What the editor picked, in the editor's order and the page's language."""
    picked = [row.related_id for row in page.related_pages.all()]
    if not picked:
        return []
    keys = dict(Page.objects.filter(pk__in=picked).values_list("pk", "translation_key"))
    here = dict(readable.filter(translation_key__in=keys.values()).values_list("translation_key", "pk"))
    in_order = [here[keys[pk]] for pk in picked if keys.get(pk) in here]
    return list(dict.fromkeys(in_order))


def _with_same_tags(page: Page, readable: QuerySet) -> QuerySet:
    """Those with most tags in common first."""
    tags = TaggedPage.objects.filter(content_object_id=page.pk).values("tag_id")
    shared = Count("tagged_items", filter=Q(tagged_items__tag__in=tags))
    return readable.filter(tagged_items__tag__in=tags).annotate(shared_tags=shared).order_by("-shared_tags", *_NEWEST)


def _in_same_fields(page: Page, readable: QuerySet) -> QuerySet:
    """Pages of any type that names its fields of work, with one field in common."""
    links = list(_links_to_fields())
    own_fields = Q(pk__in=())
    for through, page_column in links:
        own_fields |= Q(pk__in=through.objects.filter(**{page_column: page.pk}).values("subjectfield_id"))
    fields = SubjectField.objects.filter(own_fields).values("pk")
    in_fields = Q(pk__in=())
    for through, page_column in links:
        in_fields |= Q(pk__in=through.objects.filter(subjectfield_id__in=fields).values(page_column))
    return readable.filter(in_fields).order_by(*_NEWEST)


def _links_to_fields() -> Iterator[tuple]:
    """The link table of every page type with fields of work, and the column that holds the page."""
    for relation in SubjectField._meta.related_objects:
        if relation.many_to_many and issubclass(relation.related_model, Page):
            yield relation.through, f"{relation.field.m2m_field_name()}_id"
