"""The file of one conference (hồ sơ đợt đối thoại): where it stands and how it came there.

It is not part of the page, because publishing an older version of a page must not turn the clock back.
"""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from cms.history import Event, MoveNotAllowedError, StateChangedError, compare_and_set
from cms.text import clean

# Sent in the transaction of every step: sender Dossier; dossier, event, now. What raises stops the step.
dossier_moved = Signal()
# Sent before a file is closed, in its transaction: receivers return a list of sentences that speak against it.
asking_to_close = Signal()


class DossierState(models.TextChoices):
    """What is stored; open and closed for registration follow from the clock."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for approval")
    ANNOUNCED = "announced", _("Announced")
    RUNNING = "running", _("Taking place")
    HELD = "held", _("Held, results awaited")
    NOT_HELD = "not_held", _("Did not come about")
    CANCELLED = "cancelled", _("Cancelled")
    RESULTS_PUBLISHED = "results_published", _("Results published")
    REPORTED = "reported", _("Reported to the superior authority")
    CLOSED = "closed", _("File closed")
    ANONYMISED = "anonymised", _("Personal data erased")


S = DossierState
# ANNOUNCED → ANNOUNCED is a change of time or place (đổi lịch).
DOSSIER_MOVES = {
    S.DRAFT: (S.SUBMITTED, S.ANNOUNCED),
    S.SUBMITTED: (S.DRAFT, S.ANNOUNCED),
    S.ANNOUNCED: (S.ANNOUNCED, S.RUNNING, S.NOT_HELD, S.CANCELLED),
    S.RUNNING: (S.HELD, S.NOT_HELD),
    S.HELD: (S.RESULTS_PUBLISHED,),
    S.NOT_HELD: (S.RESULTS_PUBLISHED, S.REPORTED),
    S.CANCELLED: (S.REPORTED, S.CLOSED),
    S.RESULTS_PUBLISHED: (S.REPORTED,),
    S.REPORTED: (S.CLOSED,),
    S.CLOSED: (S.ANONYMISED,),
    S.ANONYMISED: (),
}
REASON_NEEDED = {S.NOT_HELD, S.CANCELLED}
# It will not take place: no form is taken any more.
CALLED_OFF = (S.NOT_HELD, S.CANCELLED)
# It takes place or took place: what was said there can be written down.
MET = (S.RUNNING, S.HELD, S.RESULTS_PUBLISHED, S.REPORTED)
# It is behind us: a form that comes now is too late even to be a late one.
ENDED = (S.HELD, S.RESULTS_PUBLISHED, S.REPORTED, S.CLOSED, S.ANONYMISED)
# Closed, or the next step may be the closing.
_CLOSING_OR_CLOSED = (S.CANCELLED, S.REPORTED, S.CLOSED, S.ANONYMISED)
BEFORE_ANNOUNCING = (S.DRAFT, S.SUBMITTED)
# Steps that people's calendars must follow.
_MOVES_CALENDARS = {S.ANNOUNCED, S.CANCELLED, S.NOT_HELD}


class DossierQuerySet(models.QuerySet):
    """Files, one per canonical conference."""

    def of(self, conference) -> "Dossier":
        """The file of `conference` in whatever language; opened when there is none yet."""
        return self.get_or_create(conference=conference.canonical)[0]

    def state_of(self, conference) -> str | None:
        """The present state alone, always asked anew; None without a file."""
        return self.filter(conference=conference.canonical).values_list("state", flat=True).first()

    def open_again(self, conference, *, actor, reason: str, now: datetime) -> None:
        """Something is owed again in `conference`: its file, if closed, stands where it stood before it was closed.

        Call it in the transaction of the step that owes; it waits for anybody who is closing the file. Raises
        MoveNotAllowedError where everything personal is erased, so that nobody could be answered.
        """
        if self.state_of(conference) not in _CLOSING_OR_CLOSED:
            # Not locked: earlier in its life a file waits for the seats while it moves on; these must not wait for it.
            return
        dossier = self.select_for_update().filter(conference=conference.canonical).first()
        if dossier is None or dossier.state not in (DossierState.CLOSED, DossierState.ANONYMISED):
            return
        if dossier.state == DossierState.ANONYMISED:
            raise MoveNotAllowedError(_("The personal data of this conference is erased; nobody can be answered."))
        dossier.open_again(actor=actor, reason=reason, now=now)


class Dossier(models.Model):
    """Where one conference stands. Facts that a step brings with it are columns here; each step is an event."""

    conference = models.OneToOneField(
        "conferences.ConferencePage", on_delete=models.CASCADE, related_name="dossier", verbose_name=_("conference")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=DossierState, default=DossierState.DRAFT, db_index=True
    )
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)
    started_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    results_published_at = models.DateTimeField(_("results published at"), null=True, blank=True)
    report_number = models.CharField(_("number of the report"), max_length=60, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    reported_to = models.CharField(_("reported to"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("file closed at"), null=True, blank=True)
    # Raised with every change that calendars must follow (iCalendar SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # Personal data goes on this day; set when the conference is announced.
    erase_on = models.DateField(_("personal data erased on"), null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a conference")
        verbose_name_plural = _("files of conferences")
        default_permissions = ("view", "change")
        permissions = [("approve_dossier", _("Can approve announcements, results and closing of conferences"))]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=DossierState.values), name="dossier_known_state"),
        ]

    def __str__(self):
        return f"{self.conference} · {self.get_state_display()}"

    @property
    def next_states(self) -> list[DossierState]:
        """What can follow the present state."""
        return list(DOSSIER_MOVES[DossierState(self.state)])

    @property
    def is_announced(self) -> bool:
        """Whether the office has announced it, whatever came of it since."""
        return self.announced_at is not None

    def latest_event(self, *states: str) -> "DossierEvent | None":
        """The last step into one of `states`."""
        return self.events.filter(to_state__in=states).order_by("-pk").first()

    def move(
        self,
        to: str,
        *,
        expected: str,
        actor,
        reason: str,
        now: datetime,
        public_note: str = "",
        sessions: list[dict] | None = None,
        seen: int | None = None,
        **facts,
    ) -> "DossierEvent":
        """Take one step with the `facts` (columns) it brings; returns the event.

        `sessions` is what is announced with the step (see `announced.snapshot`), `seen` the sequence somebody
        decided upon: it tells one change of the time from another, where the state alone cannot. Raises
        StateChangedError when it is no longer in `expected`, MoveNotAllowedError for a step there is not, a step
        without the reason it needs, or a closing that something speaks against.
        """
        if to not in DOSSIER_MOVES.get(expected, ()):
            raise MoveNotAllowedError
        if to in REASON_NEEDED and not clean(reason):
            raise MoveNotAllowedError(_("Give the reason for this step."))
        if to in _MOVES_CALENDARS and expected not in BEFORE_ANNOUNCING:
            facts.setdefault("sequence", F("sequence") + 1)
        try:
            with transaction.atomic():
                if seen is not None:
                    self._refuse_what_others_changed(seen)
                return self._step(to, expected, facts, now, actor, reason, public_note, sessions or [])
        except Exception:
            # What was read in the step that has been taken back is not what the database says.
            self.refresh_from_db()
            raise

    def open_again(self, *, actor, reason: str, now: datetime) -> "DossierEvent":
        """Undo the closing: the state before it, with an event. Nobody is told and no clock runs anew by it."""
        closing = self.latest_event(DossierState.CLOSED)
        before = closing.from_state if closing else DossierState.REPORTED
        explained = self.latest_event(before)
        with transaction.atomic():
            compare_and_set(self, "state", expected=DossierState.CLOSED, to=before, closed_at=None)
            return self.events.create(
                at=now,
                actor=actor,
                from_state=DossierState.CLOSED,
                to_state=before,
                reason=clean(reason),
                public_note=explained.public_note if explained else "",
            )

    def _step(self, to, expected, facts, now, actor, reason, public_note, sessions) -> "DossierEvent":
        compare_and_set(self, "state", expected=expected, to=to, **facts)
        if to == DossierState.CLOSED:
            self._refuse_while_something_is_open(now)
        event = self.events.create(
            at=now,
            actor=actor,
            from_state=expected,
            to_state=to,
            reason=clean(reason),
            public_note=clean(public_note),
            sessions=sessions,
        )
        dossier_moved.send(Dossier, dossier=self, event=event, now=now)
        return event

    def _refuse_what_others_changed(self, seen: int) -> None:
        locked = Dossier.objects.select_for_update().get(pk=self.pk)
        if locked.sequence != seen:
            raise StateChangedError(locked.state)

    def _refuse_while_something_is_open(self, now: datetime) -> None:
        answers = asking_to_close.send(Dossier, dossier=self, now=now)
        objections = [sentence for _receiver, sentences in answers for sentence in sentences or ()]
        if objections:
            raise MoveNotAllowedError(*objections)


class DossierEvent(Event):
    """One step of a conference's file."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="events")
    # The sessions as announced with this step: [{"starts_at", "ends_at" (ISO), "venue", "online_link"}, …].
    sessions = models.JSONField(default=list, blank=True, editable=False)

    class Meta(Event.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"

    @property
    def label(self):
        """What happened, for the history."""
        if self.from_state == self.to_state == DossierState.ANNOUNCED:
            return _("Time or place changed")
        if self.from_state == DossierState.CLOSED and self.to_state != DossierState.ANONYMISED:
            return _("File opened again")
        return DossierState(self.to_state).label if self.to_state in DossierState.values else _("Remark")
