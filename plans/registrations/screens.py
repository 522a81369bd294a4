"""What every public screen of a registration starts from: the conference, as the public may see it."""

from django.shortcuts import get_object_or_404

from cms.blocks.readable import readable_page
from plans.conferences.models import ConferencePage


def public_conference(pk: int) -> ConferencePage:
    """The canonical conference behind a published page in any language; 404 for all others alike."""
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
