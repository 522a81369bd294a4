"""Reports to a superior authority about questions beyond this office's power, chased until there is a reply."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.history import MoveNotAllowedError, StateChangedError, compare_and_set
from cms.text import clean, clean_line
from plans.conferences.rules import DialogueRules
from plans.workdays.counting import working_day_after

from .states import QuestionState


class EscalationQuerySet(models.QuerySet):
    """Reports, the latest first."""

    def waiting(self):
        """Reported and not replied to."""
        return self.filter(reported_on__isnull=False, replied_on__isnull=True)

    def gather(self, conference, authority: str, questions: Sequence, *, actor, now: datetime) -> "Escalation":
        """Open a report of `conference` to `authority` with `questions` in it."""
        if not clean_line(authority):
            raise MoveNotAllowedError(_("Name the superior authority."))
        with transaction.atomic():
            batch = self.create(conference=conference, authority=clean_line(authority)[:300], created_at=now)
            batch.add(questions, actor=actor, now=now)
        return batch


class Escalation(models.Model):
    """One report to the superior authority about questions beyond this office's power."""

    conference = models.ForeignKey(
        "conferences.ConferencePage",
        on_delete=models.PROTECT,
        related_name="escalations",
        verbose_name=gettext_lazy("conference"),
    )
    authority = models.CharField(gettext_lazy("superior authority"), max_length=300)
    report_number = models.CharField(gettext_lazy("number of the report"), max_length=60, blank=True)
    reported_on = models.DateField(gettext_lazy("reported on"), null=True, blank=True)
    last_chased_on = models.DateField(gettext_lazy("last reminded on"), null=True, blank=True)
    replied_on = models.DateField(gettext_lazy("replied on"), null=True, blank=True)
    reply = models.TextField(gettext_lazy("reply"), max_length=20_000, blank=True)
    created_at = models.DateTimeField(gettext_lazy("opened at"))

    objects = EscalationQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("report to the superior authority")
        verbose_name_plural = gettext_lazy("reports to superior authorities")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.report_number or '–'} · {self.authority}"

    def add(self, questions: Sequence, *, actor, now: datetime) -> None:
        """Put questions that wait for a report into this one, before it is sent."""
        if not questions:
            raise MoveNotAllowedError(_("Choose the questions to report."))
        with transaction.atomic():
            self._lock()
            if self.reported_on:
                raise MoveNotAllowedError(_("The report has already been sent; open another one."))
            for question in questions:
                question.refuse_if_changed_since(None)
                is_free = question.state == QuestionState.BEYOND_AUTHORITY and question.escalation_id is None
                if not is_free or question.conference_id != self.conference_id:
                    raise MoveNotAllowedError(
                        _("%(question)s is not waiting for a report.") % {"question": question.reference}
                    )
                type(question).objects.filter(pk=question.pk).update(escalation=self)
                question.refresh_from_db()
                question.add_note(
                    _("Gathered for a report to %(authority)s.") % {"authority": self.authority}, actor=actor, now=now
                )

    def report(self, *, number: str, reported_on: date, actor, now: datetime) -> None:
        """The report has left."""
        number = clean_line(number)
        if not number or reported_on is None:
            raise MoveNotAllowedError(_("Enter number and day of the report."))
        if reported_on > timezone.localdate(now):
            raise MoveNotAllowedError(_("The day of the report lies in the future."))
        said = _("Reported to %(authority)s, no. %(number)s of %(day)s.") % {
            "authority": self.authority,
            "number": number,
            "day": f"{reported_on:%d/%m/%Y}",
        }
        with transaction.atomic():
            compare_and_set(self, "reported_on", expected=None, to=reported_on, report_number=number[:60])
            moved = self._move_questions(
                QuestionState.BEYOND_AUTHORITY,
                QuestionState.REPORTED_UPWARD,
                actor=actor,
                now=now,
                said=said,
                due_on=self.chase_on,
            )
            if not moved:
                raise MoveNotAllowedError(_("There is no question in this report."))

    @property
    def chase_on(self) -> date | None:
        """When the superior is to be reminded next; None before the report and after the reply."""
        if not self.reported_on or self.replied_on:
            return None
        days = DialogueRules.of(self.conference).chase_days
        return (self.last_chased_on or self.reported_on) + timedelta(days=days)

    def chase(self, *, actor, now: datetime, seen: date | None = None) -> None:
        """The superior was reminded today; `seen` is the last reminder the clerk knew of."""
        today = timezone.localdate(now)
        with transaction.atomic():
            self._lock()
            if self.chase_on is None or self.last_chased_on != seen:
                raise StateChangedError(str(self.last_chased_on or ""))
            compare_and_set(self, "last_chased_on", expected=seen, to=today)
            for question in self.questions.filter(state=QuestionState.REPORTED_UPWARD):
                type(question).objects.filter(pk=question.pk).update(due_on=self.chase_on, reminded_stage=0)
                question.add_note(
                    _("%(authority)s was reminded.") % {"authority": self.authority}, actor=actor, now=now
                )

    def record_reply(self, reply: str, *, replied_on: date, actor, now: datetime) -> None:
        """The superior has replied; a letter with the answer is due some working days after."""
        if not clean(reply):
            raise MoveNotAllowedError(_("Write what the superior authority replied."))
        if (
            self.reported_on is None
            or replied_on is None
            or not self.reported_on <= replied_on <= timezone.localdate(now)
        ):
            raise MoveNotAllowedError(_("The day of the reply lies between the day of the report and today."))
        due = working_day_after(replied_on, DialogueRules.of(self.conference).superior_reply_days).day
        with transaction.atomic():
            compare_and_set(self, "replied_on", expected=None, to=replied_on, reply=clean(reply))
            self._move_questions(
                QuestionState.REPORTED_UPWARD,
                QuestionState.SUPERIOR_REPLIED,
                actor=actor,
                now=now,
                said=_("%(authority)s has replied.") % {"authority": self.authority},
                due_on=due,
            )

    def _lock(self) -> None:
        list(type(self).objects.select_for_update().filter(pk=self.pk).values_list("pk"))
        self.refresh_from_db()

    def _move_questions(self, before: str, after: str, *, actor, now: datetime, said: str, due_on: date) -> int:
        questions = list(self.questions.filter(state=before).order_by("pk"))
        for question in questions:
            question.move(after, expected=before, actor=actor, reason=said, public_note=said, now=now, due_on=due_on)
        return len(questions)
