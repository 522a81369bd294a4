"""What the sender does with the own form: change it, withdraw it, report an absence, say "I will come"."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.history import MoveNotAllowedError, StateChangedError
from cms.text import clean, fold
from plans.conferences.schedule import Window
from plans.correspondence.notices import Notice
from plans.questions.models import Question, QuestionState

from . import notices
from .event import RegistrationEvent
from .seats import ConferenceSeats
from .sent_text import sent_text
from .states import CHECKED_IN, FormState, Seat

CHANGEABLE = (
    "phone",
    "phone_extension",
    "phone_as_typed",
    "email",
    "answer_by",
    "province_id",
    "commune_id",
    "postal_address",
)


class EarlierText(models.Model):
    """What a form said before its sender changed it: the text whose hash was on the receipt until then."""

    registration = models.ForeignKey(
        "registrations.Registration", on_delete=models.CASCADE, related_name="earlier_texts"
    )
    text = models.TextField(_("text"))
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("earlier text of a form")
        verbose_name_plural = _("earlier texts of forms")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.registration_id} {self.changed_at:%Y-%m-%d %H:%M}"


class SenderSteps:
    """The sender's own steps, mixed into the model. Who they are was settled by code and secret before."""

    def may_change(self, now: datetime) -> bool:
        """Until registration closes; whoever was asked for additions until the conference begins."""
        if self.has_ended or self.erased_at or self.seat in CHECKED_IN:
            return False
        if self.form_state == FormState.INCOMPLETE:
            return not self._has_begun(now)
        return self.conference.window(now) in (Window.OPEN, Window.GRACE)

    def may_withdraw(self, now: datetime) -> bool:
        """Until the conference begins, and not after having been checked in."""
        return not (self.has_ended or self.erased_at or self.seat in CHECKED_IN or self._has_begun(now))

    def may_report_absence(self, now: datetime) -> bool:
        """Whoever is expected in the hall or online, or waits, until the conference begins."""
        return self.may_withdraw(now) and self.seat in (Seat.HELD, Seat.WAITING, Seat.ONLINE)

    def may_confirm(self, now: datetime) -> bool:
        """Whoever has a place and has not said yet that it will be used."""
        return self.may_withdraw(now) and self.seat in (Seat.HELD, Seat.ONLINE) and not self.has_confirmed

    @property
    def has_confirmed(self) -> bool:
        """Whether the sender said "I will come"."""
        return self.events.filter(to_state=RegistrationEvent.CONFIRMED).exists()

    def change(self, columns: dict, texts: dict[int, str], now: datetime) -> bool:
        """Correct contact and address (`columns`) and questions nobody has taken up yet (`texts` by number).

        The text as it was is kept, and the change is an event. Whoever was asked for additions has then given them.
        Returns whether anything is different. Raises MoveNotAllowedError when it is too late, StateChangedError when
        the office took up a question meanwhile.
        """
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            self.refresh_from_db()
            if not self.may_change(now):
                raise MoveNotAllowedError(_("It is too late to change this form here. Please call the office."))
            return self._write_changes(columns, texts, now)

    def withdraw(self, now: datetime, *, keeps_questions: bool = False) -> None:
        """Take the form back; the seat is free at once, the questions go too unless they are to be answered.

        Of a withdrawal and a check-in at the same moment one wins: MoveNotAllowedError when it is too late.
        """
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            self.refresh_from_db()
            if not self.may_withdraw(now):
                raise MoveNotAllowedError(self._why_too_late())
            self.move_form(
                FormState.WITHDRAWN,
                expected=self.form_state,
                actor=None,
                reason=str(_("Withdrawn by the sender.")),
                now=now,
                keeps_questions=keeps_questions,
            )

    def report_absence(self, now: datetime, columns: dict | None = None) -> None:
        """The sender cannot come: the seat is free, the answers are owed in writing, to the address in `columns`."""
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            self.refresh_from_db()
            if not self.may_report_absence(now):
                raise MoveNotAllowedError(self._why_too_late())
            self._write_changes(columns or {}, {}, now)
            self.move_seat(
                Seat.ABSENT, expected=self.seat, actor=None, reason=str(_("Reported by the sender.")), now=now
            )

    def confirm(self, now: datetime) -> None:
        """The sender says that the seat will be used; said twice it is the same."""
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            self.refresh_from_db()
            if self.may_confirm(now):
                self.events.create(
                    at=now, subject=RegistrationEvent.Subject.NOTE, to_state=RegistrationEvent.CONFIRMED
                )

    def withdraw_reminders(self, now: datetime) -> bool:
        """Take back the consent to reminders: from this moment none is sent, not even one that waits to leave.

        Returns whether there was a consent to take back.
        """
        with transaction.atomic():
            mine = type(self).objects.filter(pk=self.pk, wants_reminders=True)
            is_changed = bool(mine.update(wants_reminders=False, reminders_withdrawn_at=now))
            self.refresh_from_db()
            if is_changed:
                subject, said = RegistrationEvent.Subject.NOTE, RegistrationEvent.NO_REMINDERS
                self.events.create(at=now, subject=subject, to_state=said)
                notices.stop(self, Notice.REMINDER, now)
        return is_changed

    def _write_changes(self, columns: dict, texts: dict[int, str], now: datetime) -> bool:
        before = sent_text(self)
        changed = [name for name in CHANGEABLE if name in columns and columns[name] != getattr(self, name)]
        rewritten = self._rewrite_questions(texts, now)
        if not changed and not rewritten:
            return False
        EarlierText.objects.create(registration=self, text=before, changed_at=now)
        for name in changed:
            setattr(self, name, columns[name])
        self.changed_at = now
        self.save(update_fields=[name.removesuffix("_id") for name in changed] + ["changed_at", "folded"])
        self.events.create(at=now, subject=RegistrationEvent.Subject.NOTE, to_state=RegistrationEvent.CHANGED)
        if {"phone", "email"} & set(changed):
            self._look_for_the_same_contact()
        if self.form_state == FormState.INCOMPLETE:
            reason = str(_("The sender added what was missing."))
            self._move("form", FormState.SENT, FormState.INCOMPLETE, None, reason, now)
        return True

    def _rewrite_questions(self, texts: dict[int, str], now: datetime) -> bool:
        rewritten = False
        for question in self.questions.filter(number__in=texts):
            text = clean(texts[question.number])
            if text == question.text:
                continue
            folded = fold(f"{text} {question.procedure} {question.file_number}")
            untouched = Question.objects.filter(pk=question.pk, state=QuestionState.RECEIVED)
            if not untouched.update(text=text, folded=folded):
                question.refresh_from_db()
                raise StateChangedError(question.state)
            question.add_note(str(_("The sender changed the text.")), actor=None, now=now)
            rewritten = True
        return rewritten

    def _look_for_the_same_contact(self) -> None:
        others = type(self).objects.filter(conference_id=self.conference_id).standing().exclude(pk=self.pk)
        if "same_contact" not in self.signs and others.same_contact(self.phone, self.email).exists():
            self.signs = [*self.signs, "same_contact"]
            self.save(update_fields=["signs"])

    def _has_begun(self, now: datetime) -> bool:
        return self.conference.starts_at is not None and now >= self.conference.starts_at

    def _why_too_late(self):
        if self.has_ended:
            return _("This form was already withdrawn or merged.")
        if self.seat in CHECKED_IN:
            return _("You were already checked in at the conference, so the form stays as it is.")
        return _("It is too late to do this here. Please call the office.")
