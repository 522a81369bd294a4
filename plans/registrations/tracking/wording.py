"""Where things stand, in the words a citizen understands. Internal steps and doubts are not told apart."""

from django.utils.translation import gettext_lazy as _

from plans.questions.models import QuestionState

from ..event import RegistrationEvent
from ..states import FormState, Seat

S = QuestionState

# A form held for a check says the same as any other: robots learn nothing, and nobody is put under suspicion.
FORM_WORDS = {
    FormState.SENT: _("Received; the office is reading it"),
    FormState.HELD_FOR_CHECK: _("Received; the office is reading it"),
    FormState.INCOMPLETE: _("Something is missing; please add it"),
    FormState.VALID: _("Accepted"),
    FormState.LATE: _("Received after the registration period"),
    FormState.WITHDRAWN: _("Withdrawn"),
    FormState.MERGED: _("Merged with another form of yours"),
}
_RECEIVED = _("Received by the office")
_PREPARED = _("The answer is being prepared")
QUESTION_WORDS = {
    S.RECEIVED: _RECEIVED,
    S.CLASSIFIED: _RECEIVED,
    S.EXCLUSION_PROPOSED: _RECEIVED,
    S.ASSIGNED: _PREPARED,
    S.DRAFTED: _PREPARED,
    S.SUBMITTED: _PREPARED,
    S.APPROVED: _PREPARED,
    S.ANSWERED_AT_CONFERENCE: _("Answered at the conference"),
    S.OWED: _("To be answered in writing"),
    S.SENT_IN_WRITING: _("Answered in writing"),
    S.EXCLUDED: _("Not for the dialogue: complaints and denunciations have a procedure of their own"),
    S.OTHER_OFFICE: _("Belongs to another office"),
    S.BEYOND_AUTHORITY: _("Beyond the authority of this office; noted for the report to the superior authority"),
    S.REPORTED_UPWARD: _("Reported to the superior authority"),
    S.SUPERIOR_REPLIED: _("The superior authority has replied; the answer is on its way to you"),
    S.MERGED: _("Answered together with another question on the same matter"),
    S.WITHDRAWN: _("Withdrawn"),
    S.REOPENED: _("Taken up again"),
}
_FORM_HISTORY = {
    FormState.SENT: _("The form was received"),
    FormState.HELD_FOR_CHECK: _("The form was received"),
    FormState.LATE: _("The form was received after the registration period"),
    FormState.INCOMPLETE: _("The office asked for additions"),
    FormState.VALID: _("The office accepted the form"),
    FormState.WITHDRAWN: _("The form was withdrawn"),
    FormState.MERGED: _("The form was merged with another one"),
}
_SEAT_HISTORY = {
    Seat.HELD: _("A seat is held"),
    Seat.WAITING: _("Put on the waiting list"),
    Seat.ABSENT: _("Absence noted; the answer comes in writing"),
    Seat.ATTENDED: _("Checked in at the conference"),
    Seat.WALK_IN: _("Checked in at the conference"),
    Seat.NO_SHOW: _("Not checked in by the end of the conference"),
    Seat.ONLINE: _("Takes part online"),
    Seat.NOT_WANTED: _("A written answer is wanted"),
    Seat.RELEASED: _("The seat was given up"),
}
_SENDER_HISTORY = {
    RegistrationEvent.CHANGED: _("You corrected the form"),
    RegistrationEvent.CONFIRMED: _("You said that you will come"),
    RegistrationEvent.NO_REMINDERS: _("You withdrew your consent to reminders"),
    RegistrationEvent.RESTRICTED: _("The use of your data is restricted, as you asked"),
    RegistrationEvent.RESTRICTION_LIFTED: _("The use of your data is no longer restricted"),
}


def said_of_form_event(event: RegistrationEvent):
    """One line of the history, or "" for what is of no concern to the sender."""
    subject = RegistrationEvent.Subject
    if event.subject == subject.SEAT:
        return _SEAT_HISTORY.get(event.to_state, "")
    if event.subject == subject.NOTE:
        return _SENDER_HISTORY.get(event.to_state, "")
    if event.from_state and event.to_state in (FormState.SENT, FormState.HELD_FOR_CHECK):
        return ""
    return _FORM_HISTORY.get(event.to_state, "")


def said_of_question_event(event):
    """What changed for the asker by this step, or ""."""
    after = QUESTION_WORDS.get(event.to_state, "")
    is_first = event.from_state in ("", event.to_state)
    return "" if is_first or after == QUESTION_WORDS.get(event.from_state) else after
