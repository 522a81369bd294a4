from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitationsConfig(AppConfig):
    name = "plans.citations"
    label = "citations"
    verbose_name = _("Documents that documents name")

    def ready(self):
        """Follow pages being published, withdrawn and deleted."""
        from django.db.models.signals import post_delete
        from wagtail.signals import page_published, page_unpublished

        from plans.models import PlanPage

        from .register import follow_published, follow_withdrawn

        page_published.connect(follow_published, dispatch_uid="cited_documents_published")
        page_unpublished.connect(follow_withdrawn, dispatch_uid="cited_documents_withdrawn")
        post_delete.connect(follow_withdrawn, sender=PlanPage, dispatch_uid="cited_documents_deleted")
