"""Puts the log of publications into the admin."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from .screens import record_viewset


@hooks.register("register_admin_viewset")
def register_log():
    """The list of records, for those who may look."""
    return record_viewset


@hooks.register("register_permissions")
def offer_permission():
    """Groups can be allowed to read the log."""
    return Permission.objects.filter(content_type__app_label="publishing", codename="view_publicationrecord")
