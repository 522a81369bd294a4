"""What everybody may read of one conference afterwards: the answers, the tallies, what went upward. No names."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.conferences.dossier import CALLED_OFF, Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.questions.ledger import Ledger, ledger_of
from plans.questions.models import Question
from plans.questions.states import ESCALATED
from plans.typesetting.document import Heading, Items, OfficialDocument, Paragraph, Part, Table, as_tuple
from plans.typesetting.lines import in_vietnamese

from .attendance import Attendance, attendance_of
from .letterhead import Letterhead
from .minutes import Minutes
from .wording import attendance_sentence, escalated_sentence, ledger_rows, moment_in_words, short_day, venues_of

S = DossierState
PUBLIC_STATES = (S.RESULTS_PUBLISHED, S.REPORTED, S.CLOSED, S.ANONYMISED)


@dataclass(frozen=True)
class Result:
    """One conference's result; `escalated` are sentences by authority, without any question's words."""

    conference: ConferencePage
    dossier: Dossier
    questions: list[Question]
    ledger: Ledger
    attendance: Attendance
    escalated: list[tuple[str, int]]
    minutes: Minutes | None
    was_called_off: bool

    @property
    def year(self) -> int | None:
        """The year it took place in, in Vietnam."""
        moment = self.dossier.ended_at or self.conference.ends_at
        return timezone.localdate(moment).year if moment else None

    @property
    def rows(self) -> list[tuple[str, int]]:
        """What became of the questions."""
        return ledger_rows(self.ledger)


def published_result(pk: int) -> Result | None:
    """The result behind the page `pk` in whatever language, if the office has published it; else None."""
    page = ConferencePage.objects.published().filter(pk=pk).first()
    if page is None:
        return None
    dossier = Dossier.objects.filter(conference=page.canonical, state__in=PUBLIC_STATES).first()
    if dossier is None or dossier.results_published_at is None:
        return None
    return result_of(page, dossier)


def result_of(page: ConferencePage, dossier: Dossier) -> Result:
    """The result as it stands, published or not."""
    questions = Question.objects.filter(conference=page.canonical)
    return Result(
        conference=page,
        dossier=dossier,
        questions=_answers(questions),
        ledger=ledger_of(questions),
        attendance=attendance_of([page.canonical.pk]),
        escalated=_escalations(questions),
        minutes=Minutes.objects.issued().filter(conference=page.canonical).first(),
        was_called_off=dossier.latest_event(*CALLED_OFF) is not None,
    )


def notice_document(result: Result, address: str) -> OfficialDocument:
    """The result to be posted at the office and handed to village heads; `address` is that of the public page."""
    with in_vietnamese():
        head = Letterhead.of(result.conference.canonical)
        return OfficialDocument(
            **head.heading,
            symbol=head.symbol("TB"),
            place=head.place,
            year=result.year,
            kind=_("NOTICE"),
            subject=_("Results of {conference}").format(conference=result.conference.title),
            body=as_tuple(_notice_parts(result)),
            recipients=(
                _("Notice board of the office"),
                _("Heads of villages and residential groups"),
                _("Kept: records, file of the conference"),
            ),
            signers=head.signers,
            qr_address=address,
            qr_note=_("The result on the portal:"),
        )


def _answers(questions: QuerySet) -> list[Question]:
    return list(questions.published().select_related("subject_field", "unit").order_by("subject_field__name", "pk"))


def _escalations(questions: QuerySet) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for question in questions.filter(state__in=ESCALATED).select_related("escalation"):
        sentence = escalated_sentence(question)
        counts[sentence] = counts.get(sentence, 0) + 1
    return sorted(counts.items())


def _notice_parts(result: Result) -> list[Part]:
    started = result.dossier.started_at or result.conference.starts_at
    parts: list[Part] = [
        Paragraph(
            _("Held: {moment}, at {venues}.").format(
                moment=moment_in_words(started), venues=venues_of(result.conference)
            )
        ),
        Paragraph(attendance_sentence(result.attendance)),
        Heading(_("Numbers"), label="I."),
        Table(
            (_("What"), _("How many")),
            (
                (_("Questions received"), str(result.ledger.received)),
                *((label, str(number)) for label, number in result.rows),
            ),
            widths=(5, 1),
            numeric=(1,),
        ),
        Items(tuple(f"{sentence} ({number})" for sentence, number in result.escalated)),
        Heading(_("Questions and answers"), label="II."),
    ]
    for place, question in enumerate(result.questions, 1):
        parts.append(
            Paragraph(_("Question {number}: {text}").format(number=place, text=question.public_text), is_bold=True)
        )
        parts.append(Paragraph(_("Answer: {text}").format(text=question.public_answer)))
    if not result.questions:
        parts.append(Paragraph(_("No question was released for publication by the person who asked it.")))
    published = short_day(result.dossier.results_published_at) if result.dossier.results_published_at else ""
    if published:
        parts.append(Paragraph(_("Published on the portal on {day}.").format(day=published)))
    return parts
