from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrespondenceConfig(AppConfig):
    name = "plans.correspondence"
    label = "correspondence"
    verbose_name = _("Messages to citizens")

    def ready(self):
        from cms.outbox.models import message_undeliverable

        from .undeliverable import note_call

        message_undeliverable.connect(note_call, dispatch_uid="plans.correspondence.note_call")
