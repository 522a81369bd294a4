"""Letters that answer in writing, and the evidence that they left: number, day, way, where to."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.history import MoveNotAllowedError, StateChangedError, compare_and_set
from cms.text import clean, clean_line
from plans.typesetting.lines import in_vietnamese

from .rights import Rights
from .states import LETTER_STATES, QuestionState


def private_storage():
    """Where letters lie: below no public address."""
    return storages["private"]


class LetterWay(models.TextChoices):
    """How a letter reaches its reader."""

    POST = "post", gettext_lazy("By post")
    EMAIL = "email", gettext_lazy("By e-mail")
    COLLECT = "collect", gettext_lazy("Collected at the office")


def address_of(registration) -> str:
    """Where the answer goes as the person asked for it, on one line; empty where that is not known."""
    if registration is None:
        return ""
    if registration.answer_by == registration.AnswerBy.EMAIL:
        return registration.email
    if registration.answer_by == registration.AnswerBy.COLLECT:
        with in_vietnamese():
            return _("Collected at the office")
    return postal_address_of(registration)


def postal_address_of(registration) -> str:
    """House, commune and province on one line."""
    parts = (registration.postal_address, registration.commune, registration.province)
    return ", ".join(" ".join(str(part).split()) for part in parts if part)


class LetterQuerySet(models.QuerySet):
    """Letters, the latest first."""

    def unsent(self):
        """Those still to leave."""
        return self.filter(sent_at__isnull=True)

    def readable_by(self, user):
        """For those of the office who may read every question."""
        rights = Rights(user)
        if not rights.reads_papers:
            return self.none()
        if rights.handles_complaints:
            return self
        restricted = self.model.questions.rel.related_model.objects.filter(is_restricted=True, letter__isnull=False)
        return self.exclude(pk__in=restricted.values("letter"))

    def prepare(
        self, questions: Sequence, *, way: str, sent_to: str, actor, now: datetime, text: str = ""
    ) -> "Letter":
        """One letter that will answer `questions`, all of one form (or a single one without form).

        Raises MoveNotAllowedError where they do not belong together, are not to be answered in writing or already
        have a letter.
        """
        if not questions:
            raise MoveNotAllowedError(_("Choose the questions the letter answers."))
        first = questions[0]
        together = {(question.conference_id, question.registration_id) for question in questions}
        if len(together) > 1 or (first.registration_id is None and len(questions) > 1):
            raise MoveNotAllowedError(_("One letter answers the questions of one person."))
        with transaction.atomic():
            letter = self.create(
                registration_id=first.registration_id,
                conference_id=first.conference_id,
                way=way,
                sent_to=clean_line(sent_to)[:500],
                text=clean(text),
                created_at=now,
                actor=actor,
            )
            for question in questions:
                question.refuse_if_changed_since(None)
                if question.state not in LETTER_STATES or question.has_unsent_letter:
                    raise MoveNotAllowedError(
                        _("%(question)s is not waiting for a letter any more.") % {"question": question.reference}
                    )
                type(question).objects.filter(pk=question.pk).update(letter=letter)
                question.refresh_from_db()
                question.add_note(_("A letter is being prepared."), actor=actor, now=now)
            letter.answers_sha256 = letter.digest_of_answers()
            letter.save(update_fields=["answers_sha256"])
        return letter


class Letter(models.Model):
    """One letter of the dispatch register (sổ công văn đi); it may answer several questions of one person.

    Without number and day of dispatch it is only prepared. `sent_to` is the address it went to, as it was then.
    """

    registration = models.ForeignKey(
        "registrations.Registration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=gettext_lazy("registration"),
    )
    conference = models.ForeignKey(
        "conferences.ConferencePage",
        on_delete=models.PROTECT,
        related_name="letters",
        verbose_name=gettext_lazy("conference"),
    )
    number = models.CharField(gettext_lazy("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(gettext_lazy("day of the letter"), null=True, blank=True)
    way = models.CharField(gettext_lazy("sent"), max_length=10, choices=LetterWay)
    sent_to = models.CharField(gettext_lazy("sent to"), max_length=500, blank=True)
    sent_at = models.DateTimeField(gettext_lazy("sent at"), null=True, blank=True)
    text = models.TextField(gettext_lazy("text"), max_length=60_000, blank=True)
    # The answers its words were made from, or somebody compared them with; "" where that is not known.
    answers_sha256 = models.CharField(max_length=64, blank=True, editable=False, default="")
    document = models.FileField(
        gettext_lazy("signed letter"), storage=private_storage, upload_to="letters/", max_length=200, blank=True
    )
    created_at = models.DateTimeField(gettext_lazy("prepared at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("done by"),
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("letter")
        verbose_name_plural = gettext_lazy("letters")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True)
                | (~models.Q(number="") & models.Q(issued_on__isnull=False) & ~models.Q(sent_to="")),
                name="letter_sent_with_evidence",
            ),
        ]

    def __str__(self):
        return self.number or f"#{self.pk}"

    def digest_of_answers(self) -> str:
        """What the answers to its questions say now, shortened."""
        answers = [(question.pk, question.answer) for question in self.questions.all()]
        return hashlib.sha256(json.dumps(sorted(answers)).encode()).hexdigest()

    @property
    def is_outdated(self) -> bool:
        """Whether an answer has changed since its words were made, so that they are not the approved ones."""
        is_open = self.sent_at is None and bool(self.answers_sha256)
        return is_open and self.answers_sha256 != self.digest_of_answers()

    def write(self, text: str, *, answers: str, instead_of: str) -> bool:
        """Give a letter that has not left other words.

        `answers` are those somebody compared them with, as `digest_of_answers` gives them. False when its words are
        no longer `instead_of`, or it has left.
        """
        mine = type(self).objects.filter(pk=self.pk, sent_at__isnull=True, text=instead_of)
        is_changed = bool(mine.update(text=clean(text), answers_sha256=answers))
        self.refresh_from_db()
        return is_changed

    def send(self, *, number: str, issued_on: date, way: str, sent_to: str, actor, now: datetime, document=None):
        """It has left: enter it into the dispatch register and settle the questions it answers.

        Raises MoveNotAllowedError without number, day or address, for a day to come, while an answer is not approved
        or where one was approved anew after the words were written; StateChangedError when somebody has entered it
        meanwhile.
        """
        number, sent_to = clean_line(number), clean_line(sent_to)
        if not number or not sent_to or issued_on is None:
            raise MoveNotAllowedError(_("Enter number, day and the address the letter went to."))
        if issued_on > timezone.localdate(now):
            raise MoveNotAllowedError(_("The day of the letter lies in the future."))
        evidence = {"number": number, "issued_on": issued_on, "way": way, "sent_to": sent_to[:500]}
        with transaction.atomic():
            compare_and_set(self, "sent_at", expected=None, to=now, **evidence)
            if document:
                self.document.save(f"{secrets.token_hex(16)}{Path(document.name).suffix.lower()}", document)
            for question in self.questions.order_by("number"):
                question.refuse_if_changed_since(None)
            if self.answers_sha256 not in ("", self.digest_of_answers()):
                raise MoveNotAllowedError(
                    _("An answer was approved anew after this letter was prepared. Make its text anew first.")
                )
            for question in self.questions.order_by("number"):
                if question.state in LETTER_STATES:
                    self._settle(question, actor, now)

    def discard(self, *, actor, now: datetime) -> None:
        """The prepared letter is not needed; its questions wait for another one."""
        with transaction.atomic():
            fresh = type(self).objects.select_for_update().filter(pk=self.pk, sent_at__isnull=True).first()
            if fresh is None:
                raise StateChangedError("sent")
            for question in self.questions.all():
                question.add_note(_("The prepared letter was discarded."), actor=actor, now=now)
            self.questions.update(letter=None)
            self.delete()

    def _settle(self, question, actor, now: datetime) -> None:
        if not question.answer:
            raise MoveNotAllowedError(
                _("The answer to %(question)s is not approved yet.") % {"question": question.reference}
            )
        said = _("Letter no. %(number)s of %(day)s, %(way)s.") % {
            "number": self.number,
            "day": f"{self.issued_on:%d/%m/%Y}",
            "way": self.get_way_display().lower(),
        }
        question.move(
            QuestionState.SENT_IN_WRITING,
            expected=question.state,
            actor=actor,
            reason=said,
            public_note=said,
            now=now,
        )
