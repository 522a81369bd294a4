"""Importing: one text becomes one draft plan below a register, all of it or nothing."""

import json
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, Page

from cms.text import clean_line, slugify
from plans.models import LegalBasis, PlanPage, PlanRegisterPage, Recipient, Signer

from .content import Content, content_of
from .document import Document
from .models import ImportedText, checksum

_MOST_COMMENTS = 50


def import_document(
    document: Document, register: PlanRegisterPage, *, now: datetime, name: str = "", user=None
) -> tuple[PlanPage, PlanPage | None]:
    """Make a draft of `document` below `register`; returns it and the first page made of the same text, if any.

    `name` is the name of the file it came from. With a `user`, what wants an editor's eye stands beside
    the blocks as comments. Nothing is published and no workflow is started. `UnreadableError` when it is too
    much for one page; nothing is made then.
    """
    with transaction.atomic():
        # One import at a time below a register, so that two never want the same address.
        Page.objects.select_for_update().get(pk=register.pk)
        # A register read before the lock may not know of its children.
        register.refresh_from_db()
        earlier = ImportedText.objects.same_as(document.source).select_related("page").first()
        content = content_of(document, timezone.localdate(now))
        page = _page_of(content, register, name)
        page.owner = user
        register.add_child(instance=page)
        if user is not None:
            _add_comments(page, content, user)
        page.save_revision(user=user, changed=True)
        ImportedText.objects.create(
            page=page,
            name=clean_line(PurePath(name).name)[:200],
            text=document.source,
            sha256=checksum(document.source),
            imported_at=now,
            imported_by=user,
        )
    return page, earlier.page if earlier else None


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
    page.legal_bases = [
        LegalBasis(text=text, sort_order=order, locale=register.locale)
        for order, text in enumerate(content.legal_bases)
    ]
    page.recipients = [
        Recipient(text=text, sort_order=order, locale=register.locale) for order, text in enumerate(content.recipients)
    ]
    page.signers = [
        Signer(**row, sort_order=order, locale=register.locale) for order, row in enumerate(content.signers)
    ]
    return page


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
    for place, text in content.remarks[:_MOST_COMMENTS]:
        comment = Comment(user=user, text=text, contentpath=place)
        page.wagtail_admin_comments.add(comment)
    page.save()
