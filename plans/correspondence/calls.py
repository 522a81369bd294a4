"""Whom the office has to call or write to on paper, because no e-mail reaches them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line

from .kinds import Notice

# Asked when staff look at the list: sender CallTask, references (a list). Receivers return a dict from reference to
# CallContact for those they know. Names and phones are read when they are needed and never copied.
asking_for_contacts = Signal()


@dataclass(frozen=True)
class CallContact:
    """How to reach somebody, as staff read it; `url` is the screen with everything about that form."""

    name: str
    phone: str
    address: str = ""
    url: str = ""


class CallTaskQuerySet(models.QuerySet):
    """Calls to make and calls made."""

    def open(self):
        """What is still to do."""
        return self.filter(done_at=None)

    def note(self, kind: Notice, *, conference, reference: str, dedupe_key: str, why: str, now: datetime):
        """Put a call on the list, in the caller's transaction; the same `dedupe_key` gives the same row."""
        task, _created = self.get_or_create(
            dedupe_key=dedupe_key,
            defaults={
                "conference_id": conference.pk,
                "kind": kind,
                "reference": reference,
                "why": why,
                "created_at": now,
            },
        )
        return task


class CallTask(models.Model):
    """One person to tell one thing. `reference` is what staff call the registration: its code."""

    class Why(models.TextChoices):
        NO_ADDRESS = "no_address", _("no e-mail address")
        RETURNED = "returned", _("the letter came back")
        RESTRICTED = "restricted", _("the person had the use of the data restricted")
        NOT_SENT = "not_sent", _("the letter could not be sent")

    class Outcome(models.TextChoices):
        CALLED = "called", _("Reached by phone")
        POSTED = "posted", _("Sent by post")
        NOT_REACHED = "not_reached", _("Could not be reached")

    conference = models.ForeignKey(
        "conferences.ConferencePage", on_delete=models.CASCADE, related_name="calls", verbose_name=_("conference")
    )
    kind = models.CharField(_("what to tell"), max_length=20, choices=Notice)
    reference = models.CharField(_("form"), max_length=60)
    dedupe_key = models.CharField(max_length=200, unique=True, editable=False)
    why = models.CharField(_("why by phone"), max_length=12, choices=Why)
    created_at = models.DateTimeField(_("noted at"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    note = models.CharField(_("remark"), max_length=200, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    done_by_name = models.CharField(max_length=310, blank=True, editable=False)

    objects = CallTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        default_permissions = ("view", "change")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["conference", "created_at"], name="call_open", condition=models.Q(done_at=None)),
            models.Index(fields=["reference"], name="call_reference"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, outcome="")
                | (models.Q(done_at__isnull=False) & ~models.Q(outcome="")),
                name="call_done_has_outcome",
            )
        ]

    def __str__(self):
        return f"{self.reference}: {self.get_kind_display()}"

    def finish(self, outcome: str, *, actor, now: datetime, note: str = "") -> bool:
        """Tick it off. False when somebody else has done so meanwhile; nothing is overwritten then."""
        return self._change(
            self._waiting(),
            outcome=self.Outcome(outcome),
            note=clean_line(note)[:200],
            done_at=now,
            done_by=actor,
            done_by_name=actor.get_full_name() or actor.get_username(),
        )

    def reopen(self) -> bool:
        """Take the tick back. False when it had none."""
        done = type(self).objects.filter(pk=self.pk, done_at__isnull=False)
        return self._change(done, outcome="", note="", done_at=None, done_by=None, done_by_name="")

    def _waiting(self):
        return type(self).objects.filter(pk=self.pk, done_at=None)

    def _change(self, rows, **facts) -> bool:
        changed = rows.update(**facts)
        self.refresh_from_db()
        return bool(changed)


def contacts_of(tasks) -> dict[str, CallContact]:
    """How to reach the people of these `tasks`, by reference; those nobody knows are missing."""
    contacts: dict[str, CallContact] = {}
    references = sorted({task.reference for task in tasks})
    for _receiver, known in asking_for_contacts.send(CallTask, references=references):
        contacts.update(known or {})
    return contacts
