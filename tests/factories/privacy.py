"""People whose data is everywhere it can be, and conferences ready to be erased."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.correspondence.calls import CallTask
from plans.correspondence.notices import Notice, send_notice
from plans.hall.models import Ruling
from plans.hall.ruling import Verdict
from plans.privacy.models import DataRequest, Erasure, RequestKind
from plans.questions.models import AnswerVersion, Letter, LetterWay, Question, QuestionState
from plans.registrations.export_file import Export
from plans.registrations.models import CodeRequest, Enclosure, ExportLog, Registration
from plans.reports.minutes import Minutes

from .reports import make_form_in_time, make_held_conference, owe

NAME = "Trương Thị Độc Nhất"
PHONE = "+84987123654"
PHONE_AS_TYPED = "0987 123 654"
EMAIL = "doc.nhat@example.vn"
ORGANISATION = "Cơ sở mộc Vô Song"
ADDRESS = "Thôn Không Trùng, xã Duy Nhất"
# Any of these in the database or in a file tells who it was.
TRACES = (
    NAME, "truong thi doc nhat", PHONE, "84987123654", PHONE_AS_TYPED, "0987123654", EMAIL, "Vô Song",
    "vo song", "Không Trùng", "khong trung", "8765432109",
)  # fmt: skip


def make_known_person(conference, now: datetime, **fields) -> Registration:
    """A form of NAME with one question, whose words name her too."""
    answers = {
        "full_name": NAME,
        "phone": PHONE,
        "phone_as_typed": PHONE_AS_TYPED,
        "email": EMAIL,
        "organisation_name": ORGANISATION,
        "tax_code": "8765432109",
        "postal_address": ADDRESS,
        "extra_answers": {"khoa": f"Tôi là {NAME}"},
        "question": f"Tôi là {NAME}, điện thoại {PHONE_AS_TYPED}, bao giờ có kết quả?",
        **fields,
    }
    return make_form_in_time(conference, now, **answers)


def leave_traces(registration: Registration, now: datetime, *, actor=None) -> Letter:
    """Everything a long life of a form leaves behind; the question is answered by a letter that has left."""
    conference, question = registration.conference, registration.questions.get()
    enclosure = Enclosure.objects.get_queryset()._store(
        f"Đơn của {NAME}".encode(), f"don-{NAME}.pdf", "application/pdf", registration.submission_key, now
    )
    Enclosure.objects.filter(pk=enclosure.pk).update(registration=registration)
    registration.earlier_texts.create(text=f"{NAME}\n{PHONE_AS_TYPED}", changed_at=now)
    registration.add_note(f"Đã gọi cho {NAME}", actor=actor, now=now, public_note=f"Chào bà {NAME}")
    AnswerVersion.objects.write(question, f"Kính gửi bà {NAME}", based_on=0, actor=actor, now=now)
    owe(question, now, answer=f"Bà {NAME} nhận kết quả sau 20 ngày.")
    question.add_note(f"{NAME} hỏi lại", actor=actor, now=now)
    Ruling.objects.create(
        question=question, verdict=Verdict.OWED, note=f"hẹn {NAME}", state_before="received", at=now, actor=actor
    )
    letter = Letter.objects.prepare(
        [question], way=LetterWay.POST, sent_to=ADDRESS, actor=actor, now=now, text=f"Kính gửi bà {NAME}"
    )
    document = ContentFile(f"Thư gửi {NAME}".encode(), name="thu.pdf")
    letter.send(
        number="12/SKHCN",
        issued_on=timezone.localdate(now),
        way=LetterWay.POST,
        sent_to=ADDRESS,
        actor=actor,
        now=now,
        document=document,
    )
    send_notice(
        Notice.REMINDER,
        conference=conference,
        to=EMAIL,
        facts={"code": registration.code},
        dedupe_key=f"thu-nhac:{registration.pk}",
        now=now,
        reference=registration.code,
    )
    for number, outcome in enumerate(("", CallTask.Outcome.CALLED)):
        CallTask.objects.create(
            conference=conference,
            kind=Notice.CHANGED,
            reference=registration.code,
            dedupe_key=f"goi:{registration.pk}:{number}",
            why=CallTask.Why.NO_ADDRESS,
            created_at=now,
            outcome=outcome,
            note=f"gặp {NAME}" if outcome else "",
            done_at=now if outcome else None,
        )
    CodeRequest.objects.ask(EMAIL, now)
    ExportLog.objects.create(
        at=now, file_format="xlsx form", filters="q=%C4%90%E1%BB%99c+Nh%E1%BA%A5t&seat=held", row_count=1
    )
    make_ready_copy(actor, now)
    DataRequest.objects.receive(
        RequestKind.ACCESS, received_at=now, now=now, registration=registration, words=f"Tôi, {NAME}, xin bản sao"
    )
    return letter


def make_ready_copy(actor, now: datetime) -> Export | None:
    """A copy of the register that lies ready; nobody orders one without an account."""
    if actor is None:
        return None
    export = Export.objects.create(
        asked_at=now, actor=actor, file_format="csv", shape="form", filters=f"q={NAME}", file_name="dang-ky.csv",
        state=Export.State.DONE, rows_total=1, rows_done=1,
    )  # fmt: skip
    export.file.save("dang-ky.csv", ContentFile(f"{NAME};{PHONE}".encode()))
    return export


def make_issued_minutes(conference, now: datetime) -> Minutes:
    """Minutes that repeat the question of NAME, issued with their files."""
    question = Question.objects.filter(conference=conference, registration__isnull=False).first()
    minutes = Minutes.objects.write(
        conference,
        based_on=0,
        chair="Ông Chủ Trì",
        chair_title="Giám đốc",
        secretary="Bà Thư Ký",
        text=f"Câu hỏi 1: {question.text}\nBà {NAME} (ĐT {PHONE_AS_TYPED}) phát biểu.",
        actor=None,
        now=now,
    )
    minutes.issue(version=1, number="01/BB-SKHCN", issued_on=timezone.localdate(now), actor=None, now=now)
    return minutes


def make_conference_to_erase(home, now: datetime, **fields) -> ConferencePage:
    """A conference that ended long ago, with its file still open for what a test puts in."""
    return make_held_conference(home, now - timedelta(days=800), **fields)


def close_file(conference, today) -> Dossier:
    """Its file closed, its day of erasing come."""
    dossier = Dossier.objects.of(conference)
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.CLOSED, erase_on=today)
    dossier.refresh_from_db()
    return dossier


def confirm_erasing(conference, now: datetime, *, actor=None) -> Erasure:
    """The data officer's word."""
    today = timezone.localdate(now)
    return Erasure.objects.confirm(close_file(conference, today), actor=actor, now=now, today=today)


def make_settled_person(conference, now: datetime, **fields) -> Registration:
    """A person whose question was answered in the hall: nothing is owed."""
    registration = make_known_person(conference, now, **fields)
    for question in registration.questions.all():
        question.move(
            QuestionState.ANSWERED_AT_CONFERENCE, expected=question.state, actor=None, reason="", now=now, answer="Có."
        )
    return registration
