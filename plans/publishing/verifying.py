"""Comparing what is public now with the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.media.models import Attachment

from .canonical import FORM, attached_files, canonical_text, content_sha256, sha256_of
from .models import PublicationRecord
from .recording import is_public, recorded_models

_AT_ONCE = 100


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the log says; `page` is None when only the log itself is concerned."""

    subject: str
    sentence: str
    page: object = None
    is_missing_record: bool = False

    def __str__(self):
        return f"{self.subject}: {self.sentence}"


def differences() -> Iterator[Difference]:
    """Everything that is not as the log says: pages, files, and the log's own seals."""
    standing = {record.page_id: record for record in PublicationRecord.objects.newest_of_each()}
    seen = set()
    for model in recorded_models():
        for page in model.objects.live().order_by("pk").iterator(chunk_size=_AT_ONCE):
            if not is_public(page):
                continue
            seen.add(page.pk)
            yield from differences_of(page, standing.get(page.pk))
    for key, record in standing.items():
        if record.is_standing and key not in seen:
            yield Difference(str(record), _("the log says it is public, but it is not"))
    yield from broken_seals()


def differences_of(page, record: PublicationRecord | None) -> Iterator[Difference]:
    """What is not as `record`, the newest of the page, says."""
    name = f"{page.pk} {page.listing_number or page.title}"
    if record is None or not record.is_standing:
        yield Difference(name, _("is public, but the log does not say so"), page, is_missing_record=True)
        return
    if record.form != FORM:
        yield Difference(name, _("was recorded in an older form; publish it once more"), page)
    elif sha256_of(canonical_text(page)) != record.text_sha256:
        yield Difference(name, _("the text is not the one that was published"), page)
    now = {file.key: file for file in attached_files(page)}
    then = {file["key"]: file for file in record.files}
    for key in sorted(now.keys() - then.keys()):
        yield Difference(name, _("the file “%(file)s” was not there") % {"file": now[key].name}, page)
    for key in sorted(then.keys() - now.keys()):
        yield Difference(name, _("the file “%(file)s” is missing") % {"file": then[key]["name"]}, page)
    stored = Attachment.objects.in_bulk(now.keys() & then.keys())
    for key, file in sorted(stored.items()):
        if content_sha256(file) != then[key]["sha256"]:
            sentence = _("the file “%(file)s” is not the one that was published") % {"file": file.filename}
            yield Difference(name, sentence, page)


def broken_seals() -> Iterator[Difference]:
    """Records that were changed, taken out or put in past the portal."""
    seals: dict[int, str] = {}
    for record in PublicationRecord.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
        if record.previous_seal != seals.get(record.page_id, ""):
            yield Difference(str(record), _("a record before number %(number)d is missing") % {"number": record.pk})
        if record.seal != record.expected_seal():
            yield Difference(str(record), _("record number %(number)d was changed") % {"number": record.pk})
        seals[record.page_id] = record.seal
