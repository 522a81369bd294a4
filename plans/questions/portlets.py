"""Boxes of the dialogue: answered questions and the tally of what was promised."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

from .ledger import ledger_of_year
from .models import Question

MOST = 10


@portlets.register("answered_questions", group=_("Conferences"), order=52)
class AnsweredQuestionsPortlet(Portlet):
    """The latest published answers; leaves nothing behind when there are none."""

    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST)

    def get_items(self, value, page, request):
        return list(Question.objects.published()[: value["count"]])

    class Meta:
        label = _("Answered questions")
        heading = _("Questions and answers")
        icon = "help"
        template = "questions/portlets/answered_questions.html"
        preview_value = {"heading": "", "count": 3}


@portlets.register("question_tally", group=_("Conferences"), order=53)
class QuestionTallyPortlet(Portlet):
    """What became of the questions of this year: received, answered, still owed. Nothing before the first question."""

    def get_items(self, value, page, request):
        year = timezone.localdate().year
        ledger = ledger_of_year(year)
        return [{"year": year, "ledger": ledger}] if ledger.received else []

    class Meta:
        label = _("Tally of questions")
        heading = _("What became of your questions")
        icon = "list-ul"
        template = "questions/portlets/question_tally.html"
        preview_value = {"heading": ""}
