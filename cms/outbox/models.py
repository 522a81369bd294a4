"""Letters waiting to leave: written in the transaction that causes them, delivered later by the worker."""

import random
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Lower
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line

from .querysets import MessageQuerySet

# 30 s, 1 min, 2 min … at most 6 hours between attempts; the same for every office.
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
# A mail server that is down over a long weekend must not cost a letter.
GIVE_UP_AFTER = timedelta(days=5)
# Only a letter that kills its worker each time comes here; waiting alone makes some 30 attempts in five days.
MOST_ATTEMPTS = 60

# Sent in the transaction that gives a letter up or marks it as returned: message, reason, now. Who has to reach
# the person another way listens to it.
message_undeliverable = Signal()


class Message(models.Model):
    """One letter to one address. States: queued → sending → sent, or failed (tried again later), or given up.

    `handed_over_at` is written down before the content goes to the mail server. Where no answer is known after
    that (a killed worker, a lost connection), nobody can tell whether the letter left: it is given up, and a person
    decides whether to send it again. So nobody gets a letter twice from a program.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed, will be tried again")
        GIVEN_UP = "given_up", _("given up")

    to = models.CharField(_("to"), max_length=254, blank=True)
    reply_to = models.CharField(_("reply to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("formatted text"), blank=True)
    # A list of {"name", "type", "content" (base64)}; see attachments.py.
    attachments = models.JSONField(_("attachments"), default=list, blank=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=80, help_text=_("For example: registration.received"))
    about = models.CharField(max_length=120, blank=True, editable=False)
    dedupe_key = models.CharField(_("key against duplicates"), max_length=200, unique=True, editable=False)
    message_id = models.CharField("Message-ID", max_length=200, unique=True, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written at"))
    next_attempt_at = models.DateTimeField(_("next attempt at"))
    give_up_at = models.DateTimeField(_("given up at the latest"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    purged_at = models.DateTimeField(_("content removed at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=250, blank=True)
    handed_over_at = models.DateTimeField(_("handed over at"), null=True, blank=True, editable=False)
    # A mail server took the letter and sent it back later.
    bounced_at = models.DateTimeField(_("returned at"), null=True, blank=True)
    bounce_reason = models.CharField(_("why it was returned"), max_length=250, blank=True)
    # Who is sending it right now, and until when others keep their hands off it.
    lease = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("retry_message", _("Can send messages again")),
            ("bounce_message", _("Can mark messages as returned")),
        ]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="outbox_waiting",
                condition=models.Q(state__in=["queued", "failed", "sending"]),
            ),
            models.Index(fields=["-created_at", "-id"], name="outbox_newest"),
            # How many letters an address got today, and what must go when its owner asks.
            models.Index(Lower("to"), "created_at", name="outbox_address", condition=~models.Q(to="")),
            models.Index(fields=["about"], name="outbox_about", condition=~models.Q(about="")),
            models.Index(fields=["bounced_at"], name="outbox_returned", condition=models.Q(bounced_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sending", "sent", "failed", "given_up"]),
                name="outbox_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="outbox_sent_has_moment"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sending") | models.Q(lease__isnull=False, leased_until__isnull=False),
                name="outbox_sending_has_lease",
            ),
            models.CheckConstraint(
                condition=models.Q(bounced_at__isnull=True) | models.Q(state="sent"), name="outbox_returned_was_sent"
            ),
        ]

    def __str__(self):
        return self.subject or f"{self.purpose} #{self.pk}"

    @property
    def can_be_retried(self) -> bool:
        """A letter that has failed or was given up, and still has its content."""
        return self.state in (self.State.FAILED, self.State.GIVEN_UP) and self.purged_at is None

    @property
    def can_be_returned(self) -> bool:
        """A letter that was sent and is not known to have come back."""
        return self.state == self.State.SENT and self.bounced_at is None

    @property
    def condition(self) -> str:
        """Its state as staff read it."""
        if self.is_uncertain:
            return str(_("perhaps delivered"))
        return str(_("came back") if self.bounced_at else self.get_state_display())

    @property
    def is_uncertain(self) -> bool:
        """Whether its content went to the mail server and no answer is known."""
        return self.state == self.State.GIVEN_UP and self.handed_over_at is not None

    @property
    def problem(self) -> str:
        """Why it has not arrived; empty when nothing is known."""
        return self.bounce_reason or self.last_error

    def mark_sent(self, now: datetime) -> bool:
        """The mail server has taken the letter. False when the lease was lost meanwhile."""
        return self._settle(state=self.State.SENT, sent_at=now, last_error="")

    def mark_handed_over(self, now: datetime) -> bool:
        """Its content goes to the mail server with the next word. False when the lease was lost: then it must not."""
        mine = type(self).objects.filter(pk=self.pk, lease=self.lease, state=self.State.SENDING)
        self.handed_over_at = now
        return bool(mine.update(handed_over_at=now))

    def mark_failed(self, now: datetime, error: str, *, permanent: bool = False) -> bool:
        """The letter has not left: wait and try again, or give up when that is pointless or has gone on too long."""
        if permanent or self.attempts >= MOST_ATTEMPTS or now >= self.give_up_at:
            return self._give_up(now, last_error=error[:250], handed_over_at=None)
        return self._settle(
            state=self.State.FAILED,
            next_attempt_at=now + pause_after(self.attempts),
            last_error=error[:250],
            handed_over_at=None,
        )

    def mark_uncertain(self, now: datetime, error: str) -> bool:
        """The letter was handed over and nobody knows what became of it: a person decides."""
        return self._give_up(now, last_error=error[:250])

    def _give_up(self, now: datetime, **facts) -> bool:
        with transaction.atomic():
            settled = self._settle(state=self.State.GIVEN_UP, **facts)
            if settled:
                message_undeliverable.send(type(self), message=self, reason=self.last_error, now=now)
        return settled

    def mark_bounced(self, now: datetime, reason: str) -> bool:
        """A letter that was sent came back, because of `reason`. False when it has not left or is marked already."""
        sent = type(self).objects.filter(pk=self.pk, state=self.State.SENT, bounced_at=None)
        with transaction.atomic():
            if not sent.update(bounced_at=now, bounce_reason=clean_line(reason)[:250]):
                return False
            self.refresh_from_db()
            message_undeliverable.send(type(self), message=self, reason=self.bounce_reason, now=now)
        return True

    def retry(self, now: datetime) -> bool:
        """Queue a failed or given-up letter again, at once. False when its state no longer allows that."""
        waiting = type(self).objects.filter(
            pk=self.pk, state__in=[self.State.FAILED, self.State.GIVEN_UP], purged_at=None
        )
        changed = waiting.update(
            state=self.State.QUEUED,
            attempts=0,
            next_attempt_at=now,
            give_up_at=now + GIVE_UP_AFTER,
            handed_over_at=None,
        )
        return bool(changed)

    def _settle(self, **facts) -> bool:
        """Write the outcome of an attempt, unless another worker has taken the letter over."""
        mine = type(self).objects.filter(pk=self.pk, lease=self.lease, state=self.State.SENDING)
        changed = mine.update(lease=None, leased_until=None, **facts)
        if changed:
            self.refresh_from_db()
        return bool(changed)


def new_message_id() -> str:
    """A Message-ID nobody else has, under the domain of the office's own address."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{uuid.uuid4().hex}@{domain.encode('idna').decode('ascii')}>"


def pause_after(attempts: int) -> timedelta:
    """How long to wait after this many failed attempts: doubling, with a quarter of chance either way.

    The chance keeps a thousand letters that failed together from coming back together.
    """
    pause = min(FIRST_PAUSE * 2 ** min(max(attempts, 1) - 1, 20), LONGEST_PAUSE)
    return pause * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
