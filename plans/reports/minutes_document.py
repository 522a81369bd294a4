"""Minutes as a text to edit and as a document (sample 1.9 of Decree 30/2020, annex III)."""

from django.utils.translation import gettext as _

from plans.conferences.dossier import CALLED_OFF, Dossier
from plans.questions.ledger import ledger_of
from plans.questions.models import Question, QuestionState
from plans.questions.states import BEING_PREPARED, ESCALATED
from plans.typesetting.document import Heading, Items, OfficialDocument, Paragraph, Part, Signer, as_tuple
from plans.typesetting.lines import in_vietnamese
from plans.typesetting.plain_text import parts_of, text_of

from .attendance import attendance_of
from .letterhead import OPEN_PLACE, Letterhead
from .wording import (
    attendance_sentence,
    escalated_sentence,
    ledger_rows,
    ledger_sentence,
    moment_in_words,
    short_day,
    venues_of,
)


def first_text(conference, *, chair: str = "", chair_title: str = "", secretary: str = "") -> str:
    """The minutes as the data tells them, in Vietnamese; names nobody who asked."""
    with in_vietnamese():
        writer = _Writer(conference, chair, chair_title, secretary)
        return text_of(as_tuple(writer.parts()))


def document_of(minutes) -> OfficialDocument:
    """The minutes ready to be set."""
    conference = minutes.conference
    with in_vietnamese():
        head = Letterhead.of(conference)
        return OfficialDocument(
            **head.heading,
            number=minutes.number,
            symbol=head.symbol("BB"),
            kind=_("MINUTES"),
            subject=conference.title,
            body=parts_of(minutes.text),
            signers=(Signer(_("SECRETARY"), minutes.secretary), Signer(_("CHAIR"), minutes.chair)),
            recipients=(_("Superior authority (report)"), _("Kept: records, file of the conference")),
        )


class _Writer:
    def __init__(self, conference, chair: str, chair_title: str, secretary: str):
        self.conference = conference
        self.chair = ", ".join(part for part in (chair, chair_title) if part) or OPEN_PLACE
        self.secretary = secretary or OPEN_PLACE
        self.dossier = Dossier.objects.of(conference)
        self.called_off = self.dossier.latest_event(*CALLED_OFF)
        questions = Question.objects.filter(conference=conference)
        self.ledger = ledger_of(questions)
        # What few may read stays out of a paper that many get; it is in the numbers.
        self.questions = list(
            questions.filter(is_restricted=False).select_related("escalation", "registration").order_by("pk")
        )

    def parts(self) -> list[Part]:
        """Everything in order."""
        started = self.dossier.started_at or self.conference.starts_at
        ended = self.dossier.ended_at or self.conference.ends_at
        opening = [
            Paragraph(_("Beginning: {moment}").format(moment=moment_in_words(started))),
            Paragraph(_("Place: {venues}").format(venues=venues_of(self.conference))),
            Heading(_("Participants"), label="I."),
            Paragraph(_("Chair: {name}").format(name=self.chair)),
            Paragraph(_("Secretary (writes the minutes): {name}").format(name=self.secretary)),
            Paragraph(attendance_sentence(attendance_of([self.conference.pk]))),
        ]
        if self.called_off:
            return [*opening, *self._not_held()]
        return [
            *opening,
            *self._numbers(),
            *self._questions(),
            Heading(_("Conclusion"), label="III."),
            Paragraph(_("The chair concluded: {room}").format(room=OPEN_PLACE)),
            Paragraph(_("The conference ended at {moment}.").format(moment=moment_in_words(ended))),
        ]

    def _not_held(self) -> list[Part]:
        why = self.called_off.reason or self.called_off.public_note or OPEN_PLACE
        return [
            Heading(_("The conference did not take place"), label="II."),
            Paragraph(_("Reason: {reason}").format(reason=why)),
            Paragraph(_("All questions that were received are answered in writing.")),
            *self._ledger(),
            Paragraph(_("The minutes were finished on the same day.")),
        ]

    def _numbers(self) -> list[Part]:
        return [Heading(_("Course of the conference"), label="II."), *self._ledger()]

    def _ledger(self) -> list[Part]:
        rows = [f"{label}: {number}" for label, number in ledger_rows(self.ledger)]
        return [
            Heading(_("Questions received: {number}").format(number=self.ledger.received), level=2, label="1."),
            Items(tuple(rows)),
            Paragraph(ledger_sentence(self.ledger)),
        ]

    def _questions(self) -> list[Part]:
        there = [one for one in self.questions if one.state == QuestionState.ANSWERED_AT_CONFERENCE]
        owed = [one for one in self.questions if one.state in (*BEING_PREPARED, QuestionState.OWED)]
        upward = [one for one in self.questions if one.state in ESCALATED]
        parts: list[Part] = [Heading(_("Questions answered at the conference"), level=2, label="2.")]
        for place, question in enumerate(there, 1):
            parts.append(Paragraph(_("Question {number}: {text}").format(number=place, text=_one_line(question.text))))
            answer = _one_line(question.answer) or OPEN_PLACE
            parts.append(Paragraph(_("Answer: {text}").format(text=answer)))
        parts.append(Heading(_("Questions to be answered in writing"), level=2, label="3."))
        parts.append(Items(tuple(self._owed(one) for one in owed)))
        parts.append(Heading(_("Questions beyond authority"), level=2, label="4."))
        parts.append(Items(tuple(f"{_one_line(one.text)} {escalated_sentence(one)}" for one in upward)))
        return parts

    def _owed(self, question) -> str:
        text = _one_line(question.text)
        if not question.due_on:
            return text
        return _("{text} (answer by {day})").format(text=text, day=short_day(question.due_on))


def _one_line(text: str) -> str:
    return " ".join(text.split())
