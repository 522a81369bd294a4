"""The two independent states of a registration, the form's and the seat's, and who may follow whom.

They are independent because a person may lose the seat and still be owed an answer.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormState(models.TextChoices):
    """Where the form stands with the office."""

    SENT = "sent", _("Sent")
    HELD_FOR_CHECK = "held_for_check", _("Held for a check")
    INCOMPLETE = "incomplete", _("Waiting for additions")
    VALID = "valid", _("Valid")
    LATE = "late", _("Sent late")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")


class Seat(models.TextChoices):
    """What the person has in the hall."""

    NOT_WANTED = "not_wanted", _("Written answer only")
    HELD = "held", _("Seat held")
    WAITING = "waiting", _("Waiting list")
    ABSENT = "absent", _("Absence reported")
    ATTENDED = "attended", _("Attended")
    NO_SHOW = "no_show", _("Did not come")
    WALK_IN = "walk_in", _("Came without registration")
    ONLINE = "online", _("Takes part online")
    RELEASED = "released", _("Given up")


class Channel(models.TextChoices):
    """How the form reached the office."""

    ONLINE = "online", _("Online")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in_person", _("In person")


ENDED_FORMS = (FormState.WITHDRAWN, FormState.MERGED)
# In time and not held for a check, or looked at by a person: these may get a seat by themselves.
REVIEWED_FORMS = (FormState.SENT, FormState.INCOMPLETE, FormState.VALID)
CHECKED_IN = (Seat.ATTENDED, Seat.WALK_IN)
SEATS_TAKEN = (Seat.HELD, Seat.ATTENDED)

# What a clerk may do by hand. Withdrawn is final; merging has a screen of its own.
FORM_MOVES = {
    FormState.SENT: (FormState.VALID, FormState.INCOMPLETE, FormState.HELD_FOR_CHECK, FormState.WITHDRAWN),
    FormState.HELD_FOR_CHECK: (FormState.VALID, FormState.SENT, FormState.INCOMPLETE, FormState.WITHDRAWN),
    FormState.INCOMPLETE: (FormState.VALID, FormState.SENT, FormState.WITHDRAWN),
    FormState.VALID: (FormState.INCOMPLETE, FormState.HELD_FOR_CHECK, FormState.WITHDRAWN),
    FormState.LATE: (FormState.VALID, FormState.INCOMPLETE, FormState.HELD_FOR_CHECK, FormState.WITHDRAWN),
    FormState.WITHDRAWN: (),
    FormState.MERGED: (),
}
SEAT_MOVES = {
    Seat.NOT_WANTED: (Seat.HELD, Seat.WAITING),
    Seat.ONLINE: (Seat.HELD, Seat.WAITING, Seat.ABSENT, Seat.NOT_WANTED),
    Seat.HELD: (Seat.WAITING, Seat.ABSENT, Seat.ATTENDED, Seat.NO_SHOW, Seat.NOT_WANTED),
    Seat.WAITING: (Seat.HELD, Seat.ABSENT, Seat.NOT_WANTED, Seat.WALK_IN),
    Seat.ABSENT: (Seat.HELD, Seat.WAITING),
    Seat.ATTENDED: (Seat.HELD,),
    Seat.NO_SHOW: (Seat.HELD, Seat.ATTENDED),
    Seat.WALK_IN: (Seat.WAITING,),
    Seat.RELEASED: (),
}
# What ends together with the form; who has come or stayed away has done so whatever becomes of the form.
SEATS_RELEASED = (Seat.HELD, Seat.WAITING, Seat.ONLINE)

# What made the rules look twice; `signs` of a registration holds the keys.
SIGN_LABELS = {
    "trap_filled": _("the hidden box was filled in"),
    "trap_missing": _("the hidden box was missing"),
    "too_fast": _("sent within three seconds"),
    "same_contact": _("the phone or e-mail is on another form of this conference"),
    "phone_confirmed": _("phone number of an unknown range, confirmed by the sender"),
    "tax_code_confirmed": _("tax code with a wrong check digit, confirmed by the sender"),
    "letter_refused": _("no letter could be written to the e-mail address; tell the sender in another way"),
    "mixed_scripts": _("letters of different scripts in the name"),
}
