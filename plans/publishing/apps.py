from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "plans.publishing"
    label = "publishing"
    verbose_name = _("Proof of publication")

    def ready(self):
        from . import recording, surroundings

        recording.connect()
        surroundings.connect()
