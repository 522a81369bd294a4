from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    name = "plans.registrations"
    label = "registrations"
    verbose_name = _("Registrations")

    def ready(self):
        """Let the forms follow the steps of their conference, name whom to call, find words quickly."""
        from . import calling, following  # noqa: F401
        from .finding import PARTS_OF_WORDS

        PARTS_OF_WORDS.restore_after(self)
