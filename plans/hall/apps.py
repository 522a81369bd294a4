from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HallConfig(AppConfig):
    name = "plans.hall"
    label = "hall"
    verbose_name = _("In the hall")
