"""What every public screen of a registration starts from: the conference, as the public may see it."""

import time
from copy import copy

from django.conf import settings
from django.shortcuts import get_object_or_404

from cms.blocks.readable import readable_page
from plans.conferences.models import ConferencePage

# A crowd that registers in one minute asks for the same conference; who gets in is decided by fresh facts anyway.
MOST_SECONDS = 5
_kept: dict[int, tuple[float, ConferencePage]] = {}
_MOST_KEPT = 200


def public_conference(pk: int) -> ConferencePage:
    """The canonical conference behind a published page in any language; 404 for all others alike.

    Kept in this process for a few seconds (never longer than CONG_PAGE_SECONDS), with what the form asks about it.
    """
    seconds = min(MOST_SECONDS, settings.CONG_PAGE_SECONDS)
    if not seconds:
        return _look_up(pk)
    now = time.monotonic()
    until, conference = _kept.get(pk, (0.0, None))
    if now >= until:
        conference = _look_up(pk)
        conference.keep_facts()
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[pk] = (now + seconds, conference)
    return copy(conference)


def _look_up(pk: int) -> ConferencePage:
    published = ConferencePage.objects.published()
    canonical = get_object_or_404(published, pk=pk).canonical
    return canonical if canonical.pk == pk else get_object_or_404(published, pk=canonical.pk)


def in_readers_language(conference: ConferencePage) -> ConferencePage:
    """The conference as readers of this language see it; as it stands where its translation is closed to them."""
    page = readable_page(conference)
    return page.specific if page else conference


def page_context(conference: ConferencePage, now) -> dict:
    """What the templates say about the conference and its registration window at `now`."""
    return {
        "conference": in_readers_language(conference),
        "canonical": conference,
        "window": conference.window(now).value,
    }
