from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class DraftingConfig(AppConfig):
    name = "plans.drafting"
    label = "drafting"
    verbose_name = _("Import of documents")

    def ready(self):
        """Files go with the rows that name them."""
        from .models import ImportedText, Intake, IntakePicture

        for model in (ImportedText, Intake, IntakePicture):
            post_delete.connect(_delete_file, sender=model)


def _delete_file(instance, **_facts):
    from .kept_files import delete_after_commit

    delete_after_commit(instance.file.name)
