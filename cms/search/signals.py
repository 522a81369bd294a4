"""When the index follows the pages: after every committed change of any page.

Deleting a page takes its entry with it in the database; moving and privacy are looked up when somebody
searches; so only saving (publishing, unpublishing, editing) is listened to.
"""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page

from .indexing import refresh


def connect() -> None:
    """Listen to every page type there is."""
    post_save.connect(_follow, dispatch_uid="cms.search.follow")


def _follow(sender, instance, raw=False, using=None, **kwargs) -> None:
    """Note a saved page; a failing index is logged and never stops an editor."""
    if isinstance(instance, Page) and not raw:
        transaction.on_commit(partial(refresh, instance.pk), using=using, robust=True)
