"""The occasions on which the office writes to somebody who registered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.TextChoices):
    """One occasion, one wording. Stored as the part of a message's purpose after "notice."."""

    RECEIVED = "received", _("Registration received")
    INVITATION = "invitation", _("Invitation")
    SEAT_GIVEN = "seat_given", _("Seat given from the waiting list")
    WAITING_ENDED = "waiting_ended", _("Waiting list ended without a seat")
    INCOMPLETE = "incomplete", _("Additions asked for")
    CHANGED = "changed", _("Time or place changed")
    CANCELLED = "cancelled", _("Conference cancelled")
    NOT_HELD = "not_held", _("Conference did not come about")
    REMINDER = "reminder", _("Reminder")
    ABSENCE_NOTED = "absence_noted", _("Absence noted")
    WITHDRAWN = "withdrawn", _("Registration withdrawn")
    CODE_AGAIN = "code_again", _("Code sent again")
    ANSWERED = "answered", _("Question answered")
    FORWARDED = "forwarded", _("Question passed on")

    @property
    def purpose(self) -> str:
        """What the outbox calls these letters."""
        return f"notice.{self.value}"


# Anybody can cause these by typing somebody's address into a public form.
FROM_PUBLIC_FORMS = (Notice.RECEIVED, Notice.CODE_AGAIN)
# Who has no e-mail address is told of these by phone.
BY_PHONE_OTHERWISE = (Notice.CHANGED, Notice.CANCELLED, Notice.NOT_HELD)
