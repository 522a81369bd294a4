"""What of a page is proved: its text in one fixed form, and the files attached to it.

The canonical text has a line for every filled field, "name: value" with the value as JSON, in a fixed order; line
ends and letters are made the same first. Identifiers of blocks and rows, empty fields and everything the portal
keeps for itself are left out, so that the text changes when what readers see changes, and only then.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from cms.media.models import Attachment
from cms.pages.parts import PagePart

FORM = 1
_OF_THE_ROW = {"id", "sort_order", "locale", "translation_key", "page", "page_ptr"}


@dataclass(frozen=True)
class AttachedFile:
    """A file of a page: the attachment's key, its title, name and size in bytes, and the checksum of its content."""

    key: int
    title: str
    name: str
    size: int
    sha256: str

    def as_dict(self) -> dict:
        """For a JSON column."""
        return asdict(self)


def canonical_text(page) -> str:
    """The text of `page`, as it stands in memory, with its rows."""
    lines = [f"form: {FORM}", f"type: {page._meta.label_lower}", *_lines("title", page.title)]
    fields = [field for field in page._meta.local_fields if field.name not in _OF_THE_ROW and field.editable]
    for field in sorted(fields, key=lambda field: field.name):
        lines += _lines(field.name, _value(page, field))
    for field in sorted(page._meta.local_many_to_many, key=lambda field: field.name):
        if isinstance(field, ParentalManyToManyField):
            lines += _lines(field.name, sorted(_name(each) for each in getattr(page, field.name).all()))
    for name, rows in _rows_of(page):
        for number, row in enumerate(rows, 1):
            for field in sorted(row._meta.local_fields, key=lambda field: field.name):
                if field.name not in _OF_THE_ROW and field.editable:
                    lines += _lines(f"{name}.{number}.{field.name}", _value(row, field))
    return "\n".join(lines) + "\n"


def sha256_of(text: str) -> str:
    """The checksum of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def attached_files(page) -> list[AttachedFile]:
    """The files that `page` offers: attached in rows, placed in the body or linked in texts; by their keys."""
    keys = set(_attachments_in(page))
    for _relation, rows in _rows_of(page):
        for row in rows:
            keys |= set(_attachments_in(row))
    files = Attachment.objects.filter(pk__in=keys).order_by("pk") if keys else ()
    return [
        AttachedFile(file.pk, file.title, file.filename, file.file_size or 0, file.sha256 or content_sha256(file))
        for file in files
    ]


def content_sha256(file: Attachment) -> str:
    """The checksum of what is stored now; "" when the file is gone."""
    digest = hashlib.sha256()
    try:
        with file.open_file() as stored:
            for chunk in iter(lambda: stored.read(1 << 20), b""):
                digest.update(chunk)
    except (OSError, ValueError):
        return ""
    return digest.hexdigest()


def _rows_of(page) -> Iterator[tuple[str, list]]:
    """The rows that hang on the page, by the name of their relation."""
    relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(type(page))}
    for name in sorted(relations):
        if issubclass(relations[name].related_model, PagePart):
            yield name, list(getattr(page, name).all())


def _attachments_in(owner: models.Model) -> Iterator[int]:
    for field in owner._meta.local_fields:
        if isinstance(field, models.ForeignKey):
            if field.related_model is Attachment and getattr(owner, field.attname):
                yield getattr(owner, field.attname)
        elif hasattr(field, "extract_references"):
            for model, key, *_where in field.extract_references(getattr(owner, field.name)):
                if issubclass(model, Attachment):
                    yield int(key)


def _value(owner: models.Model, field: models.Field):
    """A field as plain JSON data."""
    if isinstance(field, models.ForeignKey):
        key = getattr(owner, field.attname)
        if key is not None and any(each.name == "name" for each in field.related_model._meta.fields):
            return _name(getattr(owner, field.name))
        return None if key is None else f"{field.related_model._meta.label_lower} {key}"
    value = getattr(owner, field.name)
    if isinstance(field, StreamField):
        return value.stream_block.get_prep_value(value) if value else None
    return value


def _name(related) -> str:
    """What readers know an office, unit or field by; pages and media are named by their key."""
    return getattr(related, "name", "") or f"{related._meta.label_lower} {related.pk}"


def _lines(path: str, value) -> Iterator[str]:
    if value is None or value == "" or value is False or value in ([], {}):
        return
    if isinstance(value, dict):
        for key in sorted(value):
            if key != "id":
                yield from _lines(f"{path}.{key}", value[key])
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value, 1):
            yield from _lines(f"{path}.{number}", each)
    else:
        yield f"{path}: {json.dumps(_plain(value), ensure_ascii=False)}"


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool | int | float):
        return value
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)
