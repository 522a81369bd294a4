"""The desk's viewsets of questions and of the officers of units."""

from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from cms.history.viewset import ReadOnlyViewSet

from ..models import Question, UnitOfficer
from .answer_screen import AnswerView
from .assign_many import AssignManyView
from .detail import QuestionDetailView
from .filters import QuestionFilterSet
from .listing import ApprovalListView, QuestionListView
from .publish_screen import PublishView


class QuestionViewSet(ReadOnlyViewSet):
    """Questions, for those whose group may see them."""

    model = Question
    name = "question"
    url_prefix = "questions"
    icon = "help"
    menu_label = gettext_lazy("Questions")
    menu_order = 30
    menu_hook = "register_dialogue_menu_item"
    index_view_class = QuestionListView
    index_template_name = "questions/admin/index.html"
    inspect_view_class = QuestionDetailView
    inspect_template_name = "questions/admin/detail.html"
    filterset_class = QuestionFilterSet

    def get_urlpatterns(self):
        approvals = {"index_url_name": "question:approvals", "index_results_url_name": "question:approvals_results"}
        return [
            *super().get_urlpatterns(),
            path("approvals/", self._approvals(**approvals), name="approvals"),
            path("approvals/results/", self._approvals(**approvals, results_only=True), name="approvals_results"),
            path("assign/", AssignManyView.as_view(), name="assign_many"),
            path("<int:pk>/answer/", self._of_one(AnswerView), name="answer"),
            path("<int:pk>/publish/", self._of_one(PublishView), name="publish"),
        ]

    def _approvals(self, **kwargs):
        return self.construct_view(
            ApprovalListView,
            **{
                **self.get_index_view_kwargs(),
                "filterset_class": None,
                "template_name": self.index_template_name,
                **kwargs,
            },
        )

    def _of_one(self, view):
        return self.construct_view(view, **{**self.get_inspect_view_kwargs(), "template_name": view.template_name})


class UnitOfficerViewSet(ModelViewSet):
    """Who works for which unit."""

    model = UnitOfficer
    name = "unit_officer"
    url_prefix = "unit-officers"
    icon = "group"
    menu_label = gettext_lazy("Officers of units")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["user", "unit", "is_head"]
    list_filter = ["unit", "is_head"]
    panels = [FieldPanel("user"), FieldPanel("unit"), FieldPanel("is_head")]
