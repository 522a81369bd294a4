"""A person has had the use of the own data restricted, or has objected to it: it is kept, and used no more."""

from datetime import datetime

from django.db import transaction

from cms.history import MoveNotAllowedError
from cms.outbox.models import Message
from cms.text import clean
from plans.correspondence.notices import about

from .event import RegistrationEvent

_NOT_LEFT = (Message.State.QUEUED, Message.State.FAILED)


class Restricting:
    """Restricting and lifting it, mixed into the model.

    While restricted no notice is sent (the office sees on its list of calls what has to be said all the same), no
    question is published and no copy of the register holds the form. Answers that are owed stay owed.
    """

    def restrict(self, *, actor, reason: str, now: datetime) -> bool:
        """From now on; letters that have not left never will, what is published goes. False where it was before."""
        with transaction.atomic():
            if not self._set_restricted(None, now):
                return False
            self._note(RegistrationEvent.RESTRICTED, actor, reason, now)
            waiting = Message.objects.filter(about=about(self.conference, self.code), state__in=_NOT_LEFT)
            waiting.forget(now)
            for question in self.questions.filter(published_at__isnull=False):
                question.unpublish(reason=reason, actor=actor, now=now)
        return True

    def lift_restriction(self, *, actor, reason: str, now: datetime) -> None:
        """The data may be used again. Raises MoveNotAllowedError where nothing is restricted."""
        with transaction.atomic():
            if self.restricted_at is None or not self._set_restricted(self.restricted_at, None):
                raise MoveNotAllowedError
            self._note(RegistrationEvent.RESTRICTION_LIFTED, actor, reason, now)

    def _set_restricted(self, before: datetime | None, after: datetime | None) -> bool:
        mine = type(self).objects.filter(pk=self.pk)
        mine = mine.filter(restricted_at=before) if before else mine.filter(restricted_at__isnull=True)
        is_changed = bool(mine.update(restricted_at=after))
        self.refresh_from_db()
        return is_changed

    def _note(self, what: str, actor, reason: str, now: datetime) -> None:
        subject = RegistrationEvent.Subject.NOTE
        self.events.create(at=now, actor=actor, subject=subject, to_state=what, reason=clean(reason))
