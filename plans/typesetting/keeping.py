"""Keeps the files of pages in step with what is published."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from .sheets import has_sheet
from .typeset_file import TypesetFile, delete_after_commit


@receiver(page_published, dispatch_uid="typeset_published_page")
def order_files(sender, instance, **kwargs):
    """Published for the first time or anew: the files of this revision are to be made."""
    if has_sheet(instance):
        TypesetFile.objects.order(instance, timezone.now())


@receiver(page_unpublished, dispatch_uid="forget_withdrawn_page")
def forget_files(sender, instance, **kwargs):
    """Withdrawn: its files go with it."""
    TypesetFile.objects.filter(page_id=instance.pk).delete()


@receiver(post_delete, sender=TypesetFile, dispatch_uid="delete_typeset_file")
def delete_file(sender, instance, **kwargs):
    """A row goes, alone, with its page or with a section above it: its file goes too."""
    delete_after_commit([instance.file.name])
