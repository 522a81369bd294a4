"""The look of the desk."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def portal_colour():
    """The portal's colour in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin.css"))
