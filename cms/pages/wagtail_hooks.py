"""What the page editor loads for every page type."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def vietnamese_addresses():
    """The script that keeps hand-typed addresses readable."""
    return format_html('<script src="{}"></script>', static("pages/slug.js"))
