"""Numbers on the first page of the admin, counted over what the person may read."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from wagtail.admin.site_summary import SummaryItem

from ..models import Question, QuestionState
from ..rights import Rights

_MOST = 999


class QuestionSummaryItem(SummaryItem):
    """One number with the list it counts; counting stops at _MOST."""

    order = 255
    template_name = "questions/admin/summary.html"
    query = ""

    @cached_property
    def rights(self) -> Rights:
        return Rights(self.request.user)

    @cached_property
    def number(self) -> int:
        """At most _MOST + 1."""
        readable = Question.objects.readable_by(self.request.user)
        return len(self.counted(readable).order_by().values_list("pk", flat=True)[: _MOST + 1])

    def counted(self, questions):
        """What is counted of what may be read."""
        raise NotImplementedError

    def label(self) -> str:
        """What the number counts."""
        raise NotImplementedError

    def get_context_data(self, parent_context):
        shown = f"{_MOST}+" if self.number > _MOST else self.number
        return {"number": shown, "label": self.label(), "url": reverse("question:index") + self.query}


class NewQuestionsItem(QuestionSummaryItem):
    """For the reception office: what nobody has classified."""

    order = 255
    query = "?state=received&state=reopened"

    def is_shown(self):
        return self.rights.routes

    def counted(self, questions):
        return questions.filter(state__in=(QuestionState.RECEIVED, QuestionState.REOPENED))

    def label(self):
        return ngettext("new question", "new questions", self.number)


class MyQuestionsItem(QuestionSummaryItem):
    """For officers: what their unit has to answer."""

    order = 256
    query = "?mine=unit"

    def is_shown(self):
        return bool(self.rights.sees_desk and self.rights.units)

    def counted(self, questions):
        return questions.open_here().of_units_of(self.request.user)

    def label(self):
        return ngettext("question of my unit", "questions of my unit", self.number)


class OverdueQuestionsItem(QuestionSummaryItem):
    """What is late."""

    order = 257
    query = "?due=late"

    def is_shown(self):
        return self.rights.sees_desk

    def counted(self, questions):
        return questions.late(timezone.localdate())

    def label(self):
        return ngettext("overdue question", "overdue questions", self.number)


class ApprovalsItem(QuestionSummaryItem):
    """For the leader: answers to approve."""

    order = 258

    def is_shown(self):
        return self.rights.approves

    def counted(self, questions):
        return questions.to_approve()

    def label(self):
        return ngettext("answer waiting for approval", "answers waiting for approval", self.number)

    def get_context_data(self, parent_context):
        return {**super().get_context_data(parent_context), "url": reverse("question:approvals")}


ITEMS = (NewQuestionsItem, MyQuestionsItem, OverdueQuestionsItem, ApprovalsItem)
