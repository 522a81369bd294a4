"""Checking a page of the site, and mending it at one click: a new draft revision, in the editor's name."""

import logging
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.blocks.rich_words import UnmendableError

from .check import check
from .finding import Finding
from .page_sheet import can_be_checked, change_text, sheet_of_page

logger = logging.getLogger(__name__)


class MendingRefusedError(ValueError):
    """Nothing was changed; the message says why and what to do."""


def check_page(page, today: date) -> list[Finding]:
    """What is wrong with `page`, a specific page as it stands in memory; nothing for pages in other languages."""
    return check(sheet_of_page(page), today) if can_be_checked(page) else []


def findings_beside(page, today: date) -> list[Finding]:
    """The same where the check only stands beside something else: a rule that fails is logged and stops nobody."""
    try:
        return check_page(page, today)
    except Exception:
        logger.exception("The format of page %s could not be checked", page.pk)
        return []


def latest_of(page: Page):
    """The page as its editors see it: its latest revision, read afresh."""
    return page.specific_class._default_manager.get(pk=page.pk).get_latest_revision_as_object()


def mend_page(page: Page, keys: Iterable[str], user, today: date) -> int:
    """Put in the fixes of the findings named by `keys`, as a new draft revision by `user`; returns how many.

    PermissionDenied without the right to edit; MendingRefusedError when the page is locked or the faults are not there
    any more.
    """
    permissions = page.permissions_for_user(user)
    if not permissions.can_edit():
        raise PermissionDenied
    if permissions.page_locked():
        raise MendingRefusedError(_("The page is locked. Unlock it, or ask who locked it."))
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)  # nobody else mends the same words meanwhile
        return _mend(page, keys, user, today)


def _mend(page: Page, keys: Iterable[str], user, today: date) -> int:
    draft = latest_of(page)
    wanted = set(keys)
    chosen = [finding for finding in check_page(draft, today) if finding.fix and finding.key in wanted]
    mended = 0
    end_at: dict[str, int] = {}
    # From the end of each text to its beginning, so that the places of the others stay right.
    for finding in sorted(chosen, key=lambda each: (each.place, each.start, each.end), reverse=True):
        fix = finding.fix
        if fix.end > end_at.get(fix.place, fix.end):
            continue
        try:
            change_text(draft, fix.place, fix.start, fix.end, fix.replacement)
        except UnmendableError:
            continue
        end_at[fix.place] = fix.start
        mended += 1
    if not mended:
        raise MendingRefusedError(_("This fault is not in the page any more. Look at the list again."))
    draft.save_revision(user=user, log_action=True, clean=False)
    return mended
