"""Polls: a question with choices, open for a time, in several languages with one ballot box.

The translations of a poll share its translation_key. The first row of such a group, the one the
others were translated from, is *canonical*: its dates, its choices and their order count in every
language, and ballots refer to it. Translations lend their words only.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.text import clean, clean_line

from .events import PollEvent
from .querysets import PollChoiceQuerySet, PollQuerySet


class State(models.TextChoices):
    """Where a poll stands; derived from its facts and the moment, never stored."""

    DRAFT = "draft", _("not published")
    UPCOMING = "upcoming", _("not open yet")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class PollManager(models.Manager.from_queryset(PollQuerySet)):
    """Finding polls."""

    def canonical_of(self, pk: int) -> "Poll | None":
        """The canonical row of the group to which poll `pk` belongs, published or not."""
        group = self.filter(pk=pk).values("translation_key")
        return self.filter(translation_key__in=group).order_by("pk").first()


class Poll(index.Indexed, TranslatableMixin, ClusterableModel):
    """A question to the visitors of the site. One choice per ballot."""

    question = models.CharField(_("question"), max_length=300)
    method_note = models.TextField(
        _("note on method"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Who asks, for what purpose. That a site poll is no scientific survey is said under every result anyway."
        ),
    )
    starts_at = models.DateTimeField(_("opens at"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("closes at"), null=True, blank=True, help_text=_("Leave empty to keep the poll open until further notice.")
    )
    is_published = models.BooleanField(
        _("published"), default=False, help_text=_("Only a published poll is shown and takes votes.")
    )

    objects = PollManager()

    override_translatable_fields = [
        SynchronizedField("starts_at", overridable=False),
        SynchronizedField("ends_at", overridable=False),
        SynchronizedField("is_published", overridable=False),
    ]
    search_fields = [
        index.SearchField("question"),
        index.AutocompleteField("question"),
        index.FilterField("locale_id"),
    ]

    #: Who makes the changes that `save` or `delete` is about to log; None when no person is known.
    acting_user = None

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        permissions = [("publish_poll", _("Can publish polls"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="poll_closes_after_opening",
                violation_error_message=_("The poll must close after it opens."),
            )
        ]
        indexes = [models.Index(fields=["-starts_at"], name="polls_by_opening")]

    def __str__(self):
        return self.question

    def get_absolute_url(self) -> str:
        """The live page of this poll in the current language."""
        return reverse("polls:poll", args=[self.pk])

    def state(self, now: datetime) -> State:
        """Where this poll stands at `now`; meaningful for canonical polls."""
        if not self.is_published:
            return State.DRAFT
        if now < self.starts_at:
            return State.UPCOMING
        return State.OPEN if self.ends_at is None or now < self.ends_at else State.CLOSED

    def is_canonical(self) -> bool:
        """Whether this row is the first of its group (one query); a new poll of its own is."""
        earlier = Poll.objects.filter(translation_key=self.translation_key)
        return not (earlier.filter(pk__lt=self.pk) if self.pk else earlier).exists()

    def clean(self):
        """Make the words clean Vietnamese; what has no visible letter counts as missing."""
        super().clean()
        self.question = clean_line(self.question or "")
        self.method_note = clean(self.method_note or "")
        if not self.question:
            raise ValidationError({"question": _("Please write the question.")})

    def save(self, **kwargs):
        """Save the poll with its choices and log what changed, in one transaction.

        Raises ValidationError when the change would falsify ballots already cast: the row is locked
        first, so this holds however many votes arrive meanwhile.
        """
        with transaction.atomic():
            stored = Poll.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None
            before = stored.facts() if stored else {}
            is_canonical = self.is_canonical()
            choices = self.choices_in_order()
            if is_canonical:
                _refuse_same_text(choices)
                if stored and stored.ballots.exists():
                    _refuse_falsifying(stored, self.question, choices)
            for position, choice in enumerate(choices):
                choice.sort_order = position
            super().save(**kwargs)
            after = Poll.objects.get(pk=self.pk).facts()
            changed = [name for name in after if before.get(name) != after[name]]
            if changed:
                What = PollEvent.What  # noqa: N806 - a class
                what = (What.CHANGED if stored else What.CREATED) if is_canonical else What.TRANSLATED
                PollEvent.objects.create(
                    poll=self,
                    question=self.question,
                    what=what,
                    before={name: before[name] for name in changed if name in before},
                    after={name: after[name] for name in changed},
                    actor=self.acting_user,
                )

    def choices_in_order(self) -> list["PollChoice"]:
        """The choices as they stand in memory, those just added at the end."""
        return sorted(self.choices.all(), key=lambda choice: (choice.sort_order is None, choice.sort_order or 0))

    def facts(self) -> dict:
        """What the log compares: the poll's stored facts by name."""
        return {
            "question": self.question,
            "method_note": self.method_note,
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at and self.ends_at.isoformat(),
            "is_published": self.is_published,
            "choices": [[choice.text, choice.is_withdrawn] for choice in self.choices_in_order()],
        }


class PollChoice(TranslatableMixin, Orderable):
    """One answer that can be chosen. With votes it can be withdrawn, but neither removed nor reworded."""

    poll = ParentalKey(Poll, on_delete=models.CASCADE, related_name="choices")
    text = models.CharField(_("choice"), max_length=200)
    is_withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        help_text=_("No longer on offer; votes already cast for it stay in the result."),
    )

    objects = PollChoiceQuerySet.as_manager()

    override_translatable_fields = [SynchronizedField("is_withdrawn", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("choice")
        verbose_name_plural = _("choices")

    def __str__(self):
        return self.text

    def clean(self):
        """Make the text clean Vietnamese; what has no visible letter counts as missing."""
        super().clean()
        self.text = clean_line(self.text or "")
        if not self.text:
            raise ValidationError({"text": _("Please write the choice.")})


def _refuse_same_text(choices: list[PollChoice]) -> None:
    """Two choices that read alike would split one opinion."""
    seen = set()
    for choice in choices:
        key = clean_line(choice.text).casefold()
        if key in seen:
            raise ValidationError(_("The choice “%(text)s” is there twice.") % {"text": choice.text})
        seen.add(key)


def _refuse_falsifying(stored: Poll, question: str, choices: list[PollChoice]) -> None:
    """Once ballots are cast, the question and the choices they answered stay as they were."""
    faults = []
    if question != stored.question:
        faults.append(_("Votes have been cast: the question cannot be changed. Close this poll and open a new one."))
    old = stored.choices_in_order()
    new = {choice.pk: choice for choice in choices}
    for choice in old:
        if choice.pk not in new:
            faults.append(
                _("Votes have been cast: “%(text)s” cannot be removed. Mark it as withdrawn; its votes are kept.")
                % {"text": choice.text}
            )
        elif new[choice.pk].text != choice.text:
            faults.append(
                _(
                    "Votes have been cast: “%(text)s” cannot be reworded. "
                    "Mark it as withdrawn and add a new choice at the end."
                )
                % {"text": choice.text}
            )
    kept = [choice.pk for choice in old if choice.pk in new]
    if [choice.pk for choice in choices][: len(kept)] != kept:
        faults.append(_("Votes have been cast: the order of the choices stays; new choices go to the end."))
    if faults:
        raise ValidationError(faults)
