"""Forms no browser would send: fields missing, doubled, of the wrong kind, without end. Never an error of ours."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from plans.registrations.models import Registration
from tests.factories.registrations import make_form_data, make_registration

from .own_page import address_of, signed
from .sending import aged_token, fetch_token

pytestmark = pytest.mark.django_db
ODD = ["", " ", "\x00", "\ud7ff\ufffe", "NaN", "-1", "1e9", "1" * 400, "٣", "[]", '{"a":1}', "on", "%", "'", "\r\n",
       "<script>", "None", "9" * 25, "0x10", "true"]  # fmt: skip
MACHINE_FIELDS = ["consent_text", "reminder_text", "notice_text", "form_version", "question_count", "step", "file",
                  "province", "commune", "confirm_phone", "confirm_tax_code", "access_needs", "wants_reminders",
                  "question_2", "topic_kind_2", "form_token", "website_address"]  # fmt: skip


def post(visitor, address, pairs):
    return visitor.post(address, urlencode(pairs), content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("ending", ["gui", "xem-lai"])
def test_no_odd_value_in_any_field_is_an_error(visitor, conference, ending):
    address = f"/dang-ky/{conference.pk}/{ending}/"
    token = aged_token(conference, shown_before=timedelta(minutes=5))
    usual = {**make_form_data(), "form_token": token, "website_address": ""}

    # All of them in every field would take minutes: every field gets a quarter, half of it at each of the two
    # addresses, which read the form alike.
    first = 0 if ending == "gui" else 4
    for number, name in enumerate([*make_form_data(), *MACHINE_FIELDS]):
        for odd in ODD[(number + first) % 8 :: 8]:
            answer = post(visitor, address, {**usual, name: odd})
            assert answer.status_code in {200, 303, 403, 409, 422}, (name, odd, answer.status_code)
    for odd in ODD:
        answer = post(visitor, address, dict.fromkeys(usual, odd) | {"form_token": token})
        assert answer.status_code == 422, odd


@pytest.mark.parametrize("ending", ["gui", "xem-lai"])
def test_no_missing_doubled_or_bracketed_field_is_an_error(visitor, conference, ending):
    address = f"/dang-ky/{conference.pk}/{ending}/"
    token = aged_token(conference, shown_before=timedelta(minutes=5))
    usual = {**make_form_data(), "form_token": token, "website_address": ""}

    for name in usual:
        rest = [pair for pair in usual.items() if pair[0] != name]
        for pairs in (rest, [*rest, (name, "a"), (name, "b")], [*rest, (f"{name}[]", "a"), (f"{name}.x", "b")]):
            answer = post(visitor, address, pairs)
            assert answer.status_code in {200, 303, 403, 409, 422}, (name, answer.status_code)


def test_the_last_step_alone_is_judged_like_the_whole_form(visitor, conference):
    token = fetch_token(visitor, conference)

    answer = post(visitor, f"/dang-ky/{conference.pk}/gui/", {"form_token": token, "website_address": ""})

    assert answer.status_code == 422
    required = {"applicant_kind", "full_name", "participation", "answer_by", "question", "consent", "may_publish"}
    assert required <= set(answer.context["form"].errors)
    assert not Registration.objects.exists()


@pytest.mark.parametrize("step", ["sua", "rut", "bao-vang", "xac-nhan", "mo-lai/1"])
def test_no_odd_answer_to_a_step_of_the_own_page_is_an_error(visitor, conference, step):
    registration = make_registration(conference, timezone.now(), email="lan@example.vn")
    token = signed(f"tracking:{registration.pk}:{step.replace('/', ':')}")
    fields = ["phone", "email", "answer_by", "province", "commune", "postal_address", "question_1", "questions",
              "reason", "form_token"]  # fmt: skip

    for number, name in enumerate(fields):
        for odd in ODD[number % 4 :: 4]:
            pairs = {"form_token": token, "website_address": "", name: odd}
            answer = post(visitor, address_of(registration, f"{step}/"), pairs)
            assert answer.status_code in {200, 303, 403, 404, 409, 422}, (name, odd, answer.status_code)
