from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TypesettingConfig(AppConfig):
    name = "plans.typesetting"
    label = "typesetting"
    verbose_name = _("Typesetting of documents")

    def ready(self):
        """Know the sheets of plans, and listen to pages being published and withdrawn."""
        from . import keeping, plan_sheet  # noqa: F401
