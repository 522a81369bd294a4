from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "plans.reports"
    label = "reports"
    verbose_name = _("Minutes, letters and reports")

    def ready(self):
        """Listen to files being closed and called off; know the notice of a conference."""
        from . import announcement, closing  # noqa: F401
