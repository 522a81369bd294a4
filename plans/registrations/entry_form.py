"""The clerk's short form for what was handed in on paper, by phone or at the desk."""

import uuid
from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.intake.email_address import EmailAddressField
from cms.intake.fields import CleanLineField, CleanTextField
from cms.intake.phone import read_phone
from cms.pages.models import SubjectField
from plans.conferences.dossier import CALLED_OFF, Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.conferences.schedule import Window
from plans.questions.question import LONGEST_QUESTION

from . import codes
from .consent import ConsentText, Purpose
from .handed_in import HandedIn
from .registration import Registration
from .scans import MOST_BYTES, kind_of
from .slips import BlankSlip
from .states import Channel

MOST_QUESTIONS = 5
_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
_TIMES = ["%H:%M", "%Hh%M", "%Hg%M", "%H.%M", "%H:%M:%S"]
_TAKES_NO_FORM = (*CALLED_OFF, DossierState.CLOSED, DossierState.ANONYMISED)
_BY_WHAT_IS_WRITTEN = ""


class EntryForm(forms.Form):
    """One form as it lies before the clerk. `now` is the office's clock; the stamp is never later.

    What is written on paper cannot be sent back to be corrected: little is required, and a phone number nobody
    can read is kept as written once the clerk says so.
    """

    conference = forms.ModelChoiceField(label=_("Conference"), queryset=ConferencePage.objects.none())
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.ONLINE],
        initial=Channel.PAPER,
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(label=_("Day on the stamp"), input_formats=_DAYS)
    received_time = forms.TimeField(label=_("Hour"), input_formats=_TIMES)
    register_number = CleanLineField(label=_("Incoming number"), max_length=40, required=False)
    slip_code = CleanLineField(
        label=_("Code on the slip"),
        max_length=30,
        required=False,
        help_text=_("Only for slips with a printed code."),
    )

    full_name = CleanLineField(
        label=_("Full name"), max_length=100, error_messages={"required": _("Enter the full name.")}
    )
    applicant_kind = forms.ChoiceField(
        label=_("Registers as"),
        choices=Registration.ApplicantKind.choices,
        initial=Registration.ApplicantKind.CITIZEN,
    )
    organisation_name = CleanLineField(label=_("Organisation"), max_length=250, required=False)
    phone = CleanLineField(label=_("Phone"), max_length=60, required=False)
    keep_phone = forms.BooleanField(label=_("Keep the phone number as it is written on the form"), required=False)
    email = EmailAddressField(label=_("E-mail"), required=False)
    postal_address = CleanTextField(
        label=_("Postal address"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    answer_by = forms.ChoiceField(
        label=_("Send the answer"),
        choices=[(_BY_WHAT_IS_WRITTEN, _("By what is given above")), *Registration.AnswerBy.choices],
        required=False,
    )

    participation = forms.ChoiceField(
        label=_("Takes part"),
        choices=Registration.Participation.choices,
        initial=Registration.Participation.IN_PERSON,
        widget=forms.RadioSelect,
    )
    group_size = forms.IntegerField(label=_("People"), min_value=1, initial=1, required=False)
    subject_field = forms.ModelChoiceField(
        label=_("Field"), queryset=SubjectField.objects.none(), required=False, empty_label=_("Other, or not sure")
    )
    is_unsure = forms.BooleanField(label=_("The sender is not sure whether it is a complaint"), required=False)
    may_publish = forms.BooleanField(label=_("May be published without name"), required=False)
    consent = forms.BooleanField(
        label=_("The sender has agreed: signed on paper, or said so on the phone"),
        error_messages={"required": _("Without the sender's agreement the office may not use the form.")},
    )
    scan = forms.FileField(
        label=_("Scan or photo of the paper form"),
        required=False,
        help_text=_("PDF, JPG or PNG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, now: datetime, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.now = now
        self.signs: list[str] = []
        self.asks_to_keep_phone = False
        self._offer_conferences()
        self.fields["subject_field"].queryset = SubjectField.objects.all()
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields[f"question_{number}"] = CleanTextField(
                label=_("Question or petition"),
                max_length=LONGEST_QUESTION,
                required=number == 1,
                widget=forms.Textarea(attrs={"rows": 4 if number == 1 else 2}),
                error_messages={"required": _("Write the question or petition.")},
            )
        local = timezone.localtime(now)
        self.initial.setdefault("received_on", f"{local:%d/%m/%Y}")
        self.initial.setdefault("received_time", f"{local:%H:%M}")
        self.initial.setdefault("key", uuid.uuid4())

    def _offer_conferences(self) -> None:
        recent = ConferencePage.objects.filter(alias_of__isnull=True).exclude(
            ends_at__lt=self.now - timedelta(days=92)
        )
        conferences = recent.filter(live=True).order_by("-starts_at")
        self.fields["conference"].queryset = conferences
        open_now = ConferencePage.objects.filter(live=True).open_for_registration(self.now).first()
        preferred = open_now or ConferencePage.objects.filter(live=True).upcoming(self.now).first()
        if preferred:
            self.initial.setdefault("conference", preferred.canonical.pk)

    @property
    def question_fields(self) -> list:
        """The boxes for questions, the first one first."""
        return [self[f"question_{number}"] for number in range(1, MOST_QUESTIONS + 1)]

    def clean_conference(self):
        """Forms belong to the canonical conference, whatever language was chosen; closed files take none."""
        conference = self.cleaned_data["conference"].canonical
        if Dossier.objects.state_of(conference) in _TAKES_NO_FORM:
            raise ValidationError(
                _(
                    "No form is taken for this conference any more: it was called off, or its file is closed. "
                    "Choose another conference."
                )
            )
        return conference

    def clean_slip_code(self):
        """The written form of the code; an unknown one is refused."""
        typed = self.cleaned_data["slip_code"]
        if not typed:
            return ""
        code = codes.normalise(typed)
        slip = BlankSlip.objects.filter(code=code).select_related("conference").first() if code else None
        if slip is None:
            raise ValidationError(_("No slip was printed with this code. Read it again, or leave the box empty."))
        self.slip = slip
        return code

    def clean_phone(self):
        """Read the number; what cannot be read is kept as written if the clerk says so."""
        typed, self.read_phone = self.cleaned_data["phone"], None
        if not typed:
            return typed
        try:
            self.read_phone = read_phone(typed)
        except ValidationError:
            self.asks_to_keep_phone = True
            if not self.data.get(self.add_prefix("keep_phone")):
                raise
        else:
            if not self.read_phone.is_certain:
                self.signs.append("phone_confirmed")
        return typed

    def clean_scan(self):
        """A picture or PDF by its content, whatever its name says."""
        scan = self.cleaned_data["scan"]
        if scan is None:
            return None
        if scan.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 10 MB. Scan it with a lower resolution."))
        if not kind_of(scan):
            raise ValidationError(_("This file is neither a PDF nor a JPG or PNG picture. Choose another one."))
        return scan

    def clean(self):
        cleaned = super().clean()
        self._check_stamp(cleaned)
        conference, slip = cleaned.get("conference"), getattr(self, "slip", None)
        if slip and conference and slip.conference_id != conference.pk:
            self.add_error(
                "slip_code",
                _("This slip was printed for another conference: %(title)s.") % {"title": slip.conference.title},
            )
        comes = cleaned.get("participation") == Registration.Participation.IN_PERSON
        if comes and conference and conference.window(self.now) == Window.OVER:
            self.add_error("participation", _("The conference is over. Choose a written answer."))
        if not comes or not cleaned.get("group_size"):
            cleaned["group_size"] = 1
        self._check_answer(cleaned)
        return cleaned

    def _check_stamp(self, cleaned: dict) -> None:
        day, hour = cleaned.get("received_on"), cleaned.get("received_time")
        if day is None or hour is None:
            return
        stamp = timezone.make_aware(datetime.combine(day, hour))
        if stamp > self.now:
            self.add_error("received_on", _("The stamp cannot be later than now. Check day and hour."))
        elif stamp < self.now - timedelta(days=366):
            self.add_error("received_on", _("The stamp is more than a year old. Check the year."))
        cleaned["received_at"] = stamp

    def _check_answer(self, cleaned: dict) -> None:
        by = Registration.AnswerBy
        chosen = cleaned.get("answer_by")
        if chosen == by.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the e-mail address the answer should go to."))
        if chosen == by.POST and not cleaned.get("postal_address"):
            self.add_error("postal_address", _("Enter the address the answer should go to."))
        if not chosen:
            ways = (("postal_address", by.POST), ("email", by.EMAIL))
            cleaned["answer_by"] = next((way for name, way in ways if cleaned.get(name)), by.COLLECT)

    @property
    def can_only_be_collected(self) -> bool:
        """Whether nobody can be reached: the answer waits at the office. Only after `is_valid()`."""
        return not any(self.cleaned_data[name] for name in ("phone", "email", "postal_address"))

    def answers(self) -> dict:
        """The values by column of Registration; only after `is_valid()`."""
        same = ("full_name", "applicant_kind", "organisation_name", "email", "postal_address")
        same += ("answer_by", "participation", "group_size", "may_publish")
        values = {name: self.cleaned_data[name] for name in same}
        phone, field = self.read_phone, self.cleaned_data["subject_field"]
        complaint = Registration.ComplaintAnswer
        texts = [self.cleaned_data[f"question_{number}"] for number in range(1, MOST_QUESTIONS + 1)]
        return values | {
            "phone": phone.number if phone else "",
            "phone_extension": phone.extension[:10] if phone else "",
            "phone_as_typed": self.cleaned_data["phone"],
            "complaint_answer": complaint.UNSURE if self.cleaned_data["is_unsure"] else complaint.NO_COMPLAINT,
            "consent_id": ConsentText.objects.current("vi").pk,
            "notice_id": ConsentText.objects.current("vi", Purpose.NOTICE).pk,
            "questions": [{"text": text, "subject_field_id": field.pk if field else None} for text in texts if text],
        }

    def handed_in(self, user) -> HandedIn:
        """How it came; only after `is_valid()`."""
        values = self.cleaned_data
        return HandedIn(values["channel"], values["received_at"], user, values["register_number"], values["slip_code"])
