"""What changes, shows or hides a public page although nobody publishes it: rows it names, pages it points to, access.

Only pages that were as recorded just before are written down anew, so that a text changed past the portal is still
found afterwards.
"""

from collections.abc import Iterator
from functools import cache

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from cms.media.models import Attachment
from cms.pages.parts import PagePart

from .recording import is_as_recorded, keys_of_pages_with, record, record_changed, recorded_models

_KEPT = "_publication_pages"


def connect() -> None:
    """Listen to everything the text of a recorded page names, and to who may read it."""
    for model in _places():
        label = model._meta.label
        if _has_name(model):
            pre_save.connect(_before_saving, sender=model, dispatch_uid=f"publication.naming.{label}")
            post_save.connect(_afterwards, sender=model, dispatch_uid=f"publication.named.{label}")
        pre_delete.connect(_before_deleting, sender=model, dispatch_uid=f"publication.removing.{label}")
        post_delete.connect(_afterwards, sender=model, dispatch_uid=f"publication.removed.{label}")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="publication.restricted")
    post_delete.connect(_released, sender=PageViewRestriction, dispatch_uid="publication.released")
    post_page_move.connect(_moved, dispatch_uid="publication.moved")


@cache
def _places() -> dict[type, list[tuple[type, type, str, str]]]:
    """By what is pointed to: the page type, the model and field that point, and the field with the page's key."""
    places: dict[type, list[tuple[type, type, str, str]]] = {}
    for model in recorded_models():
        owners = [(model, "pk")]
        for relation in get_all_child_relations(model):
            if issubclass(relation.related_model, PagePart):
                owners.append((relation.related_model, relation.field.attname))
        for owner, key in owners:
            for field in [*owner._meta.local_fields, *owner._meta.local_many_to_many]:
                is_link = isinstance(field, models.ForeignKey | ParentalManyToManyField) and field.editable
                if is_link and not getattr(field.remote_field, "parent_link", False) and field.attname != key:
                    places.setdefault(field.related_model, []).append((model, owner, field.name, key))
    return places


def _has_name(model: type) -> bool:
    return any(field.name == "name" for field in model._meta.fields)


def _before_saving(sender, instance, raw=False, **kwargs) -> None:
    before = sender._base_manager.filter(pk=instance.pk).values_list("name", flat=True).first()
    if not raw and before is not None and before != instance.name:
        _keep(sender, instance)


def _before_deleting(sender, instance, **kwargs) -> None:
    _keep(sender, instance)


def _keep(sender, instance) -> None:
    """Remember which pages are concerned, while they still are as recorded."""
    setattr(instance, _KEPT, [(type(page), page.pk) for page in _concerned(sender, instance) if is_as_recorded(page)])


def _concerned(sender, instance) -> Iterator[Page]:
    linked = keys_of_pages_with(instance) if sender is Attachment else set()
    for model in recorded_models():
        keys = set(linked)
        for page_type, owner, field, key in _places()[sender]:
            if page_type is model:
                keys |= set(owner._base_manager.filter(**{field: instance.pk}).values_list(key, flat=True))
        if keys:
            yield from model.objects.live().filter(pk__in=keys)


def _afterwards(sender, instance, **kwargs) -> None:
    for model, key in instance.__dict__.pop(_KEPT, ()):
        _once_locked(model, key, record_changed)


def _restricted(sender, instance, raw=False, **kwargs) -> None:
    if not raw:
        _record_branch(instance.page.path)


def _released(sender, instance, origin=None, **kwargs) -> None:
    """Not when the restriction goes because its page is deleted."""
    if isinstance(origin, PageViewRestriction) or getattr(origin, "model", None) is PageViewRestriction:
        _record_branch(instance.page.path)


def _moved(sender, instance, url_path_before=None, **kwargs) -> None:
    path = Page.objects.filter(pk=instance.pk).values_list("path", flat=True).first()
    if path:
        _record_branch(path)


def _record_branch(path: str) -> None:
    """Write down what has become of the pages below `path`, and of their aliases, which obey the same restrictions."""
    below = Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    for model in recorded_models():
        for key in model.objects.live().filter(below).values_list("pk", flat=True):
            _once_locked(model, key, record)


def _once_locked(model: type, key: int, write) -> None:
    """`write` the record of a live page as it is when nobody else can publish it."""
    with transaction.atomic():
        Page.objects.select_for_update().filter(pk=key).first()
        page = model.objects.live().filter(pk=key).first()
        if page is not None:
            write(page, timezone.now())
