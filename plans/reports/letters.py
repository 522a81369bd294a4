"""Letters to those who are owed an answer: who waits, and what one letter says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cms.text.names import name_key
from plans.conferences.rules import DialogueRules
from plans.questions.letter import LETTER_STATES, address_of, postal_address_of
from plans.questions.models import Letter, LetterWay, Question, QuestionState
from plans.registrations.states import Seat
from plans.typesetting.document import Heading, OfficialDocument, Paragraph, Part
from plans.typesetting.lines import in_vietnamese
from plans.typesetting.plain_text import parts_of, text_of

from .letterhead import Letterhead
from .wording import short_day


@dataclass
class Waiting:
    """One person (or, without form, one question) that a letter is owed to."""

    key: str
    conference: object
    registration: object | None
    questions: list[Question]

    @property
    def is_ready(self) -> bool:
        """Whether every answer is approved, so that one letter can hold them all."""
        return all(question.answer for question in self.questions)

    @property
    def unanswered(self) -> int:
        """How many answers are not approved yet."""
        return sum(1 for question in self.questions if not question.answer)

    @property
    def due_on(self):
        """The first day one of the answers must leave; None where none is set."""
        return min((question.due_on for question in self.questions if question.due_on), default=None)

    @property
    def name_key(self) -> tuple:
        """Where the person stands in a list by names; questions from the hall come first."""
        return name_key(self.registration.full_name if self.registration else "")

    @property
    def is_absent(self) -> bool:
        """Whether the person had reported absence."""
        return _is_absent(self.registration)


def _is_absent(registration) -> bool:
    return registration is not None and registration.seat == Seat.ABSENT


def waiting_for_letters(user, conference=None) -> list[Waiting]:
    """Who waits for a letter nobody has prepared yet, the most pressing first; what `user` may read."""
    questions = (
        Question.objects.readable_by(user)
        .filter(state__in=LETTER_STATES)
        .exclude(letter__sent_at=None, letter__isnull=False)
    )
    if conference is not None:
        questions = questions.filter(conference=conference)
    questions = questions.filter(state__in=[QuestionState.OWED, QuestionState.SUPERIOR_REPLIED]) | questions.filter(
        state=QuestionState.APPROVED, registration__seat__in=[Seat.ABSENT, Seat.NOT_WANTED]
    )
    people: dict[str, Waiting] = {}
    chosen = questions.select_related("registration__commune", "registration__province", "conference")
    for question in chosen.order_by("registration", "number", "pk"):
        form = question.registration
        key = f"r{form.pk}" if form else f"q{question.pk}"
        people.setdefault(key, Waiting(key, question.conference, form, [])).questions.append(question)
    return sorted(people.values(), key=lambda one: (one.due_on is None, one.due_on or date.max, one.name_key, one.key))


def prepare_letters(chosen: list[Waiting], *, actor, now) -> list[Letter]:
    """One letter for each of `chosen`, with its text; MoveNotAllowedError when somebody was faster."""
    return [
        Letter.objects.prepare(
            one.questions,
            way=one.registration.answer_by if one.registration else LetterWay.POST,
            sent_to=address_of(one.registration),
            text=text_for(one.registration, one.questions),
            actor=actor,
            now=now,
        )
        for one in chosen
    ]


def by_name(letters: Iterable[Letter]) -> list[Letter]:
    """Letters in the order of Vietnamese names, as every list of people."""
    return sorted(letters, key=lambda one: (name_key(one.registration.full_name if one.registration else ""), one.pk))


def text_for(registration, questions: Sequence[Question]) -> str:
    """The words of a letter that answers `questions`, at least one, in Vietnamese; to be edited."""
    with in_vietnamese():
        return text_of(tuple(_parts(registration, questions)))


def words_of(letter: Letter) -> str:
    """What the letter says: as somebody wrote it, before that as its questions and their answers propose."""
    if letter.text:
        return letter.text
    questions = list(letter.questions.select_related("conference").order_by("number", "pk"))
    return text_for(letter.registration, questions) if questions else ""


def renew_words(letter: Letter) -> bool:
    """Write the words anew from the answers as approved now; False where the letter has left meanwhile."""
    questions = list(letter.questions.select_related("conference").order_by("number", "pk"))
    words, answers = text_for(letter.registration, questions), letter.digest_of_answers()
    return bool(questions) and letter.write(words, answers=answers, instead_of=letter.text)


def send_letter(letter: Letter, **evidence) -> None:
    """Enter it into the register as `Letter.send` does, together with the words it has by now."""
    with transaction.atomic():
        if not letter.text and (words := words_of(letter)):
            Letter.objects.filter(pk=letter.pk, sent_at__isnull=True, text="").update(text=words)
        letter.send(**evidence)


def document_of(letter: Letter) -> OfficialDocument:
    """The letter ready to be set."""
    with in_vietnamese():
        head = Letterhead.of(letter.conference)
        return OfficialDocument(
            **head.heading,
            number=letter.number,
            symbol=head.letter_symbol,
            place=head.place,
            issued_on=letter.issued_on,
            year=letter.created_at.year,
            subject=_("answer to questions at {conference}").format(conference=letter.conference.title),
            addressees=(addressee_of(letter),),
            body=parts_of(words_of(letter)),
            recipients=(_("As above"), _("Kept: records, file of the conference")),
            signers=head.signers,
        )


def addressee_of(letter: Letter) -> str:
    """Name, organisation and address; of a question from the hall only where it goes."""
    form = letter.registration
    if form is None:
        return letter.sent_to or _("The person who asked at the conference")
    person = _("Mr/Ms {name}").format(name=form.full_name)
    address = postal_address_of(form)
    return ", ".join(part for part in (person, form.organisation_name, address) if part)


def _parts(form, questions: Sequence[Question]) -> list[Part]:
    conference = questions[0].conference
    rules = DialogueRules.of(conference)
    day = short_day(questions[0].received_at)
    if form is not None:
        opening = _("On {day} the office received form {code} with questions to {conference}.")
        opening = opening.format(day=day, code=form.code, conference=conference.title)
    else:
        opening = _("On {day} the office received a question at {conference}.")
        opening = opening.format(day=day, conference=conference.title)
    if _is_absent(form):
        opening += " " + _("As you had reported your absence, the answer is sent to the address on your form.")
    parts: list[Part] = [Paragraph(opening), Paragraph(_("The office answers as follows."))]
    for place, question in enumerate(questions, 1):
        parts.append(Heading(_("Content of the question"), level=2, label=f"{place}."))
        parts += [Paragraph(f"“{' '.join(question.text.split())}”"), Paragraph(_("Answer:"), is_bold=True)]
        parts += [Paragraph(line) for line in question.answer.splitlines() if line.strip()]
    parts.append(
        Paragraph(
            _(
                "This is the office's answer. If it misses the question, you may say so once within {days} days, with "
                "the code of the form or at the office."
            ).format(days=rules.reopening_days)
        )
    )
    return parts
