"""The demo's dialogues, played through the same verbs the screens use, at moments counted from today."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.addresses.models import Commune
from cms.outbox.models import Message
from cms.pages.models import SubjectField
from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.correspondence.models import CallTask
from plans.hall.admission import Scan, admit
from plans.models import Unit
from plans.questions.excluding import ExclusionGround
from plans.questions.models import Escalation, Letter, Question, QuestionState
from plans.registrations.consent import ConsentText
from plans.registrations.handed_in import HandedIn
from plans.registrations.models import Channel, FormState, Registration

from .askers import COMING, HELD, STANDARDS, Asked, Asker
from .office import GUIDANCE, OFFICERS_UNIT, those_with

STANDARDS_UNIT = "Chi cục Tiêu chuẩn Đo lường Chất lượng"
COMMUNE = {"name": "Phường Nghĩa Lộ", "province__code": "51"}
AUTHORITY = "Bộ Khoa học và Công nghệ"
SUPERIOR = "Ủy ban nhân dân tỉnh Quảng Ngãi"
S = QuestionState


@dataclass(frozen=True)
class Cast:
    """Who acts; None where the site has no such account."""

    clerk: object | None
    officer: object | None
    leader: object | None
    second: object | None

    @classmethod
    def of_site(cls) -> "Cast":
        """By what they may do, whatever their accounts are called."""
        clerk = those_with("questions.change_question").first()
        deciding = those_with("questions.handle_complaint")
        return cls(
            clerk=clerk,
            officer=those_with("questions.prepare_answer").first(),
            leader=those_with("questions.approve_answer").first(),
            second=deciding.exclude(pk=clerk.pk if clerk else None).first(),
        )


def play_dialogues(coming: ConferencePage, held: ConferencePage, now: datetime) -> None:
    """Play both, each once: a conference with forms is left alone."""
    cast = Cast.of_site()
    for conference, play in ((held, play_held), (coming, play_coming)):
        if not Registration.objects.filter(conference=conference).exists():
            with transaction.atomic():
                play(conference, cast, now)
                _keep_mail_at_home(conference, now)


def play_held(conference: ConferencePage, cast: Cast, now: datetime) -> None:
    """From the first form to the report: everything settled but one question that a superior authority has."""
    dossier = Dossier.objects.of(conference)
    if dossier.state != DossierState.ANNOUNCED:
        return
    pace = (conference.closes_at - conference.opens_at) / (len(HELD) + 1)
    forms = [_send(asker, conference, conference.opens_at + pace * place) for place, asker in enumerate(HELD, 1)]
    start, end = conference.starts_at, conference.ends_at
    prepared = conference.closes_at + timedelta(days=1)
    for asker, form in zip(HELD, forms, strict=True):
        for asked, question in _questions(asker, form):
            _prepare(question, asked, cast, prepared, "approved" if asked.answer else asked.goal)
        form.move_form(FormState.VALID, expected=form.form_state, actor=cast.clerk, reason="", now=prepared)
        if asker.is_absent:
            form.report_absence(start - timedelta(days=1))
    step = {"actor": cast.clerk, "reason": ""}
    dossier.move(DossierState.RUNNING, expected=dossier.state, now=start, started_at=start, **step)
    _hold(conference, forms, cast, start)
    dossier.move(DossierState.HELD, expected=dossier.state, now=end, ended_at=end, **step)
    _send_letters(conference, cast, end + timedelta(days=5))
    _report_upward(conference, cast, end + timedelta(days=6))
    published = end + timedelta(days=8)
    _publish(conference, cast, published)
    step["actor"] = cast.leader
    state = DossierState.RESULTS_PUBLISHED
    dossier.move(state, expected=dossier.state, now=published, results_published_at=published, **step)
    reported = end + timedelta(days=12)
    facts = {"report_number": "118/BC-SKHCN", "reported_on": timezone.localdate(reported), "reported_to": SUPERIOR}
    dossier.move(DossierState.REPORTED, expected=dossier.state, now=reported, **step, **facts)


def play_coming(conference: ConferencePage, cast: Cast, now: datetime) -> None:
    """Forms that came in since registration opened, their questions as far as the office has come."""
    pace = (now - conference.opens_at) / (len(COMING) + 2)
    for place, asker in enumerate(COMING, 1):
        at = conference.opens_at + pace * place
        form = _send(asker, conference, at, cast)
        for asked, question in _questions(asker, form):
            _prepare(question, asked, cast, at, asked.goal, pace=pace / 8)


def _send(asker: Asker, conference: ConferencePage, at: datetime, cast: Cast | None = None) -> Registration:
    fields = list(SubjectField.objects.all())
    asked = [
        {"text": one.text, "subject_field_id": fields[one.field].pk, "topic_kind": one.kind} for one in asker.questions
    ]
    commune = Commune.objects.filter(**COMMUNE).first() if asker.address else None
    answers = {
        "applicant_kind": asker.kind,
        "full_name": asker.full_name,
        "organisation_name": asker.organisation,
        "participation": "in_writing" if asker.in_writing else "in_person",
        "group_size": asker.people,
        "phone": f"+84900000{asker.number:03d}",
        "phone_as_typed": f"0900 000 {asker.number:03d}",
        "email": f"nguoi-gui-{asker.number}@vidu.example" if asker.has_email else "",
        "answer_by": "email" if asker.has_email else asker.answer_by,
        "postal_address": asker.address,
        "province_id": commune.province_id if commune else None,
        "commune_id": commune.pk if commune else None,
        "questions": asked,
        "complaint_answer": "no_complaint",
        "may_publish": asker.may_publish,
        "consent_id": ConsentText.objects.current("vi").pk,
    }
    handed_in = HandedIn(Channel.PAPER, at, cast.clerk, "15") if asker.is_on_paper and cast else None
    return Registration.objects.submit(conference, answers, uuid.uuid4(), at, handed_in=handed_in)


def _questions(asker: Asker, form: Registration) -> list[tuple[Asked, Question]]:
    return list(zip(asker.questions, form.questions.order_by("number"), strict=True))


def _prepare(question: Question, asked: Asked, cast: Cast, at: datetime, goal: str, pace=timedelta(hours=3)) -> None:
    """Bring `question` to `goal`, one step after the other, `pace` apart."""
    moments = iter([at + pace * step for step in range(1, 7)])
    if goal in _LEAVING:
        _LEAVING[goal](question, cast, next(moments))
        return
    if goal == "received":
        return
    question.classify(
        subject_field=question.subject_field,
        topic_kind=asked.kind,
        urgency=asked.urgency,
        expected=question.state,
        actor=cast.clerk,
        now=next(moments),
    )
    if goal == "classified":
        return
    unit = Unit.objects.get(name=STANDARDS_UNIT if asked.field == STANDARDS else OFFICERS_UNIT)
    moment = next(moments)
    due = question.day_for_answer(moment)
    question.assign(unit, due, expected=question.state, actor=cast.clerk, now=moment)
    if goal == "assigned":
        return
    version = question.write_answer(asked.answer, based_on=0, actor=cast.officer, now=next(moments)).version
    if goal in ("submitted", "approved"):
        question.submit_answer(version, actor=cast.officer, now=next(moments))
    if goal == "approved":
        question.approve_answer(version, actor=cast.leader, now=next(moments))


def _wait_for_superior(question: Question, cast: Cast, at: datetime) -> None:
    reason = "Mức phí do Trung ương quy định."
    question.declare_beyond_authority(reason=reason, expected=question.state, actor=cast.clerk, now=at)


def _pass_on(question: Question, cast: Cast, at: datetime) -> None:
    question.pass_to_other_office(
        office="Văn phòng đăng ký đất đai, chi nhánh tại nơi có thửa đất",
        address="Bộ phận một cửa của xã, phường",
        phone="",
        reason="Không thuộc lĩnh vực khoa học và công nghệ.",
        expected=question.state,
        actor=cast.clerk,
        now=at,
    )


def _propose_exclusion(question: Question, cast: Cast, at: datetime, ground: str = ExclusionGround.DENUNCIATION):
    reason = "Nội dung không đưa ra đối thoại."
    question.propose_exclusion(ground, reason=reason, expected=question.state, actor=cast.clerk, now=at)


def _exclude(question: Question, cast: Cast, at: datetime) -> None:
    """Two people; where the site has only one the proposal waits for the other."""
    _propose_exclusion(question, cast, at, ExclusionGround.COMPLAINT)
    if cast.second:
        question.confirm_exclusion(actor=cast.second, guidance=GUIDANCE, now=at + timedelta(hours=2))


_LEAVING: dict[str, Callable] = {
    "upward": _wait_for_superior,
    "elsewhere": _pass_on,
    "complaint": _exclude,
    "restricted": _propose_exclusion,
}


def _hold(conference: ConferencePage, forms: list[Registration], cast: Cast, start: datetime) -> None:
    """People come in, questions are answered, the chair confirms."""
    expected = [(asker, form) for asker, form in zip(HELD, forms, strict=True) if not asker.is_absent]
    for place, (_asker, form) in enumerate(expected):
        at = start - timedelta(minutes=25 - 2 * place)
        admit(conference, form.code, Scan(nonce=uuid.uuid4(), gate="cửa chính"), actor=cast.clerk, now=at)
    questions = Question.objects.filter(conference=conference, state=S.APPROVED).order_by("pk")
    for place, question in enumerate(questions, 1):
        at = start + timedelta(minutes=15 + 12 * place)
        question.answer_in_hall("", expected=question.state, actor=cast.clerk, now=at)
        question.confirm_hall_answer(actor=cast.leader, now=at + timedelta(minutes=1))


def _send_letters(conference: ConferencePage, cast: Cast, at: datetime) -> None:
    owed = Question.objects.filter(conference=conference, state=S.OWED).exclude(answer="")
    for number, question in enumerate(owed.order_by("pk"), 203):
        form = question.registration
        sent_to = ", ".join(str(part) for part in (form.postal_address, form.commune, form.province) if part)
        letter = Letter.objects.prepare(
            [question], way=form.answer_by, sent_to=sent_to, actor=cast.clerk, now=at, text=question.answer
        )
        letter.send(
            number=f"{number}/SKHCN-VP",
            issued_on=timezone.localdate(at),
            way=letter.way,
            sent_to=letter.sent_to,
            actor=cast.clerk,
            now=at + timedelta(hours=2),
        )


def _report_upward(conference: ConferencePage, cast: Cast, at: datetime) -> None:
    waiting = list(Question.objects.filter(conference=conference, state=S.BEYOND_AUTHORITY))
    if waiting:
        batch = Escalation.objects.gather(conference, AUTHORITY, waiting, actor=cast.clerk, now=at)
        batch.report(number="97/BC-SKHCN", reported_on=timezone.localdate(at), actor=cast.clerk, now=at)


def _publish(conference: ConferencePage, cast: Cast, at: datetime) -> None:
    """Everything the askers allowed; what the look for personal data found was looked at."""
    answered = Question.objects.filter(
        conference=conference, may_publish=True, state__in=[S.ANSWERED_AT_CONFERENCE, S.SENT_IN_WRITING]
    )
    for place, question in enumerate(answered.order_by("pk")):
        text, answer = question.text, question.answer
        confirmed = frozenset(concern.excerpt for concern in question.concerns_in(text, answer))
        question.publish(
            public_text=text,
            public_answer=answer,
            confirmed=confirmed,
            actor=cast.leader,
            now=at + timedelta(minutes=place),
        )


def _keep_mail_at_home(conference: ConferencePage, now: datetime) -> None:
    """Nobody reads mail at .example, and nobody is called: letters and calls of the play are not left to the office."""
    Message.objects.filter(to__endswith=".example", state=Message.State.QUEUED).delete()
    CallTask.objects.filter(conference=conference, done_at=None).update(
        done_at=now, outcome=CallTask.Outcome.CALLED, note="Trình diễn"
    )
