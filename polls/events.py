"""The log of a poll: who changed what, and when. Rows are added, never changed or removed."""

from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class PollEventQuerySet(models.QuerySet):
    """Events can be added and read only."""

    def update(self, **kwargs):
        raise TypeError("Events of a poll are not changed: add another event that says what is right.")

    def delete(self):
        raise TypeError("Events of a poll are not removed.")


class PollEvent(models.Model):
    """One change of a poll: the actor, the moment, and the changed facts before and after.

    `before` and `after` hold only the facts that differ, by name: question, method_note, starts_at,
    ends_at, is_published, choices (a list of [text, is_withdrawn] in their order). The poll's question
    and the actor's name are kept as text, so that the log outlives both.
    """

    class What(models.TextChoices):
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        TRANSLATED = "translated", _("translation changed")
        DELETED = "deleted", _("deleted")

    poll = models.ForeignKey(
        "polls.Poll", on_delete=models.SET_NULL, null=True, related_name="events", verbose_name=_("poll")
    )
    question = models.CharField(_("question"), max_length=300)
    what = models.CharField(_("what happened"), max_length=12, choices=What)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("actor")
    )
    actor_name = models.CharField(_("name of the actor"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = PollEventQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("poll event")
        verbose_name_plural = _("poll events")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}: {self.question}"

    @property
    def before_in_words(self) -> list[tuple[str, str]]:
        """The changed facts as they were: (label, value) in the reader's language."""
        return _in_words(self.before)

    @property
    def after_in_words(self) -> list[tuple[str, str]]:
        """The changed facts as they are since: (label, value) in the reader's language."""
        return _in_words(self.after)

    def save(self, *args, **kwargs):
        """Only a new event can be saved."""
        if not self._state.adding:
            raise TypeError("Events of a poll are not changed: add another event that says what is right.")
        if self.actor and not self.actor_name:
            self.actor_name = (self.actor.get_full_name() or self.actor.get_username())[:200]
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Events of a poll are not removed.")


_LABELS = {
    "question": _("question"),
    "method_note": _("note on method"),
    "starts_at": _("opens at"),
    "ends_at": _("closes at"),
    "is_published": _("published"),
    "choices": _("choices"),
}


def _in_words(facts: dict) -> list[tuple[str, str]]:
    return [(str(_LABELS[name]), _value_in_words(name, facts[name])) for name in _LABELS if name in facts]


def _value_in_words(name: str, value) -> str:
    if name == "choices":
        return "; ".join(f"{text} ({gettext('withdrawn')})" if is_withdrawn else text for text, is_withdrawn in value)
    if name in {"starts_at", "ends_at"} and value:
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "H:i d/m/Y")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return value or "–"


@receiver(pre_delete, sender="polls.Poll")
def log_deletion(sender, instance, **kwargs):
    """A poll without ballots can be deleted; the log says so and keeps its facts."""
    PollEvent.objects.create(
        question=instance.question, what=PollEvent.What.DELETED, before=instance.facts(), actor=instance.acting_user
    )
