"""Makes the files that publishing ordered; safe to be killed anywhere and to run in several workers."""

import hashlib
import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from .apart import PangoMissingError, TooBigError, can_set, to_pdf_apart
from .docx import to_docx
from .sheets import document_of, has_sheet, page_types
from .typeset_file import FOLDER, TypesetFile, private_storage

logger = logging.getLogger(__name__)

# What no row names is left alone this long: its worker may be about to write the row.
STRAY_AFTER = timedelta(days=1)
_MOST_AT_ONCE = 500


def make_next(now: datetime) -> TypesetFile | None:
    """Make the file whose turn it is; None when nothing is ordered or another worker is making one."""
    one = TypesetFile.objects.claim(now)
    if one is None:
        return None
    try:
        document = document_of(one.page.specific) if has_sheet(one.page) else None
        if document is None:
            one.give_up(TypesetFile.Problem.NO_SHEET)
            return one
        content = to_pdf_apart(document) if one.kind == TypesetFile.Kind.PDF else to_docx(document)
        one.keep(content, hashlib.sha256(content).hexdigest(), timezone.now())
    except PangoMissingError as missing:
        logger.error("PDF of page %s: %s", one.page_id, missing)
        one.give_up(TypesetFile.Problem.PANGO)
    except (TooBigError, MemoryError) as problem:
        logger.error("Page %s is too big for a %s file: %s", one.page_id, one.kind, problem)
        one.give_up(TypesetFile.Problem.TOO_BIG)
    except Exception:
        logger.exception("Page %s could not be made a %s file", one.page_id, one.kind)
        one.try_again()
    return one


def order_missing(now: datetime) -> int:
    """Order what is missing: pages published before files were made, or by a program that sends no signal.

    PDFs that failed for want of Pango are ordered again once it is there. Returns of how many pages.
    """
    ordered = 0
    for page_type in page_types():
        # Only originals have sheets; translations would fill the portion and let nobody else in.
        originals = page_type.objects.live().filter(alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
        without = originals.filter(typeset_files=None)
        for page in without.order_by("pk").select_related("locale")[:_MOST_AT_ONCE]:
            if has_sheet(page):
                TypesetFile.objects.order(page, now)
                ordered += 1
    failed = TypesetFile.objects.filter(state=TypesetFile.State.FAILED, problem=TypesetFile.Problem.PANGO)
    if failed.exists() and can_set():
        ordered += failed.update(state=TypesetFile.State.WAITING, problem="", attempts=0)
    return ordered


def remove_outdated(now: datetime) -> int:
    """Remove files of pages that are not live any more, and files no row names. Returns how many."""
    gone, _kinds = TypesetFile.objects.exclude(page__in=Page.objects.live()).delete()
    return gone + _remove_strays(now)


def _remove_strays(now: datetime) -> int:
    storage = private_storage()
    if not storage.exists(FOLDER):
        return 0
    paths = {f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]}
    strays = paths - set(TypesetFile.objects.exclude(file="").values_list("file", flat=True))
    old = [path for path in strays if storage.get_modified_time(path) < now - STRAY_AFTER]
    for path in old:
        storage.delete(path)
    return len(old)
