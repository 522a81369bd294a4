"""What the inbox can be narrowed by."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.pages.models import SubjectField
from plans.conferences.models import ConferencePage
from plans.models import Unit

from ..models import Question, QuestionState, Urgency
from ..states import OPEN_STATES


def _conferences(request):
    """Those the person has a question of; others would tell what is not theirs to know."""
    readable = Question.objects.readable_by(request.user).filter(conference=OuterRef("pk"))
    return ConferencePage.objects.filter(Exists(readable)).order_by("-starts_at")


class QuestionFilterSet(WagtailFilterSet):
    """Conference, state, field, unit, urgency, day, mine."""

    conference = django_filters.ModelChoiceFilter(label=_("Conference"), queryset=_conferences)
    mine = django_filters.ChoiceFilter(
        label=_("Mine"),
        method="filter_mine",
        choices=[
            ("unit", _("Questions of my unit")),
            ("approval", _("Waiting for approval")),
            ("open", _("Everything not settled")),
        ],
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    due = django_filters.ChoiceFilter(
        label=_("Due"),
        method="filter_due",
        choices=[("late", _("Overdue")), ("today", _("Due today")), ("soon", _("Due within two days"))],
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    urgency = django_filters.MultipleChoiceFilter(
        label=_("Urgency"), choices=Urgency.choices, widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=QuestionState.choices, widget=forms.CheckboxSelectMultiple
    )
    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=lambda request: Unit.objects.all())
    subject_field = django_filters.ModelChoiceFilter(
        label=_("Field"), queryset=lambda request: SubjectField.objects.all()
    )

    class Meta:
        model = Question
        fields = ["conference", "mine", "due", "urgency", "state", "unit", "subject_field"]

    def filter_mine(self, queryset, name, value):
        """By who has to act."""
        if value == "unit":
            return queryset.of_units_of(self.request.user).filter(state__in=OPEN_STATES)
        if value == "approval":
            return queryset.filter(submitted_version__isnull=False)
        return queryset.open_here()

    def filter_due(self, queryset, name, value):
        """By how near the day is."""
        today = timezone.localdate()
        if value == "late":
            return queryset.late(today)
        until = today if value == "today" else today + timedelta(days=2)
        return queryset.open_here().filter(due_on__range=(today, until))
