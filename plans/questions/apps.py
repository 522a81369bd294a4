from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "plans.questions"
    label = "questions"
    verbose_name = _("Questions and answers")

    def ready(self):
        """Let closing ask the questions, and keep the search for words quick."""
        from . import closing  # noqa: F401 its receivers
        from .querysets import PARTS_OF_WORDS

        PARTS_OF_WORDS.restore_after(self)
