from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortletsConfig(AppConfig):
    name = "cms.portlets"
    label = "portlets"
    verbose_name = _("Portlets")
