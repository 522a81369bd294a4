"""One question or petition (câu hỏi, kiến nghị): from the moment it is received until nothing more is owed."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.history import MoveNotAllowedError, StateChangedError, compare_and_set
from cms.text import clean, fold
from plans.conferences.dossier import Dossier

from .answering import Answering
from .event import QuestionEvent
from .excluding import Excluding, ExclusionGround
from .merging import Merging
from .publishing import Publishing
from .querysets import QuestionQuerySet
from .routing import Routing
from .settling import Settling
from .states import QUESTION_MOVES, REASON_NEEDED, STAYS_PUBLIC, TERMINAL, QuestionState, Source, TopicKind, Urgency
from .telling import TIME_TO_TAKE_BACK, stop_telling, tell_askers

LONGEST_QUESTION = 3000
S = QuestionState
_ANSWERED = (S.ANSWERED_AT_CONFERENCE, S.SENT_IN_WRITING)
_SETTLED = (*TERMINAL, S.MERGED)
# The draft no longer waits for anybody.
_ENDS_APPROVAL = (*TERMINAL, S.ASSIGNED, S.DRAFTED, S.APPROVED, S.MERGED, S.EXCLUSION_PROPOSED, S.BEYOND_AUTHORITY)
# What was merged into a question that is no longer answered is answered for itself again.
_LETS_OTHERS_GO = (S.WITHDRAWN, S.EXCLUSION_PROPOSED, S.EXCLUDED)


class Question(Routing, Answering, Settling, Publishing, Excluding, Merging, models.Model):
    """What was asked never changes; state and decisions do, each with an event. The verbs are in the bases.

    `registration` is the form it came with; questions raised in the hall or passed on by another office may have
    none. `due_on` is the day the present step must be done; while owed, the day the letter must leave.
    """

    conference = models.ForeignKey(
        "conferences.ConferencePage", on_delete=models.PROTECT, related_name="questions", verbose_name=_("conference")
    )
    registration = models.ForeignKey(
        "registrations.Registration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("registration"),
    )
    number = models.PositiveSmallIntegerField(_("number in the form"), default=1)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.FORM)
    received_at = models.DateTimeField(_("received at"), db_index=True)
    text = models.TextField(_("question or petition"), max_length=LONGEST_QUESTION)
    subject_field = models.ForeignKey(
        "pages.SubjectField",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("field"),
    )
    topic_kind = models.CharField(_("kind of content"), max_length=15, choices=TopicKind, default=TopicKind.DIFFICULTY)
    procedure = models.CharField(_("administrative procedure"), max_length=250, blank=True)
    file_number = models.CharField(_("file number"), max_length=50, blank=True)
    may_publish = models.BooleanField(_("may be published without name"), default=False)

    state = models.CharField(
        _("state"), max_length=20, choices=QuestionState, default=QuestionState.RECEIVED, db_index=True
    )
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Urgency, default=Urgency.NORMAL)
    unit = models.ForeignKey(
        "plans.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("unit that prepares the answer"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    # The day the letter had to leave by the rules of then; kept when the letter has left.
    answer_due_on = models.DateField(_("written answer due on"), null=True, blank=True, editable=False)
    # Complaints and denunciations: only those with the permission to handle them may read it.
    is_restricted = models.BooleanField(_("few may read it"), default=False)
    lead = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_questions",
        verbose_name=_("merged into"),
    )
    letter = models.ForeignKey(
        "questions.Letter",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("letter"),
    )
    escalation = models.ForeignKey(
        "questions.Escalation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("report to the superior authority"),
    )
    reopened_count = models.PositiveSmallIntegerField(default=0, editable=False)
    # The draft that waits for the leader, whatever the state: a letter may be owed meanwhile.
    submitted_version = models.PositiveIntegerField(
        _("version waiting for approval"), null=True, blank=True, editable=False
    )
    exclusion_ground = models.CharField(
        _("why it is not for the dialogue"), max_length=15, choices=ExclusionGround, blank=True
    )
    # How many of the reminders for the present `due_on` have gone out.
    reminded_stage = models.PositiveSmallIntegerField(default=0, editable=False)

    # The answer as the leader approved it; drafts are rows of AnswerVersion.
    answer = models.TextField(_("answer"), blank=True, max_length=20_000)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed by the chair at"), null=True, blank=True)
    # As everybody may read it, without any identity; shown once `published_at` is set.
    public_text = models.TextField(_("question as published"), blank=True, max_length=LONGEST_QUESTION)
    public_answer = models.TextField(_("answer as published"), blank=True, max_length=20_000)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    # The published words without accents: the public search never looks at what the asker wrote.
    public_folded = models.TextField(editable=False, default="")
    # Where it belongs instead, or why it is no matter for a dialogue, as the citizen reads it.
    guidance = models.TextField(_("guidance for the citizen"), blank=True, max_length=2000)
    folded = models.TextField(editable=False, default="")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view", "change")
        permissions = [
            ("prepare_answer", _("Can prepare answers to the questions of the own unit")),
            ("approve_answer", _("Can approve and publish answers")),
            ("handle_complaint", _("Can read and decide about complaints and denunciations")),
        ]
        indexes = [
            models.Index(fields=["conference", "state"], name="question_ledger"),
            models.Index(fields=["unit", "state", "due_on"], name="question_of_unit"),
            models.Index(fields=["state", "due_on"], name="question_due"),
            models.Index(
                fields=["-published_at", "-id"],
                name="question_published",
                condition=models.Q(published_at__isnull=False),
            ),
            models.Index(fields=["conference", "received_at"], name="question_latest_there"),
            models.Index(fields=["unit", "received_at"], name="question_latest_of_unit"),
            models.Index(fields=["state", "received_at"], name="question_latest_in_state"),
            models.Index(
                fields=["submitted_version"],
                name="question_to_approve",
                condition=models.Q(submitted_version__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=QuestionState.values), name="question_known_state"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(is_restricted=False),
                name="question_restricted_is_not_public",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="merged") | models.Q(lead__isnull=False), name="question_merged_into_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="owed") | models.Q(due_on__isnull=False), name="question_owed_until_a_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent_in_writing") | models.Q(letter__isnull=False),
                name="question_answered_by_a_letter",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["reported_upward", "superior_replied"])
                | models.Q(escalation__isnull=False),
                name="question_reported_in_a_report",
            ),
            models.UniqueConstraint(fields=["registration", "number"], name="question_one_per_place_in_form"),
        ]

    def __str__(self):
        return self.reference

    def save(self, *args, **kwargs):
        """Save with the text that search compares."""
        self.fold_texts()
        super().save(*args, **kwargs)

    def fold_texts(self) -> None:
        """Make the text that search compares."""
        self.folded = fold(f"{self.text} {self.procedure} {self.file_number}")

    @property
    def reference(self) -> str:
        """How people name it: the code of its form with its number there, or its own number."""
        return f"{self.registration.code}/{self.number}" if self.registration else f"CH-{self.pk}"

    @property
    def effective(self) -> "Question":
        """The question whose answer counts: itself, or the lead it was merged into."""
        return self.lead if self.state == QuestionState.MERGED else self

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is owed for it."""
        return self.effective.state in TERMINAL

    @property
    def next_states(self) -> list[QuestionState]:
        """What can follow the present state."""
        return list(QUESTION_MOVES[QuestionState(self.state)])

    def is_overdue(self, today: date) -> bool:
        """Whether the present step should have been done before `today`."""
        return self.due_on is not None and self.due_on < today and not self.is_settled

    def move(self, to: str, *, expected: str, actor, reason: str, now: datetime, public_note: str = "", **facts):
        """Take one step with the `facts` (columns) it brings; returns the event.

        Raises StateChangedError when the question is no longer in `expected`, MoveNotAllowedError for a step
        there is not or a missing reason.
        """
        if to not in QUESTION_MOVES.get(expected, ()):
            raise MoveNotAllowedError(_("This step is not possible from the present state."))
        if to in REASON_NEEDED and not clean(reason):
            raise MoveNotAllowedError(_("Give the reason for this step."))
        if "due_on" in facts:
            facts["reminded_stage"] = 0
        if to in _ENDS_APPROVAL:
            facts.setdefault("submitted_version", None)
        if to not in STAYS_PUBLIC:
            facts.setdefault("published_at", None)
        facts |= self.day_of_the_letter(to, expected, facts)
        if to in _ANSWERED:
            facts = {"answered_at": now, "due_on": None, **facts}
        with transaction.atomic():
            if expected in _SETTLED and to not in _SETTLED:
                said = gettext("%(question)s is open again.") % {"question": self.reference}
                Dossier.objects.open_again(self.conference, actor=actor, reason=said, now=now)
            if expected in _ANSWERED:
                stop_telling(self)
            compare_and_set(self, "state", expected=expected, to=to, **facts)
            event = self.add_step(to, actor=actor, now=now, before=expected, reason=reason, public_note=public_note)
            if to in _LETS_OTHERS_GO:
                self.take_apart(actor=actor, now=now)
            if to in _ANSWERED:
                is_there = to == S.ANSWERED_AT_CONFERENCE
                tell_askers(self, now, not_before=now + TIME_TO_TAKE_BACK if is_there else None)
        return event

    def add_step(self, to: str, *, actor, now: datetime, before: str = "", reason: str = "", public_note: str = ""):
        """Write one event; the caller has changed the row in the same transaction."""
        return self.events.create(
            at=now,
            actor=actor,
            from_state=before or to,
            to_state=to,
            reason=clean(reason),
            public_note=clean(public_note),
        )

    def add_note(self, text: str, *, actor, now: datetime) -> QuestionEvent:
        """Write a remark into the history."""
        return self.events.create(at=now, actor=actor, reason=clean(text))

    @property
    def last_step(self) -> int:
        """Number of the latest step, for `refuse_if_changed_since`; remarks do not count."""
        return self.events.exclude(to_state="").order_by("-pk").values_list("pk", flat=True).first() or 0

    def refuse_if_changed_since(self, seen: int | None) -> None:
        """Lock the row and raise StateChangedError if a step was taken after the one somebody saw (None: no matter).

        For steps that leave the state as it is, where comparing states would not notice a colleague.
        """
        type(self).objects.select_for_update().filter(pk=self.pk).values_list("pk").first()
        self.refresh_from_db()
        if seen is not None and self.last_step != seen:
            raise StateChangedError(self.state)
