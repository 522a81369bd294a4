"""The way from a page to its files."""

from django import template
from django.conf import settings
from django.urls import reverse

from plans.typesetting.typeset_file import TypesetFile

register = template.Library()


@register.inclusion_tag("typesetting/downloads.html", takes_context=True)
def typeset_downloads(context, page):
    """Links to the PDF and Word files of `page`; nothing until they are ready, and nothing in a preview. One query.

    A translation leads to the files of the page it translates.
    """
    request = context.get("request")
    if page.pk is None or getattr(request, "is_preview", False):
        return {"files": []}
    kept = TypesetFile.objects.for_readers().select_related("page")
    kept = kept.filter(page__translation_key=page.translation_key, page__locale__language_code=settings.LANGUAGE_CODE)
    files = [
        {"kind": one.get_kind_display(), "size": one.size, "sha256": one.sha256, "address": _address(one)}
        for one in sorted(kept.filter(page__alias_of=None), key=lambda one: one.kind, reverse=True)
    ]
    return {"files": files, "is_translation": bool(files) and page.locale.language_code != settings.LANGUAGE_CODE}


def _address(kept: TypesetFile) -> str:
    return reverse("typesetting:file", args=[kept.page_id, kept.page.slug, kept.kind])
