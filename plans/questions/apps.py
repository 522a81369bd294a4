from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "plans.questions"
    label = "questions"
    verbose_name = _("Questions and answers")

    def ready(self):
        from . import closing  # noqa: F401 its receivers
