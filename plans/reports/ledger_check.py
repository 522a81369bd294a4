"""What must hold for every conference, checked over the whole database: the ledger and the promises behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.questions.ledger import Ledger, ledger_of, ledgers_by
from plans.questions.models import Letter, Question, QuestionState
from plans.questions.personal_data import ConcernKind
from plans.questions.states import BEING_PREPARED
from plans.registrations.models import Registration
from plans.registrations.states import SEATS_TAKEN, Seat

_WRITTEN = (QuestionState.OWED, QuestionState.SENT_IN_WRITING)
_CLOSED = (DossierState.CLOSED, DossierState.ANONYMISED)


@dataclass(frozen=True)
class Finding:
    """Something that must not be: which rule (1 to 5), in one sentence that names rows, never people."""

    rule: int
    sentence: str

    def __str__(self):
        return f"[{self.rule}] {self.sentence}"


@dataclass(frozen=True)
class LedgerLine:
    """The ledger of one conference, for the screen."""

    conference: ConferencePage
    ledger: Ledger


def ledger_lines() -> list[LedgerLine]:
    """Every conference with questions, the latest first."""
    ledgers = ledgers_by(Question.objects.all(), "conference")
    conferences = ConferencePage.objects.filter(pk__in=ledgers).order_by(F("starts_at").desc(nulls_last=True), "-pk")
    return [LedgerLine(conference, ledgers[conference.pk]) for conference in conferences]


def findings() -> list[Finding]:
    """Everything that is wrong, by rule."""
    checks = (_unbalanced, _absent_without_letter, _too_many_seats, _identity_in_public, _closed_with_debts)
    return [finding for check in checks for finding in check()]


def _unbalanced() -> Iterator[Finding]:
    for line in ledger_lines():
        if not line.ledger.is_balanced:
            yield Finding(1, _sides(line.conference.title, line.conference.pk, line.ledger))
    total = ledger_of(Question.objects.all())
    if not total.is_balanced:
        yield Finding(1, _sides(_("All conferences"), "–", total))


def _sides(name: str, number, ledger: Ledger) -> str:
    return _("%(name)s (no. %(number)s): received %(received)d, accounted for %(accounted)d.") % {
        "name": name,
        "number": number,
        "received": ledger.received,
        "accounted": ledger.accounted,
    }


def _absent_without_letter() -> Iterator[Finding]:
    asked = Question.objects.filter(registration=OuterRef("pk"))
    needing = asked.filter(
        Q(state__in=[state for state in BEING_PREPARED if state != QuestionState.REOPENED])
        | Q(state=QuestionState.ANSWERED_AT_CONFERENCE)
    )
    away = Q(seat=Seat.ABSENT) | Q(conference__dossier__state=DossierState.NOT_HELD)
    forms = Registration.objects.standing().filter(away)
    forms = forms.filter(Exists(needing), ~Exists(asked.filter(state__in=_WRITTEN))).order_by("pk")
    for code in forms.values_list("code", flat=True).iterator():
        yield Finding(2, _("%(code)s: absent, and no written answer is owed or sent.") % {"code": code})


def _too_many_seats() -> Iterator[Finding]:
    holding = Registration.objects.standing().filter(seat__in=SEATS_TAKEN).order_by()
    rows = holding.values("conference", "conference__title", "conference__capacity").annotate(people=Sum("group_size"))
    for row in rows.filter(conference__capacity__isnull=False, people__gt=F("conference__capacity")):
        yield Finding(
            3,
            _("%(title)s (no. %(number)d): %(people)d people on %(capacity)d seats.")
            % {
                "title": row["conference__title"],
                "number": row["conference"],
                "people": row["people"],
                "capacity": row["conference__capacity"],
            },
        )


def _identity_in_public() -> Iterator[Finding]:
    published = Question.objects.published().select_related("registration").order_by("pk")
    for question in published.iterator(chunk_size=500):
        concerns = question.concerns_in(question.public_text, question.public_answer)
        if any(concern.kind == ConcernKind.ASKER for concern in concerns):
            yield Finding(4, _("%(question)s: the published text names the asker.") % {"question": question.reference})
    for pk in Question.objects.filter(published_at__isnull=False, is_restricted=True).values_list("pk", flat=True):
        yield Finding(4, _("CH-%(number)d: restricted, yet published.") % {"number": pk})


def _closed_with_debts() -> Iterator[Finding]:
    closed = Dossier.objects.filter(state__in=_CLOSED).select_related("conference")
    conferences = closed.order_by().values("conference")
    titles = {dossier.conference_id: dossier.conference.title for dossier in closed}
    open_questions = Question.objects.filter(conference__in=conferences).unsettled()
    for question in open_questions.select_related("registration").order_by("pk").iterator(chunk_size=500):
        yield Finding(5, _closed(titles, question.conference_id, question.reference))
    for letter in Letter.objects.filter(conference__in=conferences, sent_at__isnull=True).order_by("pk"):
        yield Finding(5, _closed(titles, letter.conference_id, _("letter %(letter)s") % {"letter": letter}))
    unproved = Question.objects.filter(state=QuestionState.SENT_IN_WRITING)
    unproved = unproved.filter(
        Q(letter__sent_at__isnull=True) | Q(letter__number="") | Q(letter__issued_on__isnull=True)
    )
    for question in unproved.select_related("registration").order_by("pk").iterator(chunk_size=500):
        yield Finding(
            5, _("%(question)s: answered in writing, but no letter left.") % {"question": question.reference}
        )


def _closed(titles: dict, conference: int, what: str) -> str:
    return _("%(title)s (no. %(number)d): the file is closed, %(what)s is open.") % {
        "title": titles[conference],
        "number": conference,
        "what": what,
    }
