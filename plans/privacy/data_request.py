"""Requests people make about their own data, and by when the law wants them answered and done."""

from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.history import Event, MoveNotAllowedError, compare_and_set
from cms.text import clean, clean_line
from plans.registrations.models import Channel
from plans.workdays.counting import working_day_after

LONGEST_WORDS = 2000
# Law 91/2025 and Decree 356/2025: answer within two working days; then days until it is done, longer where somebody
# else has to act as well; one extension by the same time.
ANSWER_WORKING_DAYS = 2


class RequestKind(models.TextChoices):
    """What somebody asks for."""

    ACCESS = "access", _("See the data, get a copy")
    CORRECTION = "correction", _("Correct the data")
    ERASURE = "erasure", _("Erase the data")
    RESTRICTION = "restriction", _("Restrict the use of the data")
    OBJECTION = "objection", _("Object to the use of the data")
    WITHDRAWAL = "withdrawal", _("Withdraw consent")


class RequestState(models.TextChoices):
    """Where a request stands."""

    RECEIVED = "received", pgettext_lazy("state of a request", "Received")
    ANSWERED = "answered", _("Answered, being carried out")
    WAITING = "waiting", _("Erased as soon as nothing is owed")
    DONE = "done", pgettext_lazy("state of a request", "Done")
    REFUSED = "refused", _("Refused with reason")


DAYS_TO_DO = {
    RequestKind.ACCESS: 10,
    RequestKind.CORRECTION: 10,
    RequestKind.ERASURE: 20,
    RequestKind.RESTRICTION: 15,
    RequestKind.OBJECTION: 15,
    RequestKind.WITHDRAWAL: 15,
}
DAYS_WITH_OTHERS = 20
R = RequestState
REQUEST_MOVES = {
    R.RECEIVED: (R.ANSWERED, R.WAITING, R.DONE, R.REFUSED),
    R.ANSWERED: (R.WAITING, R.DONE, R.REFUSED),
    R.WAITING: (R.DONE,),
    R.DONE: (),
    R.REFUSED: (),
}
# Done means that the data is used no more.
RESTRICTING = (RequestKind.RESTRICTION, RequestKind.OBJECTION)
CLOSED_REQUESTS = (R.DONE, R.REFUSED)


class DataRequestQuerySet(models.QuerySet):
    """Requests, the latest first."""

    def open(self):
        """Those with something left to do."""
        return self.exclude(state__in=CLOSED_REQUESTS)

    def late(self, today: date):
        """Open ones whose answer or doing is overdue; one that waits for a letter is not late."""
        unanswered = models.Q(state=RequestState.RECEIVED, answer_by__lt=today)
        undone = models.Q(state__in=[RequestState.RECEIVED, RequestState.ANSWERED], done_by__lt=today)
        return self.filter(unanswered | undone)

    def receive(
        self,
        kind: str,
        *,
        received_at: datetime,
        now: datetime,
        registration=None,
        channel: str = Channel.ONLINE,
        requester: str = "",
        words: str = "",
        involves_others: bool = False,
        actor=None,
    ) -> "DataRequest":
        """Take in one request with its days; the same one sent again while it is open is the first one."""
        words, requester = clean(words)[:LONGEST_WORDS], clean_line(requester)[:300]
        with transaction.atomic():
            if registration is not None:
                type(registration).objects.select_for_update(of=("self",)).get(pk=registration.pk)
                same = self.open().filter(registration=registration, kind=kind, words=words).first()
                if same is not None:
                    return same
            day = timezone.localdate(received_at)
            request = self.create(
                registration=registration,
                kind=kind,
                channel=channel,
                requester=requester,
                words=words,
                involves_others=involves_others,
                received_at=received_at,
                answer_by=working_day_after(day, ANSWER_WORKING_DAYS).day,
                done_by=day + timedelta(days=days_to_do(kind, involves_others)),
            )
            request.events.create(at=now, actor=actor, to_state=RequestState.RECEIVED)
        return request


class DataRequest(models.Model):
    """One request. `requester` and `words` are emptied with the person's data; that it was done remains."""

    registration = models.ForeignKey(
        "registrations.Registration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="data_requests",
        verbose_name=_("form"),
    )
    kind = models.CharField(_("request"), max_length=15, choices=RequestKind)
    state = models.CharField(_("state"), max_length=15, choices=RequestState, default=RequestState.RECEIVED)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    requester = models.CharField(_("who asks, and how to reach the person"), max_length=300, blank=True)
    words = models.TextField(_("what is asked for"), max_length=LONGEST_WORDS, blank=True)
    involves_others = models.BooleanField(_("somebody outside the office has to act too"), default=False)
    received_at = models.DateTimeField(_("received at"))
    answer_by = models.DateField(_("answer by"))
    done_by = models.DateField(_("to be done until"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    extended_at = models.DateTimeField(_("extended at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # What the person reads.
    reply = models.TextField(_("reply to the person"), max_length=LONGEST_WORDS, blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["state", "done_by"], name="data_request_due")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=RequestKind.values), name="data_request_known_kind"),
            models.CheckConstraint(condition=models.Q(state__in=RequestState.values), name="data_request_known_state"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=False) | ~models.Q(state__in=["done", "refused"]),
                name="data_request_closed_at_a_moment",
            ),
        ]

    def __str__(self):
        return f"YC-{self.pk} · {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.state not in CLOSED_REQUESTS

    def is_late(self, today: date) -> bool:
        """Whether answer or doing is overdue; for lists."""
        if self.state == RequestState.RECEIVED and self.answer_by < today:
            return True
        return self.state in (RequestState.RECEIVED, RequestState.ANSWERED) and self.done_by < today

    def move(self, to: str, *, expected: str, actor, now: datetime, reason: str = "", reply: str = "") -> None:
        """Take one step; the first reply to the person counts as the answer.

        A restriction or objection that is done acts on the form from then on.
        Raises StateChangedError when somebody was faster, MoveNotAllowedError for a step there is not, a refusal
        without a reason for the person, an answer without words.
        """
        reply = clean(reply)[:LONGEST_WORDS]
        if to not in REQUEST_MOVES.get(expected, ()):
            raise MoveNotAllowedError(_("This step is not possible from the present state."))
        if to in (RequestState.REFUSED, RequestState.ANSWERED) and not reply:
            raise MoveNotAllowedError(_("Write what the person is told."))
        facts = {"answered_at": self.answered_at or now}
        if reply:
            facts["reply"] = reply
        if to in CLOSED_REQUESTS:
            facts["closed_at"] = now
        with transaction.atomic():
            compare_and_set(self, "state", expected=expected, to=to, **facts)
            self.events.create(
                at=now, actor=actor, from_state=expected, to_state=to, reason=clean(reason), public_note=reply[:1000]
            )
            if to == RequestState.DONE and self.kind in RESTRICTING and self.registration:
                self.registration.restrict(actor=actor, reason=str(self), now=now)

    def extend(self, *, actor, now: datetime, reason: str) -> None:
        """Once, by the same time again; the person is told why."""
        reason = clean(reason)[:1000]
        if not reason:
            raise MoveNotAllowedError(_("Give the reason for this step."))
        if not self.is_open:
            raise MoveNotAllowedError(_("This request is closed."))
        done_by = self.done_by + timedelta(days=days_to_do(self.kind, self.involves_others))
        with transaction.atomic():
            mine = type(self).objects.filter(pk=self.pk, extended_at=None)
            if not mine.update(extended_at=now, done_by=done_by):
                raise MoveNotAllowedError(_("The time was extended once already; the law knows no second extension."))
            self.refresh_from_db()
            self.events.create(
                at=now, actor=actor, from_state=self.state, to_state=self.state, reason=reason, public_note=reason
            )


class DataRequestEvent(Event):
    """One step of a request."""

    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"

    @property
    def label(self):
        """What happened, for the history."""
        if self.from_state == self.to_state:
            return _("Time extended")
        return RequestState(self.to_state).label


def days_to_do(kind: str, involves_others: bool) -> int:
    """Days the law gives to carry a request of this kind out."""
    return max(DAYS_TO_DO[RequestKind(kind)], DAYS_WITH_OTHERS if involves_others else 0)
