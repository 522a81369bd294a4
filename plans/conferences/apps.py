from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    name = "plans.conferences"
    label = "conferences"
    verbose_name = _("Conferences")

    def ready(self):
        """Let the files follow their pages."""
        from . import announcing  # noqa: F401
