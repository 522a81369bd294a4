"""What a plan gives units to do, until when, and how far they are."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.history import Event, MoveNotAllowedError, compare_and_set
from cms.text import clean, clean_line
from plans.period_reading import read_period
from plans.periods import Period, Precision

from .querysets import TaskQuerySet
from .standing import Standing, TaskState, standing_of


class PlanTask(models.Model):
    """One task, or an event that a plan promises.

    Its deadline is a day or a span ("Quý III/2022"): what counts is the last day. `place_id` is the block of the
    plan's text that says it, `place_label` the label readers know it by. `progress` is the latest note for readers.
    """

    class Kind(models.TextChoices):
        """Work to be done, or something to be held."""

        TASK = "task", _("task")
        EVENT = "event", _("event")

    plan = models.ForeignKey("plans.PlanPage", on_delete=models.CASCADE, related_name="tasks", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.TASK)
    text = models.TextField(_("what is to be done"), max_length=1000)
    text_en = models.TextField(_("the same in English"), max_length=1000, blank=True)
    unit = models.ForeignKey(
        "plans.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("unit"),
    )
    unit_text = models.CharField(
        _("unit, if not in the list"), max_length=200, blank=True, help_text=_("For example: units concerned.")
    )
    reporting_unit = models.ForeignKey(
        "plans.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit that reports"),
        help_text=_("Only if it is another than the one that carries the task out."),
    )
    place_id = models.CharField(max_length=36, blank=True, editable=False)
    place_label = models.CharField(_("place in the plan"), max_length=80, blank=True, help_text=_("For example: IV.2"))
    deadline_text = models.CharField(
        _("deadline in words"),
        max_length=200,
        blank=True,
        help_text=_("As in the plan, for example “Quý III/2022” or “trước ngày 15/6/2022”."),
    )
    deadline_start = models.DateField(null=True, editable=False)
    deadline_end = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty to have it taken from the words.")
    )
    deadline_precision = models.CharField(max_length=8, blank=True, choices=Precision, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.ASSIGNED, editable=False)
    done_on = models.DateField(_("done on"), null=True, editable=False)
    progress = models.TextField(_("progress"), max_length=1000, blank=True, editable=False)
    progress_at = models.DateTimeField(null=True, editable=False)
    reminded_stage = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task of a plan")
        verbose_name_plural = _("tasks of plans")
        ordering = ["deadline_end", "pk"]
        permissions = [("report_plantask", _("Can report on the tasks of the own unit"))]
        indexes = [models.Index(fields=["state", "deadline_end"], name="tasks_by_deadline")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deadline_start__isnull=True)
                | models.Q(deadline_end__isnull=True)
                | models.Q(deadline_end__gte=models.F("deadline_start")),
                name="task_deadline_in_order",
            )
        ]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def save(self, *args, **kwargs):
        """Save with clean texts and the days that the words of the deadline say."""
        self.text, self.text_en = clean(self.text or ""), clean(self.text_en or "")
        for name in ("unit_text", "place_label", "deadline_text"):
            setattr(self, name, clean_line(getattr(self, name) or ""))
        self.take_deadline()
        super().save(*args, **kwargs)

    def take_deadline(self) -> None:
        """Fill the days of the deadline from its words; a day that was typed stays."""
        said = read_period(self.deadline_text)
        if said is not None and self.deadline_end in (None, said.end):
            self.deadline_start, self.deadline_end = said.start, said.end
            self.deadline_precision = said.precision
        else:
            self.deadline_start, self.deadline_precision = None, ""

    @property
    def shown_text(self) -> str:
        """What is to be done, in the reader's language where it is there."""
        return self.text_en if get_language() == "en" and self.text_en else self.text

    @property
    def language_of_text(self) -> str:
        """The language `shown_text` is in, for readers who listen."""
        return "en" if get_language() == "en" and self.text_en else "vi"

    @property
    def deadline_in_words(self) -> str:
        """The deadline as the plan says it, in another language as that language would; empty without one."""
        typed = None
        if self.deadline_end:
            typed = Period.of_columns(self.deadline_start or self.deadline_end, self.deadline_end)
        said = read_period(self.deadline_text)
        if said is None or said.end != self.deadline_end:
            words = [self.deadline_text, typed.in_words() if typed else ""]
            return ", ".join(word for word in words if word)
        return self.deadline_text if get_language() == "vi" else said.in_words()

    @property
    def unit_name(self) -> str:
        """Who carries it out."""
        return str(self.unit) if self.unit_id else self.unit_text

    @property
    def is_event(self) -> bool:
        """Whether it is something to be held."""
        return self.kind == self.Kind.EVENT

    def standing(self, today: date) -> Standing:
        """How it stands on that day."""
        return standing_of(self.state, self.deadline_end, self.is_event, today)

    def report(
        self, user, *, seen: str, to: str, now: datetime, note: str = "", public_note: str = "", done_on=None
    ) -> "TaskEvent":
        """Write down how far the task is: from the state somebody `seen` to `to`, or a note alone when both are one.

        Raises MoveNotAllowedError where the step needs words, StateChangedError where somebody was faster.
        """
        note, public_note = clean(note)[:1000], clean(public_note)[:1000]
        if to not in TaskState.values:
            raise MoveNotAllowedError
        if to == seen and not (note or public_note):
            raise MoveNotAllowedError(_("Write how far the task is, or choose another state."))
        if to == TaskState.DROPPED and not public_note:
            raise MoveNotAllowedError(_("Write for readers why the task is not carried out."))
        facts = {"done_on": (done_on or timezone.localdate(now)) if to == TaskState.DONE else None}
        if public_note:
            facts |= {"progress": public_note, "progress_at": now}
        with transaction.atomic():
            compare_and_set(self, "state", expected=seen, to=to, **facts)
            states = {} if to == seen else {"from_state": seen, "to_state": to}
            return TaskEvent.objects.create(
                task=self, at=now, actor=user, reason=note, public_note=public_note, **states
            )


class TaskEvent(Event):
    """One report on a task."""

    task = models.ForeignKey(PlanTask, on_delete=models.CASCADE, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("report on a task")
        verbose_name_plural = _("reports on tasks")

    def __str__(self):
        return f"{self.task_id}: {self.to_state or self.public_note or self.reason}"

    @property
    def to_label(self) -> str:
        """The state it led to, in words; empty for a note."""
        return str(TaskState(self.to_state).label) if self.to_state else ""
