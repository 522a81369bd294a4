"""The clerk's and the leader's steps with the file of a conference, one form each."""

from dataclasses import dataclass

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from cms.intake.fields import CleanTextField
from cms.text import clean_line

from .dossier import DossierState
from .page_form import is_implausible

CLERK = "conferences.change_dossier"
LEADER = "conferences.approve_dossier"


class StepForm(forms.Form):
    """What every step carries: the state and the sequence somebody decided upon."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=20)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, dossier, **kwargs):
        initial = {"expected": dossier.state, "seen": dossier.sequence, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, label_suffix="", **kwargs)

    def facts(self) -> dict:
        """The columns this step brings along, besides its moment."""
        return {}

    @property
    def texts(self) -> dict[str, str]:
        """Reason and public note, as far as the step asks for them."""
        return {name: self.cleaned_data.get(name, "") for name in ("reason", "public_note")}


class OpeningForm(StepForm):
    """Opening the meeting; a slip of the mouse a week before is refused."""

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, dossier=dossier, **kwargs)
        self.starts_at = dossier.conference.starts_at

    def clean(self):
        cleaned = super().clean()
        day = self.starts_at and timezone.localdate(self.starts_at)
        if day and day > timezone.localdate():
            self.add_error(None, _("The conference takes place on %(day)s only.") % {"day": f"{day:%d/%m/%Y}"})
        return cleaned


class ExplainedStepForm(StepForm):
    """A step that is explained: to the file, and to those who wait for the conference."""

    reason = CleanTextField(label=_("Reason, for the file"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    public_note = CleanTextField(
        label=_("What citizens read"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands on the public page and in the messages. Name no persons."),
    )


class ReportForm(StepForm):
    """The report to the superior authority."""

    report_number = forms.CharField(
        label=_("Number of the report"), max_length=60, help_text=_("For example 25/BC-UBND.")
    )
    reported_on = forms.DateField(label=_("Day of the report"), widget=AdminDateInput)
    reported_to = forms.CharField(
        label=_("Reported to"), max_length=300, help_text=_("For example: People's Committee of the province.")
    )

    def clean_report_number(self) -> str:
        """One line, without what nobody can see."""
        return clean_line(self.cleaned_data["report_number"])

    def clean_reported_to(self) -> str:
        """One line, without what nobody can see."""
        return clean_line(self.cleaned_data["reported_to"])

    def clean_reported_on(self):
        """A report that was sent is not dated tomorrow."""
        day = self.cleaned_data["reported_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return day

    def facts(self) -> dict:
        """Number, day and addressee."""
        return {name: self.cleaned_data[name] for name in ("report_number", "reported_on", "reported_to")}


class SessionTimeForm(forms.Form):
    """New time and place of one session."""

    starts_at = forms.DateTimeField(label=_("Starts at"), widget=AdminDateTimeInput)
    ends_at = forms.DateTimeField(label=_("Ends at"), widget=AdminDateTimeInput)
    venue = forms.CharField(label=_("Venue"), max_length=300, required=False)
    online_link = forms.URLField(label=_("Online link"), max_length=500, required=False, assume_scheme="https")

    def clean(self):
        cleaned = super().clean()
        today = timezone.localdate()
        for name in ("starts_at", "ends_at"):
            if cleaned.get(name) and is_implausible(cleaned[name], today):
                self.add_error(name, _("Check the year of this moment."))
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The session ends before it starts. Check both times."))
        return cleaned


SessionTimes = formset_factory(SessionTimeForm, extra=0, min_num=1, validate_min=True, max_num=50, validate_max=True)


class RescheduleForm(ExplainedStepForm):
    """New times and places, and the closing of registration where it must move along."""

    closes_at = forms.DateTimeField(
        label=_("Registration closes at"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Leave as it is, unless the new time asks for another."),
    )
    field_order = ["closes_at", "reason", "public_note"]

    def __init__(self, *args, dossier, **kwargs):
        conference = dossier.conference
        super().__init__(*args, dossier=dossier, initial={"closes_at": conference.closes_at}, **kwargs)
        names = ("starts_at", "ends_at", "venue", "online_link")
        rows = [{name: getattr(row, name) for name in names} for row in conference.sessions_in_order]
        self.sessions = SessionTimes(
            self.data if self.is_bound else None,
            prefix=f"{self.prefix}-sessions",
            initial=rows,
            form_kwargs={"label_suffix": ""},
        )

    @property
    def media(self):
        return super().media + self.sessions.media

    def is_valid(self):
        return all([super().is_valid(), self.sessions.is_valid()])


@dataclass(frozen=True)
class Step:
    """One step the screen offers: where it leads, who may take it, what it means in one sentence."""

    name: str
    to: DossierState
    label: str
    meaning: str
    permission: str
    form_class: type[StepForm] = StepForm
    moment: str = ""
    is_danger: bool = False


S = DossierState
STEPS = (
    Step(
        "open",
        S.RUNNING,
        _("Open the conference"),
        _("Press when the chair opens the meeting. The public page says that it is taking place."),
        CLERK,
        OpeningForm,
        moment="started_at",
    ),
    Step(
        "end",
        S.HELD,
        _("Close the meeting"),
        _("Press when the chair has closed the meeting. The days to publish the results begin to count."),
        CLERK,
        moment="ended_at",
    ),
    Step(
        "publish_results",
        S.RESULTS_PUBLISHED,
        _("Publish the results"),
        _("Press when minutes, questions and answers have been approved and stand on the page."),
        LEADER,
        moment="results_published_at",
    ),
    Step(
        "report",
        S.REPORTED,
        _("Reported to the superior authority"),
        _("Enter the report that was sent. The public page says that it was made, with its day."),
        CLERK,
        ReportForm,
    ),
    Step(
        "close",
        S.CLOSED,
        _("Close the file"),
        _("Possible once nothing is owed any more. What is still open is named here."),
        LEADER,
        moment="closed_at",
    ),
    Step(
        "reschedule",
        S.ANNOUNCED,
        _("Change time or place"),
        _("The page is changed and published at once, calendars follow, everybody registered is told."),
        LEADER,
        RescheduleForm,
    ),
    Step(
        "not_held",
        S.NOT_HELD,
        _("Did not come about"),
        _("The conference could not be held. No more forms are taken; all questions are answered in writing."),
        CLERK,
        ExplainedStepForm,
        is_danger=True,
    ),
    Step(
        "cancel",
        S.CANCELLED,
        _("Cancel the conference"),
        _("For good: no more forms are taken, calendars strike it out, everybody registered is told."),
        LEADER,
        ExplainedStepForm,
        is_danger=True,
    ),
)


def steps_of(dossier, user) -> list[Step]:
    """The steps `user` may take from the present state."""
    following = dossier.next_states
    return [step for step in STEPS if step.to in following and user.has_perm(step.permission)]
