"""Fills the portal at hand with registrations and questions, past every rule, for measuring the desk."""

import random
import uuid
from datetime import datetime, timedelta

from .fill import SYLLABLES

CONFERENCES = 8
UNITS = 6
QUESTIONS_A_FORM = 3
_CHUNK = 1000
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
_GIVEN = ("An", "Bình", "Chi", "Dung", "Hạnh", "Hoà", "Lan", "Minh", "Quý", "Thảo", "Tuấn", "Vân")
_FORM_STATES = ["valid"] * 12 + ["sent"] * 4 + ["late", "held_for_check", "incomplete", "withdrawn"]
_SEATS = ["held"] * 12 + ["not_wanted"] * 4 + ["waiting"] * 2 + ["online", "released"]
_OPEN = ("received", "classified", "assigned", "drafted", "approved")


def fill_desk(conferences: list, units: list, count: int, now: datetime) -> None:
    """Add `count` registrations with three questions each to `conferences`, spread over four years, most settled."""
    from plans.registrations.models import ConsentText, Registration

    chance = random.Random(2022)
    consent = ConsentText.objects.current("vi")
    begin = Registration.objects.count()
    for start in range(begin, begin + count, _CHUNK):
        numbers = range(start, min(start + _CHUNK, begin + count))
        forms = [_form(number, chance, conferences, consent, now, count) for number in numbers]
        Registration.objects.bulk_create(forms)
        _ask(forms, units, chance, now)


def _form(number: int, chance, conferences, consent, now: datetime, count: int):
    from plans.registrations.models import Registration

    received = now - timedelta(days=1500) * ((number * 7919) % count / count)
    name = f"{chance.choice(_FAMILY)} {chance.choice(['Văn', 'Thị', 'Thanh'])} {chance.choice(_GIVEN)}"
    signs = "0123456789ACDEFGHJKMNPQRTVWXY"
    code = "".join(signs[number // 29**place % 29] for place in range(7))
    one = Registration(
        conference=conferences[number % len(conferences)],
        code=f"DT-0{code[:3]}-{code[3:]}",
        secret=f"{number:032d}",
        submission_key=uuid.UUID(int=number),
        fingerprint=f"{number:064d}",
        received_at=received,
        consented_at=received,
        consent=consent,
        form_state=chance.choice(_FORM_STATES),
        seat=chance.choice(_SEATS),
        applicant_kind="citizen",
        full_name=name,
        participation="in_person",
        phone=f"+8491{number:07d}",
        phone_as_typed=f"091{number:07d}",
        email=f"nguoi{number}@example.vn",
        answer_by="email",
        complaint_answer="no_complaint",
        may_publish=True,
    )
    one.fold_texts()
    return one


def _ask(forms: list, units: list, chance, now: datetime) -> None:
    from plans.questions.models import Question, QuestionEvent

    questions = []
    for form in forms:
        for number in range(1, QUESTIONS_A_FORM + 1):
            settled = chance.random() < 0.97
            question = Question(
                conference_id=form.conference_id,
                registration=form,
                number=number,
                received_at=form.received_at,
                text=" ".join(chance.choice(SYLLABLES) for _word in range(50)) + "?",
                topic_kind="difficulty",
                state="answered_there" if settled else chance.choice(_OPEN),
                unit=chance.choice(units),
                due_on=(form.received_at if settled else now).date() + timedelta(days=chance.randrange(-20, 10)),
                answered_at=form.received_at + timedelta(days=9) if settled else None,
                answer=" ".join(chance.choice(SYLLABLES) for _word in range(80)) if settled else "",
            )
            question.fold_texts()
            questions.append(question)
    Question.objects.bulk_create(questions)
    QuestionEvent.objects.bulk_create(
        QuestionEvent(question=question, at=question.received_at, to_state="received") for question in questions
    )
