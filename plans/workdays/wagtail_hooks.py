"""Puts the calendar of working days into the dialogue's part of the admin."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from .screens import exceptional_day_viewset


@hooks.register("register_admin_viewset")
def register_screens():
    """The calendar."""
    return exceptional_day_viewset


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to keep the calendar."""
    return Permission.objects.filter(content_type__app_label="workdays", content_type__model="exceptionalday")
