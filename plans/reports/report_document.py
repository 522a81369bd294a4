"""The report (báo cáo) as a document and as a workbook."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from wagtail.models import Site

from plans.questions.ledger import Ledger
from plans.typesetting.document import Heading, Items, OfficialDocument, Paragraph, Part, Table, as_tuple
from plans.typesetting.lines import in_vietnamese
from plans.typesetting.spreadsheets import Sheet

from .letterhead import Letterhead
from .report import Report
from .wording import attendance_sentence, escalated_sentence, ledger_rows, ledger_sentence, short_day

MOST_PAIRS_PRINTED = 20


def document_of(report: Report) -> OfficialDocument:
    """The report ready to be set; number and day are left open."""
    with in_vietnamese():
        head = _letterhead(report)
        return OfficialDocument(
            **head.heading,
            symbol=head.symbol("BC"),
            place=head.place,
            year=report.today.year,
            kind=_("REPORT"),
            subject=_("Results of the dialogue: {title}").format(title=report.title),
            body=as_tuple(_parts(report)),
            recipients=(_("Superior authority (report)"), _("Kept: records")),
            signers=head.signers,
        )


def sheets_of(report: Report) -> list[Sheet]:
    """The workbook: numbers, fields, units, conferences, all questions; without anybody's name."""
    with in_vietnamese():
        numbers = [
            [_("Questions received"), report.ledger.received],
            *([label, n] for label, n in ledger_rows(report.ledger)),
        ]
        numbers += [[_("Sum of what became of them"), report.ledger.accounted]]
        timely = report.punctuality
        numbers += [
            [_("Letters in time"), timely.in_time],
            [_("Letters late"), timely.late],
            [_("In time, per cent"), timely.percent],
        ]
        head = [_("Questions received"), *(label for label, _number in ledger_rows(report.ledger))]
        return [
            Sheet(_("Numbers"), [_("What"), _("How many")], numbers),
            Sheet(_("By field"), [_("Field"), *head], _ledger_lines(report.by_field)),
            Sheet(_("By unit"), [_("Unit"), *head], _ledger_lines(report.by_unit)),
            Sheet(_("Conferences"), _clock_header(), [list(row) for row in _clock_rows(report)]),
            Sheet(_("Questions"), _question_header(), question_rows(report)),
            Sheet(_("Returning"), [_("Earlier"), _("Question"), _("Later"), _("Question"), "%"], _pair_rows(report)),
        ]


def question_rows(report: Report) -> Iterator[list]:
    """Every question with its state; code and text of those few may read are left out. Read in portions."""
    with in_vietnamese():
        chosen = report.questions.select_related("conference", "registration", "subject_field", "unit", "letter")
        for one in chosen.order_by("received_at", "pk").iterator(chunk_size=500):
            yield [
                # With its code a form, and so a person, could be found that has made a complaint.
                "–" if one.is_restricted else one.reference,
                one.received_at,
                one.conference.title,
                str(one.get_source_display()),
                str(one.subject_field or ""),
                str(one.get_topic_kind_display()),
                str(one.unit or ""),
                str(one.get_state_display()),
                "" if one.is_restricted else one.text,
                one.answered_at,
                one.letter.number if one.letter else "",
            ]


def _question_header() -> list[str]:
    return [
        _("Code"), _("Received at"), _("Conference"), _("Source"), _("Field"), _("Kind of content"), _("Unit"),
        _("State"), _("Question"), _("Answered at"), _("Letter no."),
    ]  # fmt: skip


def _letterhead(report: Report) -> Letterhead:
    if report.conference is not None:
        return Letterhead.of(report.conference)
    return Letterhead.of_site(Site.objects.filter(is_default_site=True).first())


def _ledger_lines(rows: Iterable[tuple[str, Ledger]]) -> list[list]:
    return [[name, one.received, *(number for _label, number in ledger_rows(one))] for name, one in rows]


def _parts(report: Report) -> Iterator[Part]:
    yield Heading(_("Organisation of the dialogue"), label="I.")
    yield Paragraph(_("Conferences: {number}.").format(number=len(report.clocks)))
    if report.clocks:
        rows = tuple(tuple("–" if cell is None else str(cell) for cell in row) for row in _clock_rows(report))
        yield Table(tuple(_clock_header()), rows, widths=(5, 2, 2, 2, 2))
    yield Paragraph(attendance_sentence(report.attendance))
    yield Heading(_("Questions and answers"), label="II.")
    yield Table(
        (_("What"), _("How many")),
        (
            (_("Questions received"), str(report.ledger.received)),
            *((label, str(n)) for label, n in ledger_rows(report.ledger)),
        ),
        widths=(5, 1),
        numeric=(1,),
    )
    yield Paragraph(ledger_sentence(report.ledger))
    if report.ledger_before is not None and report.conference is None:
        before = report.ledger_before.received
        yield Paragraph(_("In the period before, {number} questions were received.").format(number=before))
    yield _ledger_table(_("By field"), _("Field"), report.by_field)
    yield _ledger_table(_("By unit"), _("Unit"), report.by_unit)
    yield Paragraph(_punctuality_sentence(report))
    if report.escalated:
        yield Heading(_("Proposals to the superior authority"), label="III.")
        yield Items(tuple(f"{' '.join(one.text.split())} {escalated_sentence(one)}" for one in report.escalated))
    if report.returning:
        yield Heading(_("Questions that came back"), label="IV." if report.escalated else "III.")
        yield Paragraph(_("By comparing words; the office has to judge each pair."))
        shown = report.returning[:MOST_PAIRS_PRINTED]
        yield Table(
            (_("Earlier"), _("Later")),
            tuple((_quoted(pair.earlier), _quoted(pair.later)) for pair in shown),
        )
    yield Paragraph(_("This is the report on the results of the dialogue."))


def _punctuality_sentence(report: Report) -> str:
    timely = report.punctuality
    if timely.percent is None:
        return _("No written answer had to leave yet.")
    return _("Of {number} written answers whose day has come, {in_time} left in time ({percent} %).").format(
        number=timely.in_time + timely.late, in_time=timely.in_time, percent=timely.percent
    )


def _ledger_table(caption: str, name: str, rows) -> Table:
    header = (
        name,
        _("Questions received"),
        _("At the conference"),
        _("In writing"),
        _("Elsewhere or withdrawn"),
        _("Owed"),
    )
    lines = tuple(
        (
            label,
            str(one.received),
            str(one.answered_there),
            str(one.answered_in_writing),
            str(one.excluded + one.other_office + one.escalated + one.withdrawn),
            str(one.owed),
        )
        for label, one in rows
    )
    return Table(header, lines, widths=(6, 2, 2, 2, 3, 2), numeric=(1, 2, 3, 4, 5), caption=caption)


def _clock_header() -> list[str]:
    return [_("Conference"), _("Held on"), _("Announced"), _("Results published"), _("Results due")]


def _clock_rows(report: Report) -> Iterator[tuple]:
    for one in report.clocks:
        yield (
            one.conference.title,
            short_day(one.conference.starts_at) if one.conference.starts_at else None,
            _judged(one.announced_on, one.was_announced_in_time),
            _judged(one.published_on, one.were_results_in_time),
            short_day(one.publish_by) if one.publish_by else None,
        )


def _judged(day, in_time) -> str | None:
    if day is None:
        return None
    return short_day(day) if in_time in (True, None) else _("{day} (late)").format(day=short_day(day))


def _quoted(question) -> str:
    return f"{question.reference} ({short_day(question.received_at)}): {' '.join(question.text.split())}"


def _pair_rows(report: Report) -> list[list]:
    return [
        [pair.earlier.reference, pair.earlier.text, pair.later.reference, pair.later.text, pair.percent]
        for pair in report.returning
    ]
