"""Lists of questions: the inbox, and what waits for the leader."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from plans.conferences.paging import ShortPaginator

from ..models import Question, Urgency
from ..rights import Rights
from .filters import QuestionFilterSet

# What a row shows; answers and publications are long and stay in the database.
_COLUMNS = (
    "number", "text", "state", "urgency", "due_on", "received_at", "submitted_version", "is_restricted",
    "registration__code", "conference__title", "unit__name", "unit__name_en", "subject_field__name",
    "subject_field__name_en",
)  # fmt: skip
_RELATED = ("registration", "conference", "unit", "subject_field")


def detail_url(question) -> str:
    """Where one question is handled."""
    return reverse("question:inspect", args=[question.pk])


def _excerpt(question) -> str:
    return Truncator(" ".join(question.text.split())).chars(140)


def _due(question) -> str:
    if question.due_on is None:
        return ""
    day = f"{question.due_on:%d/%m/%Y}"
    late = question.due_on < timezone.localdate() and not question.is_settled
    return f"{day} · {_('Overdue')}" if late else day


def _received(question) -> str:
    return timezone.localtime(question.received_at).strftime("%H:%M %d/%m/%Y")


def _urgency(question) -> str:
    return "" if question.urgency == Urgency.NORMAL else str(question.get_urgency_display())


REFERENCE = TitleColumn("reference", label=gettext_lazy("Question"), get_url=detail_url, width="11rem")
EXCERPT = Column("text", label=gettext_lazy("Asks"), accessor=_excerpt)
FIELD = Column("subject_field", label=gettext_lazy("Field"), accessor=lambda question: question.subject_field or "–")
UNIT = Column("unit", label=gettext_lazy("Unit"), accessor=lambda question: question.unit or "–")
STATE = StatusTagColumn("get_state_display", label=gettext_lazy("State"))
URGENCY = Column("urgency", label=gettext_lazy("Urgency"), accessor=_urgency)
DUE = Column("due_on", label=gettext_lazy("Due"), accessor=_due)
RECEIVED = Column("received_at", label=gettext_lazy("Received"), accessor=_received, sort_key="received_at")


class QuestionListView(generic.IndexView):
    """Questions the person may read."""

    any_permission_required = ["view"]
    paginator_class = ShortPaginator
    is_searchable = True
    table_classname = "listing question-inbox"
    default_ordering = "-received_at"
    columns = [REFERENCE, EXCERPT, FIELD, UNIT, STATE, URGENCY, DUE, RECEIVED]
    filterset_class = QuestionFilterSet

    def get_base_queryset(self):
        readable = Question.objects.readable_by(self.request.user)
        return readable.select_related(*_RELATED).only(*_COLUMNS)

    def order_queryset(self, queryset):
        """By moment of receipt, which is indexed."""
        return queryset.order_by(
            *(("received_at", "pk") if self.ordering == "received_at" else ("-received_at", "-pk"))
        )

    def search_queryset(self, queryset):
        """Parts of the text without accents, or what the question is called."""
        return queryset.matching(self.search_query) if self.is_searching else queryset

    @property
    def header_buttons(self):
        """Ways to other lists of the desk."""
        rights = Rights(self.request.user)
        buttons = []
        if rights.routes:
            url = f"{reverse('question:assign_many')}?{self.request.GET.urlencode()}"
            buttons.append(HeaderButton(_("Assign several"), url=url, icon_name="group", priority=10))
        if rights.approves:
            url = reverse("question:approvals")
            buttons.append(HeaderButton(_("Waiting for approval"), url=url, icon_name="check", priority=20))
        return buttons


class ApprovalListView(QuestionListView):
    """Answers that wait for the leader, the most pressing first."""

    page_title = gettext_lazy("Answers waiting for approval")
    index_url_name = "question:approvals"
    index_results_url_name = "question:approvals_results"
    columns = [REFERENCE, EXCERPT, UNIT, URGENCY, DUE, STATE]
    filterset_class = None

    def dispatch(self, request, *args, **kwargs):
        if not Rights(request.user).approves:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return super().get_base_queryset().to_approve()

    def order_queryset(self, queryset):
        """As `to_approve` orders them."""
        return queryset

    header_buttons = []
