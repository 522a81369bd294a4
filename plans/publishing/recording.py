"""Writing the log, inside the transaction that publishes, changes or withdraws a page.

A page's own `save` is one transaction, and the row of the page is locked in it: of two that publish at once the second
waits and then finds the record of the first. Saving a draft writes nothing.
"""

from datetime import datetime

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, ReferenceIndex

from cms.media.models import Attachment

from .canonical import FORM, attached_files, canonical_text, sha256_of
from .models import PublicationRecord

RECORDED = ("plans.planpage", "news.articlepage", "conferences.conferencepage")
_LIFE = {"live", "live_revision", "live_revision_id"}
_What = PublicationRecord.What


def recorded_models() -> list[type]:
    """The page types of the log."""
    return [apps.get_model(label) for label in RECORDED]


def connect() -> None:
    """Listen to the pages of the log and to files."""
    post_save.connect(_file_saved, sender=Attachment, dispatch_uid="publication.file")
    for model in recorded_models():
        post_save.connect(_saved, sender=model, dispatch_uid=f"publication.saved.{model._meta.label}")
        pre_delete.connect(_deleted, sender=model, dispatch_uid=f"publication.deleted.{model._meta.label}")


def _saved(sender, instance, created, raw=False, update_fields=None, **kwargs) -> None:
    touches_life = update_fields is None or _LIFE & set(update_fields)
    if not raw and touches_life and (instance.live or not created):
        record(instance, timezone.now())


def _deleted(sender, instance, **kwargs) -> None:
    if instance.live:
        withdraw(instance, timezone.now())


def _file_saved(sender, instance, created, raw=False, **kwargs) -> None:
    """A file that is replaced changes what its pages offer, although nobody publishes them."""
    if raw or created:
        return
    keys = keys_of_pages_with(instance)
    for model in recorded_models() if keys else ():
        for page in model.objects.live().filter(pk__in=keys):
            record_files(page, timezone.now())


def keys_of_pages_with(file: Attachment) -> set[int]:
    """The keys of the pages that attach, place or link `file`."""
    pages = ReferenceIndex.get_references_to(file).filter(base_content_type=ContentType.objects.get_for_model(Page))
    return {int(key) for key in pages.values_list("object_id", flat=True)}


def is_public(page) -> bool:
    """Whether everybody may read `page`: it is live, and neither it nor a page above it is restricted."""
    return page.live and not page.get_view_restrictions().exists()


def record(page, now: datetime) -> PublicationRecord | None:
    """Write down what has become of `page`, if it is not in the log already."""
    last = PublicationRecord.objects.of(page).first()
    stood = last is not None and last.is_standing
    if not is_public(page):
        return _write(page, _What.WITHDRAWN, last, now) if stood else None
    is_same_version = page.live_revision_id is not None and stood and last.revision_number == page.live_revision_id
    if stood and (is_same_version or _is_first_version_of(page, last)):
        return None
    return _write(page, _What.CHANGED if stood else _What.PUBLISHED, last, now)


def _is_first_version_of(page, last: PublicationRecord) -> bool:
    """Whether the version now public only gives a number to what went public when the page was made.

    The form of a new page saves it first and publishes its first version right after. Aliases never have a number.
    """
    if last.revision_number is not None or last.text_sha256 != sha256_of(canonical_text(page)):
        return False
    return last.files == [file.as_dict() for file in attached_files(page)]


def record_files(page, now: datetime) -> PublicationRecord | None:
    """Write down that files of the public `page` are others than recorded; None if they are the same."""
    with transaction.atomic():
        Page.objects.select_for_update().filter(pk=page.pk).first()
        last = PublicationRecord.objects.of(page).first()
        if last is None or not last.is_standing:
            return None
        then = {file["key"]: file["sha256"] for file in last.files}
        if all(then.get(file.key) == file.sha256 for file in attached_files(page)):
            return None
        return _write(page, _What.CHANGED, last, now)


def is_as_recorded(page) -> bool:
    """Whether the public `page` has the text and the files of its newest record."""
    last = PublicationRecord.objects.of(page).first()
    return last is not None and last.is_standing and _matches(page, last)


def record_changed(page, now: datetime) -> PublicationRecord | None:
    """Write down that the public, locked `page` reads or offers something else than recorded; None if not."""
    last = PublicationRecord.objects.of(page).first()
    if last is None or not last.is_standing or _matches(page, last):
        return None
    return _write(page, _What.CHANGED, last, now)


def _matches(page, last: PublicationRecord) -> bool:
    if last.form != FORM or last.text_sha256 != sha256_of(canonical_text(page)):
        return False
    return {file["key"]: file["sha256"] for file in last.files} == {
        file.key: file.sha256 for file in attached_files(page)
    }


def withdraw(page, now: datetime) -> PublicationRecord | None:
    """Write down that `page` is no longer public because it is deleted."""
    last = PublicationRecord.objects.of(page).first()
    return _write(page, _What.WITHDRAWN, last, now) if last is not None and last.is_standing else None


def record_found(page, now: datetime) -> PublicationRecord:
    """Begin the log of a page that was public before there was one, or whose content was changed past it."""
    last = PublicationRecord.objects.of(page).first()
    return _write(page, _What.FOUND, last, now)


def _write(page, what: str, last: PublicationRecord | None, now: datetime) -> PublicationRecord:
    stands = what != _What.WITHDRAWN
    actor, is_automatic = _who(page, what)
    return PublicationRecord.objects.create(
        page_id=page.pk,
        title=page.title[:255],
        number=page.listing_number[:80],
        address=(page.url_path or "")[:500],
        what=what,
        at=now,
        actor=actor,
        is_automatic=is_automatic,
        revision_number=page.live_revision_id if stands else last and last.revision_number,
        text_sha256=sha256_of(canonical_text(page)) if stands else last.text_sha256,
        form=FORM if stands else last.form,
        files=[file.as_dict() for file in attached_files(page)] if stands else last.files,
        previous_seal=last.seal if last is not None else "",
    )


def _who(page, what: str):
    """The person at work; without one (the clock, a command) the author of the version, marked as automatic."""
    user = get_active_log_context().user
    if user is not None and user.is_authenticated:
        return user, False
    version = page.live_revision if what != _What.WITHDRAWN and page.live_revision_id else None
    return (version.user if version is not None else None), True
