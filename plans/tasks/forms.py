"""The forms of tasks in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from .standing import TaskState


class TaskForm(WagtailAdminModelForm):
    """A task as the office writes it down; a new deadline is reminded of anew."""

    def clean(self):
        """Somebody must carry it out; a deadline in words that name no day needs none, but is not reminded of."""
        data = super().clean()
        if not data.get("unit") and not data.get("unit_text"):
            self.add_error("unit", _("Choose the unit, or write who carries it out."))
        if "deadline_end" in self.changed_data or "deadline_text" in self.changed_data:
            self.instance.reminded_stage = 0
            if "deadline_end" not in self.changed_data:
                data["deadline_end"] = None
        return data


class ReportForm(forms.Form):
    """How far a task is. `seen` is the state shown when the form was made."""

    seen = forms.ChoiceField(choices=TaskState, widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("State"), choices=TaskState, widget=forms.RadioSelect)
    public_note = forms.CharField(
        label=_("Progress, for readers"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown on the page of the plan. No names of citizens."),
    )
    note = forms.CharField(
        label=_("Note for the office"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    done_on = forms.DateField(
        label=_("Done on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Only when it is done; empty: today."),
    )
