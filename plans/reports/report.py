"""What a report says: the numbers of one conference or one period, and the same numbers before."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.pages.models import SubjectField
from plans.conferences.clocks import latest_announcement, results_due
from plans.conferences.dossier import Dossier
from plans.conferences.models import ConferencePage
from plans.conferences.rules import DialogueRules
from plans.models import Unit
from plans.questions.ledger import Ledger, ledger_of, ledgers_by
from plans.questions.models import Question
from plans.questions.states import ESCALATED

from .attendance import Attendance, attendance_of
from .periods import Period
from .punctuality import Punctuality, punctuality_of
from .returning import Pair, returning_questions


@dataclass(frozen=True)
class ConferenceClocks:
    """Whether one conference was announced and its results published in time; None while that is open."""

    conference: ConferencePage
    announced_on: date | None
    announce_by: date | None
    published_on: date | None
    publish_by: date | None

    @property
    def was_announced_in_time(self) -> bool | None:
        """By the office's days of notice."""
        return None if not self.announced_on or not self.announce_by else self.announced_on <= self.announce_by

    @property
    def were_results_in_time(self) -> bool | None:
        """By the office's days for results."""
        return None if not self.published_on or not self.publish_by else self.published_on <= self.publish_by


class Report:
    """One report; every number is asked of the database when it is first needed.

    `questions`, `conferences`: what it is about; `earlier`: the questions to compare with, or None.
    """

    def __init__(self, title: str, slug: str, questions, conferences, earlier, today: date, conference=None):
        self.title = title
        self.slug = slug
        self.questions = questions
        self.conferences = conferences
        self.earlier = earlier
        self.today = today
        self.conference = conference

    @classmethod
    def of_conference(cls, conference, today: date) -> "Report":
        """About one conference, compared with everything asked before it."""
        questions = Question.objects.filter(conference=conference)
        before = Question.objects.exclude(conference=conference)
        before = (
            before.filter(conference__starts_at__lt=conference.starts_at) if conference.starts_at else before.none()
        )
        conferences = ConferencePage.objects.filter(pk=conference.pk)
        return cls(conference.title, f"hoi-nghi-{conference.pk}", questions, conferences, before, today, conference)

    @classmethod
    def of_period(cls, period: Period, today: date) -> "Report":
        """About what was received and held in `period`, Vietnam time."""
        held = period.of(ConferencePage.objects.filter(dossier__isnull=False), "starts_at").order_by("starts_at")
        return cls(
            _("The dialogue with citizens, {period}").format(period=period.label),
            period.slug,
            period.of(Question.objects.all(), "received_at"),
            held,
            period.before.of(Question.objects.all(), "received_at"),
            today,
        )

    @cached_property
    def ledger(self) -> Ledger:
        """Both sides."""
        return ledger_of(self.questions)

    @cached_property
    def ledger_before(self) -> Ledger | None:
        """The same of what it is compared with; None without."""
        return None if self.earlier is None else ledger_of(self.earlier)

    @cached_property
    def by_field(self) -> list[tuple[str, Ledger]]:
        """By field, those with most questions on top."""
        return _named(ledgers_by(self.questions, "subject_field"), SubjectField, _("Other, not clear"))

    @cached_property
    def by_unit(self) -> list[tuple[str, Ledger]]:
        """By the unit that prepares the answer."""
        return _named(ledgers_by(self.questions, "unit"), Unit, _("Not assigned"))

    @cached_property
    def attendance(self) -> Attendance:
        """Who came to the conferences."""
        return attendance_of(list(self.conferences.values_list("pk", flat=True)))

    @cached_property
    def punctuality(self) -> Punctuality:
        """Whether letters left in time."""
        return punctuality_of(self.questions, self.today)

    @cached_property
    def returning(self) -> list[Pair]:
        """Pairs of an earlier and a later question."""
        return [] if self.earlier is None else returning_questions(self.earlier, self.questions)

    @cached_property
    def escalated(self) -> list[Question]:
        """Questions passed upward, which few may read only in their number."""
        chosen = self.questions.filter(state__in=ESCALATED, is_restricted=False)
        return list(chosen.select_related("escalation", "registration").order_by("pk"))

    @cached_property
    def clocks(self) -> list[ConferenceClocks]:
        """The legal days of every conference in it."""
        dossiers = Dossier.objects.filter(conference__in=self.conferences).select_related("conference")
        return [_clocks(dossier) for dossier in dossiers.order_by("conference__starts_at")]


def _clocks(dossier) -> ConferenceClocks:
    conference, rules = dossier.conference, DialogueRules.of(dossier.conference)
    ended = dossier.ended_at or conference.ends_at
    return ConferenceClocks(
        conference,
        announced_on=_day(dossier.announced_at),
        announce_by=conference.starts_at and latest_announcement(_day(conference.starts_at), rules),
        published_on=_day(dossier.results_published_at),
        publish_by=ended and results_due(ended, rules),
    )


def _day(moment) -> date | None:
    return moment and timezone.localdate(moment)


def _named(ledgers: dict, model, nameless: str) -> list[tuple[str, Ledger]]:
    names = {row.pk: str(row) for row in model.objects.filter(pk__in=[key for key in ledgers if key])}
    rows = [(names.get(key, nameless), ledger) for key, ledger in ledgers.items()]
    return sorted(rows, key=lambda row: (-row[1].received, row[0]))
