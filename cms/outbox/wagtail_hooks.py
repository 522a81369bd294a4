"""Puts the outbox into the admin."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from .admin_screens import UnsentPanel, message_viewset


@hooks.register("register_admin_viewset")
def register_messages():
    """The list of letters."""
    return message_viewset


@hooks.register("construct_homepage_panels")
def warn_of_unsent_messages(request, panels):
    """Staff who may see letters learn at once that some did not leave."""
    panel = UnsentPanel(request)
    if panel.number:
        panels.append(panel)


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to see letters, to send them again and to mark them as returned."""
    return Permission.objects.filter(
        content_type__app_label="outbox", codename__in=["view_message", "retry_message", "bounce_message"]
    )
