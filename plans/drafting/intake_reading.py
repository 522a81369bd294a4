"""How a file gets into an intake: small ones are read at once, large ones by the worker; what cannot be read goes."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.text import clean_line
from plans.models import PlanRegisterPage

from . import readers
from .facts import typed_of
from .intake import MOST_ATTEMPTS, Intake, IntakePicture
from .kept_files import delete_after_commit, delete_quietly, digest, keep
from .picture_kinds import picture_kind
from .reading import OldEncodingError, UnreadableError
from .recognising import recognise
from .source import Source
from .tree import Tree, tree_of

AT_ONCE = 512 * 1024
"""Bytes: more than that is read by the worker, while the clerk sees how far it is."""
PASTED_TEXT, PASTED_HTML = "text", "html"
_PREVIEW = 3_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Arrival:
    """What a clerk hands over: a file, or a text pasted (then `name` is empty and `kind` one of PASTED_…)."""

    data: bytes
    name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Reading:
    """What was found in a file, before anything of it is kept."""

    source: Source
    tree: Tree
    typed: dict[str, str]


def begin(arrival: Arrival, register: PlanRegisterPage, user, now: datetime) -> Intake:
    """Keep what a clerk hands over, read if it is small.

    UnreadableError when it cannot be read: nothing is kept then, except a text in an old encoding, which waits for the
    clerk to say whether it is to be converted.
    """
    intake = Intake(
        user=user,
        register=register,
        name=clean_line(PurePath(arrival.name).name)[:200],
        kind=arrival.kind,
        size=len(arrival.data),
        sha256=digest(arrival.data),
        created_at=now,
        changed_at=now,
    )
    reading = None
    if not is_slow(arrival.data):
        try:
            reading = read(arrival)
        except OldEncodingError as error:
            _note_old_encoding(intake, error)
    try:
        path = keep(arrival.data)
    except OSError as problem:
        raise UnreadableError(
            _("There is no room to keep the file. Tell the administrator, and try again later.")
        ) from problem
    intake.file.name = path
    try:
        _save(intake, reading)
    except BaseException:
        delete_quietly([path])
        raise
    return intake


def read(arrival: Arrival, is_converted: bool = False) -> Reading:
    """What `arrival` holds; with `is_converted`, a text in an old encoding is taken as converted."""
    try:
        source = _source_of(arrival)
    except OldEncodingError as error:
        if not is_converted:
            raise
        source = error.converted
    document = recognise(source)
    return Reading(source, tree_of(document, source.pictures), typed_of(document))


def is_slow(data: bytes) -> bool:
    """Whether reading takes longer than a person waits for a page: large files, and those LibreOffice converts."""
    if data[:4] == _OLD_WORD:
        return _WORD_STREAM in data and _ENCRYPTED not in data
    return len(data) > AT_ONCE or data[:5] == b"{\\rtf" or b"opendocument" in data[:200]


def convert(intake: Intake, now: datetime) -> bool:
    """Read a text in an old encoding once more, converted; False when that is not on offer (any more)."""
    mine = Intake.objects.filter(pk=intake.pk, state=Intake.State.FAILED).exclude(converted="")
    waiting = {"state": Intake.State.WAITING, "problem": "", "progress": 0, "attempts": 0, "beat_at": None}
    if not mine.update(is_converted=True, changed_at=now, **waiting):
        return False
    if intake.size <= AT_ONCE and _is_claimed(intake, now):
        intake.refresh_from_db()
        _read_kept(intake)
    return True


def read_next(now: datetime) -> Intake | None:
    """Read the file whose turn it is; None when none waits."""
    intake = Intake.objects.claim(now)
    if intake is not None:
        with translation.override(_language_of(intake.user)):
            if intake.attempts > MOST_ATTEMPTS:
                # Everybody who read it died.
                _fail(intake, _unreadable())
            else:
                _read_kept(intake)
    return intake


def _language_of(user) -> str:
    """The language a clerk has chosen for the administration, for what is said about the file."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE


def _is_claimed(intake: Intake, now: datetime) -> bool:
    waiting = Intake.objects.filter(pk=intake.pk, state=Intake.State.WAITING)
    return bool(waiting.update(state=Intake.State.READING, beat_at=now, progress=5))


def _ours(intake: Intake):
    """The row as it was claimed; nothing when it was deleted meanwhile, or another worker has begun again."""
    return Intake.objects.filter(
        pk=intake.pk, state=Intake.State.READING, attempts=intake.attempts, beat_at=intake.beat_at
    )


def _unreadable() -> str:
    return _("The file could not be read. Save it anew in Word, or as PDF, and choose it again.")


def _read_kept(intake: Intake) -> None:
    """Read the file of an intake that is ours to read; whatever comes of it is written down, while it still is."""
    try:
        with intake.file.open("rb") as file:
            arrival = Arrival(file.read(), intake.name, intake.kind if not intake.name else "")
        _tell(intake, 20)
        reading = read(arrival, intake.is_converted)
        _tell(intake, 80)
        _save(intake, reading)
    except OldEncodingError as error:
        _note_old_encoding(intake, error)
        _save(intake, None)
    except UnreadableError as error:
        _fail(intake, str(error))
    except Exception:
        logger.exception("The file of intake %s could not be read", intake.pk)
        if intake.attempts < MOST_ATTEMPTS:
            if _ours(intake).update(state=Intake.State.WAITING, beat_at=None):
                raise
            return
        _fail(intake, _unreadable())


def _source_of(arrival: Arrival) -> Source:
    if arrival.kind == PASTED_HTML and not arrival.name:
        return readers.read_html(arrival.data.decode())
    if arrival.kind == PASTED_TEXT and not arrival.name:
        return readers.read_text(arrival.data.decode())
    return readers.read(arrival.data, arrival.name)


def _note_old_encoding(intake: Intake, error: OldEncodingError) -> None:
    intake.state = Intake.State.FAILED
    intake.problem = str(error)
    intake.converted = error.converted.text[:_PREVIEW]


def _tell(intake: Intake, percent: int) -> None:
    now = timezone.now()
    if _ours(intake).update(progress=percent, beat_at=now):
        intake.beat_at = now


def _fail(intake: Intake, problem: str) -> None:
    """Write down why; the file is of no use any more."""
    with transaction.atomic():
        if _ours(intake).update(state=Intake.State.FAILED, problem=problem, file=""):
            delete_after_commit(intake.file.name)


def _save(intake: Intake, reading: Reading | None) -> None:
    """Keep what was read, with its pictures; all of it or nothing, and nothing of what is no longer ours."""
    paths: list[str] = []
    if reading is not None:
        intake.state, intake.progress, intake.problem, intake.converted = Intake.State.READY, 100, "", ""
        intake.kind, intake.text, intake.tree, intake.typed = (
            reading.source.kind[:10],
            reading.source.text,
            reading.tree,
            reading.typed,
        )
        intake.layout, intake.remarks = layout_of(reading.source), list(reading.source.remarks)
    try:
        with transaction.atomic():
            is_new = intake.pk is None
            # The update also keeps others from deleting the row until all of it is written.
            if not is_new and not _ours(intake).update(beat_at=intake.beat_at):
                return
            intake.save(force_insert=is_new, force_update=not is_new)
            if reading is not None:
                intake.pictures.all().delete()
                _keep_pictures(intake, reading.source, paths)
    except BaseException:
        delete_quietly(paths)
        raise


def _keep_pictures(intake: Intake, source: Source, paths: list[str]) -> None:
    for index, picture in enumerate(source.pictures):
        kind = picture_kind(picture.data)
        if kind:
            paths.append(keep(picture.data))
            IntakePicture.objects.create(
                intake=intake, index=index, name=clean_line(picture.name)[:200], kind=kind, file=paths[-1]
            )


def layout_of(source: Source) -> dict:
    """What the screen shows of the source beside its words, as JSON: tables and where its pages begin."""
    starts, offset = [], 0
    for line in source.text.split("\n"):
        starts.append(offset)
        offset += len(line) + 1
    pages: dict[int, int] = {}
    for number, hint in sorted(source.hints.items()):
        if hint.page and hint.page > 1 and number < len(starts):
            pages.setdefault(hint.page, starts[number])
    tables = []
    for table in source.tables:
        rows = [[[cell.start, cell.end, cell.columns, cell.rows] for cell in row] for row in table.rows]
        tables.append([table.start, table.end, rows])
    return {"pages": [[offset, page] for page, offset in pages.items()], "tables": tables}
