"""What the portal writes as long as the office has not put it into its own words."""

from dataclasses import dataclass

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from .kinds import Notice


@dataclass(frozen=True)
class Wording:
    """Subject and text of a letter, with placeholders."""

    subject: str
    text: str


_OWN_PAGE = _("The state of your form and the next steps:\n{link}")
_CONTACT = _("Questions: {contact}")
_SIGNATURE = "{office}"

_DEFAULTS: dict[Notice, tuple[str, tuple[str, ...]]] = {
    Notice.RECEIVED: (
        _("Registration {code} received"),
        (
            _("{office} has received a registration form with this e-mail address."),
            _("Code: {code}\nConference: {conference}\nTime: {time} (Vietnam time)\nPlace: {place}"),
            _("The receipt, with the state of the form and the next steps:\n{link}"),
            _("If you have not sent a form, you need not do anything; somebody has mistyped an address."),
            _CONTACT,
        ),
    ),
    Notice.INVITATION: (
        _("Invitation: {conference}"),
        (
            _("{office} invites you to the conference for which you have registered."),
            _(
                "Conference: {conference}\nTime: {time} (Vietnam time)\nPlace: {place}\n"
                "Seats held for you: {seats}\nCode: {code}"
            ),
            "{note}",
            _("Please bring the code; it is asked for at the entrance. If you cannot come, tell us here:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.SEAT_GIVEN: (
        _("A seat is now held for you: {conference}"),
        (
            _("A seat has become free, and it is held for you. You need not do anything if you come."),
            _(
                "Conference: {conference}\nTime: {time} (Vietnam time)\nPlace: {place}\n"
                "Seats held for you: {seats}\nCode: {code}"
            ),
            _("If you cannot come, please tell us here, so that the next person gets the seat:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.WAITING_ENDED: (
        _("No seat has become free: {conference}"),
        (
            _("The waiting list for this conference has ended, and no seat has become free for you. We are sorry."),
            _("Conference: {conference}\nTime: {time} (Vietnam time)\nCode: {code}"),
            _("Your questions are not lost: each of them is answered in writing.\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.INCOMPLETE: (
        _("Please add to your form {code}"),
        (
            _("Something is missing in the registration form {code}."),
            _("What is needed: {note}\nUntil: {until}"),
            _("Here you can add it:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.CHANGED: (
        _("Time or place changed: {conference}"),
        (
            _("Time or place of the conference for which you have registered have changed."),
            _(
                "Conference: {conference}\nNew time: {time} (Vietnam time)\nNew place: {place}\n"
                "Time before: {old_time}\nPlace before: {old_place}"
            ),
            _("Reason: {note}"),
            _("Your registration {code} stays valid. If you cannot come now, please tell us here:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.CANCELLED: (
        _("Cancelled: {conference}"),
        (
            _("The conference for which you have registered is cancelled."),
            _("Conference: {conference}\nIt was planned for: {time} (Vietnam time)\nReason: {note}"),
            _("The questions you have handed in with the form {code} stay with the office and are answered:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.NOT_HELD: (
        _("Did not come about: {conference}"),
        (
            _("The conference for which you had registered did not come about."),
            _("Conference: {conference}\nIt was planned for: {time} (Vietnam time)\nReason: {note}"),
            _("The questions you have handed in with the form {code} stay with the office and are answered:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.REMINDER: (
        _("Reminder: {conference}"),
        (
            _("The conference for which you have registered takes place soon."),
            _("Conference: {conference}\nTime: {time} (Vietnam time)\nPlace: {place}\nCode: {code}"),
            _("If you cannot come, please tell us here:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.ABSENCE_NOTED: (
        _("We have noted that you cannot come: form {code}"),
        (
            _("You have told us that you cannot come. Your seat is given to somebody else."),
            _("Conference: {conference}\nCode: {code}"),
            _("Your questions are not lost: each of them is answered in writing.\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.WITHDRAWN: (
        _("Registration {code} withdrawn"),
        (
            _("The registration form {code} is withdrawn, as you have asked. It is not handled any further."),
            _("Conference: {conference}"),
            _("If it was not you who withdrew it, please call us."),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.CODE_AGAIN: (
        _("Your registration code {code}"),
        (
            _("Somebody has asked on our website to send the code of this registration again."),
            _("Conference: {conference}\nCode: {code}"),
            _OWN_PAGE,
            _("If it was not you, you need not do anything; the code goes to this address only."),
            _CONTACT,
        ),
    ),
    Notice.ANSWERED: (
        _("Your question has been answered: form {code}"),
        (
            _("{office} has answered a question you have handed in."),
            _("Code of the form: {code}\nQuestion no.: {question}\nLetter: {letter}"),
            _("You can read the answer here:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
    Notice.FORWARDED: (
        _("Your question has been passed on: form {code}"),
        (
            _("A question you have handed in is decided by another office; we have passed it on to that office."),
            _("Code of the form: {code}\nQuestion no.: {question}\nLetter: {letter}\nPassed on to: {note}"),
            _("As soon as there is an answer, you find it here:\n{link}"),
            _CONTACT,
            _SIGNATURE,
        ),
    ),
}


def default_wording(kind: Notice, language: str) -> Wording:
    """The portal's own words for `kind` in `language` ("vi", "en")."""
    subject, paragraphs = _DEFAULTS[kind]
    with override(language):
        return Wording(_said(subject), "\n\n".join(_said(paragraph) for paragraph in paragraphs))


def _said(text: str) -> str:
    """`text` in the language in force; a paragraph that is nothing but a placeholder needs no translation."""
    return gettext(text) if " " in text else text
