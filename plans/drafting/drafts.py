"""Importing: one document becomes one draft plan below a register, all of it or nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, Page

from cms.media.models import Attachment, Picture
from cms.text import clean_line, slugify
from plans.models import LegalBasis, PlanAttachment, PlanPage, PlanRegisterPage, Recipient, Signer

from .content import Content, content_of
from .document import Document
from .facts import typed_of
from .intake import Intake, VersionConflictError
from .kept_files import delete_quietly, digest, keep
from .models import ImportedText, checksum
from .picture_kinds import picture_kind
from .reading import UnreadableError
from .source import Source
from .tree import NodeKind, Tree, tree_of

_MOST_COMMENTS = 50
_ENDINGS = {"jpeg": "jpg"}


@dataclass
class _Import:
    """Everything a draft is made of. `pictures` gives the bytes and kind of each picture by its number."""

    tree: Tree
    typed: dict[str, str]
    text: str
    name: str = ""
    pictures: dict[int, tuple[bytes, str]] = field(default_factory=dict)
    file: str = ""
    file_sha256: str = ""
    attached: bytes = b""


def import_document(
    document: Document,
    register: PlanRegisterPage,
    *,
    now: datetime,
    name: str = "",
    user=None,
    source: Source | None = None,
    data: bytes = b"",
) -> tuple[PlanPage, PlanPage | None]:
    """Make a draft of `document` below `register`; returns it and the first page made of the same text, if any.

    `name` is the name of the file it came from, `data` its content, which stays privately beside the draft, `source`
    what was read in it (for its pictures). With a `user`, what wants an editor's eye stands beside the blocks as
    comments. Nothing is published and no workflow is started. `UnreadableError` when it is too much for one page, or
    the file cannot be kept; nothing is made then.
    """
    pictures = source.pictures if source else ()
    kinds = {index: picture_kind(picture.data) for index, picture in enumerate(pictures)}
    matter = _Import(
        tree_of(document, pictures),
        typed_of(document),
        document.source,
        name,
        {index: (pictures[index].data, kind) for index, kind in kinds.items() if kind},
    )
    try:
        if data:
            matter.file, matter.file_sha256 = keep(data), digest(data)
        return _make(matter, register, now, user)
    except BaseException as problem:
        if matter.file:
            delete_quietly([matter.file])
        if isinstance(problem, OSError):
            raise _no_room() from problem
        raise


def make_draft(
    intake: Intake, *, seen: int, now: datetime, is_attached: bool = False
) -> tuple[PlanPage, PlanPage | None]:
    """Make a draft of what the clerk has checked, once: asked again, it is the draft that was made before.

    The file stays privately beside the draft; `is_attached` also lets readers of the page download it. Raises
    VersionConflictError when version `seen` is not the last one, and UnreadableError as `import_document` does.
    """
    with transaction.atomic():
        mine = Intake.objects.filter(pk=intake.pk, version=seen, state=Intake.State.READY)
        if not mine.update(state=Intake.State.MADE, changed_at=now):
            found = Intake.objects.select_related("page").filter(pk=intake.pk).first()
            if found is None or found.page is None:
                raise VersionConflictError
            return found.page, None
        matter = _Import(intake.tree, intake.typed, intake.text, intake.name)
        matter.pictures = {picture.index: (_bytes_of(picture.file), picture.kind) for picture in intake.pictures.all()}
        matter.file, matter.file_sha256 = intake.file.name, intake.sha256
        matter.attached = _bytes_of(intake.file) if is_attached else b""
        try:
            page, earlier = _make(matter, intake.register, now, intake.user)
        except OSError as problem:
            raise _no_room() from problem
        empty = {"file": "", "text": "", "tree": [], "layout": {}, "typed": {}}
        Intake.objects.filter(pk=intake.pk).update(page=page, **empty)
        intake.steps.all().delete()
        intake.pictures.all().delete()
    return page, earlier


def _make(matter: _Import, register: PlanRegisterPage, now: datetime, user) -> tuple[PlanPage, PlanPage | None]:
    files: list = []
    try:
        with transaction.atomic():
            # One import at a time below a register, so that two never want the same address.
            Page.objects.select_for_update().get(pk=register.pk)
            # A register read before the lock may not know of its children.
            register.refresh_from_db()
            earlier = ImportedText.objects.same_as(matter.text, matter.file_sha256).select_related("page").first()
            pictures = _make_pictures(matter, user, files)
            content = content_of(matter.tree, timezone.localdate(now), matter.typed, pictures)
            page = _page_of(content, register, matter.name)
            page.owner = user
            if matter.attached:
                page.attachments = [_attached(matter, register, user, files)]
            register.add_child(instance=page)
            if user is not None:
                _add_comments(page, content, user)
            page.save_revision(user=user, changed=True)
            ImportedText.objects.create(
                page=page,
                name=clean_line(PurePath(matter.name).name)[:200],
                text=matter.text,
                sha256=checksum(matter.text),
                file=matter.file,
                file_sha256=matter.file_sha256,
                imported_at=now,
                imported_by=user,
            )
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise
    return page, earlier.page if earlier else None


def _make_pictures(matter: _Import, user, files: list) -> dict[int, int]:
    """The pictures the tree wants, among the pictures of the site: number in the source → picture."""
    wanted = {node["picture"]: node["heading"] for node in matter.tree if node["kind"] == NodeKind.PICTURE}
    made = {}
    for index, description in wanted.items():
        if index not in matter.pictures:
            continue
        data, kind = matter.pictures[index]
        name = f"hinh-{index + 1}.{_ENDINGS.get(kind, kind)}"
        title = clean_line(description)[:200] or _("Picture %(number)s") % {"number": index + 1}
        picture = Picture(title=title, file=ImageFile(ContentFile(data), name=name), uploaded_by_user=user)
        picture.file_size = len(data)
        picture.save()
        files.append(picture.file)
        made[index] = picture.pk
    return made


def _attached(matter: _Import, register: PlanRegisterPage, user, files: list) -> PlanAttachment:
    name = PurePath(matter.name).name
    document = Attachment(title=name[:255], file=ContentFile(matter.attached, name=name), uploaded_by_user=user)
    document.save()
    files.append(document.file)
    return PlanAttachment(document=document, locale=register.locale, sort_order=0)


def _no_room() -> UnreadableError:
    return UnreadableError(_("There is no room to keep the file. Tell the administrator, and try again later."))


def _bytes_of(file) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read()
    except OSError as problem:
        raise UnreadableError(
            _("The file could not be read. Save it anew in Word, or as PDF, and choose it again.")
        ) from problem


def _page_of(content: Content, register: PlanRegisterPage, name: str) -> PlanPage:
    title = content.title or clean_line(PurePath(name).stem) or _("Imported document")
    page = PlanPage(
        title=title[:255],
        slug=_free_slug(register, slugify(title) or "van-ban"),
        locale=register.locale,
        number=content.number,
        issued_on=content.issued_on,
        place=content.place,
        issuer=content.issuer,
        document_type=content.document_type[:60],
        body=json.dumps(content.body),
        live=False,
        has_unpublished_changes=True,
    )
    page.legal_bases = _rows(LegalBasis, register, ({"text": text} for text in content.legal_bases))
    page.recipients = _rows(Recipient, register, ({"text": text} for text in content.recipients))
    page.signers = _rows(Signer, register, content.signers)
    return page


def _rows(model, register: PlanRegisterPage, rows: Iterable[dict]) -> list:
    return [model(**row, sort_order=order, locale=register.locale) for order, row in enumerate(rows)]


def _free_slug(register: PlanRegisterPage, wanted: str) -> str:
    """`wanted`, or with the next number behind it when a page below `register` has it."""
    taken = set(register.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _add_comments(page: PlanPage, content: Content, user) -> None:
    """Remarks as comments beside the blocks, for the editor who goes through the draft."""
    for remark in content.remarks[:_MOST_COMMENTS]:
        comment = Comment(user=user, text=remark.text, contentpath=remark.place, position=remark.position)
        page.wagtail_admin_comments.add(comment)
    page.save()
