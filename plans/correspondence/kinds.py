"""The occasions on which the office writes to somebody who registered."""

from django.conf import settings
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
# Who cannot be reached by e-mail is told of these by phone or by post.
BY_PHONE_OTHERWISE = (
    Notice.CHANGED,
    Notice.CANCELLED,
    Notice.NOT_HELD,
    Notice.SEAT_GIVEN,
    Notice.WAITING_ENDED,
    Notice.INCOMPLETE,
)
# Letters are written in the languages of the site: pairs of code and name.
WRITTEN_LANGUAGES = settings.LANGUAGES


def kind_of(purpose: str) -> Notice | None:
    """The kind of a message in the outbox; None for what is not a letter to somebody who registered."""
    prefix, _dot, value = purpose.partition(".")
    return Notice(value) if prefix == "notice" and value in Notice.values else None
