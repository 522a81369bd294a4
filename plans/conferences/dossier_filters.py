"""What the list of conference files can be narrowed by."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from .dossier import Dossier, DossierState


class DossierFilterSet(WagtailFilterSet):
    """State, and the time the conference takes place."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=DossierState.choices, widget=forms.CheckboxSelectMultiple
    )
    starts = django_filters.DateFromToRangeFilter(
        label=_("Takes place"), field_name="conference__starts_at", widget=DateRangePickerWidget
    )

    class Meta:
        model = Dossier
        fields = ["state", "starts"]
