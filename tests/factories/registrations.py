"""Valid registrations, as answers, as form data and as rows."""

import uuid
from datetime import datetime
from itertools import count

from plans.registrations.consent import ConsentText
from plans.registrations.models import Registration

_numbers = count(1)


def make_form_data(**fields) -> dict:
    """What a browser sends for a citizen who comes in person, without the protection fields."""
    data = {
        "applicant_kind": "citizen",
        "full_name": "Nguyễn Thị Hoà",
        "organisation_name": "",
        "position": "",
        "tax_code": "",
        "participation": "in_person",
        "group_size": "1",
        "phone": "0912 345 678",
        "email": "hoa@example.vn",
        "answer_by": "email",
        "postal_address": "",
        "subject_field": "",
        "topic_kind": "difficulty",
        "procedure": "",
        "file_number": "",
        "question": "Thủ tục đăng ký nhãn hiệu mất bao lâu?",
        "complaint_answer": "no_complaint",
        "may_publish": "no",
        "consent": "on",
        **fields,
    }
    return {name: value for name, value in data.items() if value is not None}


def make_answers(**fields) -> dict:
    """Cleaned answers by column, for `Registration.objects.submit`; every call has its own phone number."""
    number = next(_numbers)
    asked = {
        "text": fields.pop("question", f"Câu hỏi số {number} về thủ tục hành chính?"),
        "subject_field_id": fields.pop("subject_field_id", None),
        "topic_kind": fields.pop("topic_kind", "difficulty"),
        "procedure": fields.pop("procedure", ""),
        "file_number": fields.pop("file_number", ""),
    }
    return {
        "applicant_kind": "citizen",
        "full_name": f"Nguyễn Văn An {'i' * (number % 7)}",
        "organisation_name": "",
        "position": "",
        "tax_code": "",
        "participation": "in_person",
        "group_size": 1,
        "access_needs": [],
        "phone": f"+8491{number:07d}",
        "phone_extension": "",
        "phone_as_typed": f"091{number:07d}",
        "email": "",
        "answer_by": "collect",
        "postal_address": "",
        "questions": [asked],
        "complaint_answer": "no_complaint",
        "may_publish": False,
        "wants_reminders": False,
        "consent_id": ConsentText.objects.current("vi").pk,
        **fields,
    }


def make_registration(conference, now: datetime, *, signs=(), **fields) -> Registration:
    """A registration taken in at `now`, which must lie in the conference's window."""
    return Registration.objects.submit(conference, make_answers(**fields), uuid.uuid4(), now, signs=signs)
