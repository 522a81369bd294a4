"""Who gets to see a form: code, secret, proof, and what guessing gains."""

import statistics
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.outbox.models import Message
from plans.registrations.jobs import forget_attempts, send_codes_again
from plans.registrations.models import CodeRequest, LookupAttempt, Registration
from tests.factories.registrations import make_registration

from .own_page import address_of, ask_again, look_up, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(conference):
    return make_registration(
        conference, timezone.now(), phone="+84912345678", phone_as_typed="0912 345 678", email="lan@example.vn"
    )


def test_a_code_alone_tells_that_the_form_was_received_and_nothing_about_the_person(visitor, registration):
    page = look_up(visitor, registration.code)

    text = page.content.decode()
    assert page.status_code == 200
    assert f"<strong>{registration.code}</strong>: received." in text
    question = registration.questions.get().text
    for private in (registration.full_name, "0912", "lan@example.vn", registration.secret, question):
        assert private not in text


def test_a_form_held_for_a_check_looks_like_any_other_to_those_who_have_the_code(visitor, conference):
    held = make_registration(conference, timezone.now(), signs=["trap_filled"])

    assert "received." in look_up(visitor, held.code).content.decode()


@pytest.mark.parametrize("proof", ["5678", " 5678 ", "LAN@example.vn"])
@pytest.mark.parametrize("change", [str, str.lower, lambda code: code.replace("-", " ")])
def test_code_and_a_detail_of_the_form_open_the_whole_page_however_the_code_is_typed(
    visitor, registration, proof, change
):
    response = look_up(visitor, change(registration.code), proof)

    assert response.status_code == 303
    assert registration.full_name in visitor.get(response["Location"]).content.decode()
    assert not LookupAttempt.objects.exists()


def test_an_unknown_code_and_a_wrong_proof_get_the_same_answer(visitor, registration):
    wrong = look_up(visitor, registration.code, "0000")
    unknown = look_up(visitor, "DT-0000-0000", "0000")

    assert wrong.status_code == unknown.status_code == 422
    assert _without_what_differs(wrong, registration.code) == _without_what_differs(unknown, "DT-0000-0000")


def test_an_unknown_code_and_a_wrong_secret_get_the_same_answer(visitor, registration):
    wrong = visitor.get(f"/dang-ky/phieu/{registration.code}/{'x' * 32}/")
    unknown = visitor.get(f"/dang-ky/phieu/DT-0000-0000/{'x' * 32}/")

    assert wrong.status_code == unknown.status_code == 404
    assert _without_what_differs(wrong, registration.code) == _without_what_differs(unknown, "DT-0000-0000")


def test_a_known_code_takes_as_long_as_an_unknown_one(registration):
    """The same questions to the database, and the same work besides.

    What is compared is the processor's time of the quickest quarter of many calls in turn: other programs on the
    machine do not count in it, one more query or digest does.
    """
    from plans.registrations.tracking.access import registration_by_proof

    times = {registration.code: [], "DT-0000-0000": []}
    for code in times:
        with CaptureQueriesContext(connection) as queries:
            registration_by_proof(code, "0000")
        assert len(queries) == 1
    for _round in range(200):
        for code, measured in times.items():
            begun = time.thread_time()
            registration_by_proof(code, "0000")
            measured.append(time.thread_time() - begun)

    known, unknown = (statistics.quantiles(measured, n=4)[0] for measured in times.values())
    assert 0.6 < known / unknown < 1.6


def test_after_five_wrong_proofs_even_the_right_one_has_to_wait_and_the_link_still_works(visitor, registration):
    for attempt in range(5):
        assert look_up(visitor, registration.code, f"000{attempt}").status_code == 422
    slowed = look_up(visitor, registration.code, "5678")

    assert slowed.status_code == 429
    assert int(slowed["Retry-After"]) == 900
    assert visitor.get(registration.receipt_path()).status_code == 200
    LookupAttempt.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert look_up(visitor, registration.code, "5678").status_code == 303


def test_an_unknown_code_is_slowed_down_just_the_same(visitor, registration):
    for attempt in range(5):
        look_up(visitor, "DT-0000-0000", f"000{attempt}")

    assert look_up(visitor, "DT-0000-0000", "5678").status_code == 429


def test_one_network_may_try_only_so_many_codes_and_cannot_pretend_to_be_others(visitor, registration):
    answers = []
    for number in range(31):
        pretended = {"X-Forwarded-For": f"203.0.113.{number}"}
        answers.append(look_up(visitor, f"DT-0000-{number:04d}", "0000", headers=pretended).status_code)

    assert answers == [422] * 30 + [429]
    other = look_up(visitor, registration.code, "5678", REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 303


def test_neither_address_nor_code_of_an_attempt_is_stored_and_all_is_forgotten_soon(visitor, registration):
    look_up(visitor, registration.code, "0000", REMOTE_ADDR="198.51.100.7")

    stored = str(list(LookupAttempt.objects.values()))
    assert registration.code not in stored
    assert "198.51" not in stored
    forget_attempts(timezone.now() + timedelta(minutes=16))
    assert not LookupAttempt.objects.exists()


def test_what_is_no_code_is_said_at_once_with_what_was_typed_kept(visitor):
    page = look_up(visitor, "12\x00<b>", "x" * 5000)

    assert page.status_code == 422
    assert "This is no code of ours." in page.content.decode()
    assert "<b>" not in page.content.decode()


def test_the_own_page_is_kept_nowhere_and_tells_its_address_to_nobody(visitor, registration):
    base = registration.receipt_path()
    for address in (base, f"{base}bien-nhan/", f"{base}phieu.txt", f"{base}rut/", "/dang-ky/tra-cuu/"):
        page = visitor.get(address)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]
        assert page["Referrer-Policy"] == "strict-origin"
        assert not page.cookies


def test_a_secret_of_one_form_opens_no_other(visitor, registration, conference):
    other = make_registration(conference, timezone.now())
    foreign = f"/dang-ky/phieu/{other.code}/{registration.secret}/"

    for step in ("", "bien-nhan/", "phieu.txt", "sua/", "rut/", "bao-vang/", "mo-lai/1/", "cong-van/1/"):
        assert visitor.get(foreign + step).status_code == 404
    assert visitor.post(foreign + "rut/", {"questions": "withdraw"}).status_code == 404
    other.refresh_from_db()
    assert other.form_state == "sent"


@pytest.mark.parametrize("step", ["xac-nhan", "bao-vang", "rut", "sua", "mo-lai/1"])
def test_looking_at_a_step_changes_nothing(visitor, registration, step):
    before = (list(Registration.objects.values()), registration.events.count())

    visitor.get(f"{registration.receipt_path()}{step}/")
    visitor.head(f"{registration.receipt_path()}{step}/")

    assert (list(Registration.objects.values()), registration.events.count()) == before


def test_a_step_without_our_token_or_from_another_site_changes_nothing(visitor, registration):
    address = f"{registration.receipt_path()}rut/"
    assert visitor.post(address, {"questions": "withdraw"}).status_code == 403
    foreign = {"Origin": "https://evil.example"}
    token = {"questions": "withdraw", "form_token": visitor.get(address).context["protection"].token}
    assert visitor.post(address, token, headers=foreign).status_code == 403

    registration.refresh_from_db()
    assert registration.form_state == "sent"


def test_codes_go_again_to_the_address_on_the_form_and_the_page_says_the_same_to_everybody(visitor, registration):
    known = ask_again(visitor, "Lan@Example.VN")
    unknown = ask_again(visitor, "nobody@example.vn")

    assert known.status_code == unknown.status_code == 200
    assert _without_what_differs(known, "-") == _without_what_differs(unknown, "-")
    Message.objects.all().delete()
    send_codes_again(timezone.now())
    letter = Message.objects.get()
    assert registration.code in letter.text
    assert registration.secret in letter.text
    assert not CodeRequest.objects.exists()


def test_one_address_gets_its_codes_again_once_in_a_day_and_then_again(visitor, registration):
    now = timezone.now()
    for _time in range(3):
        ask_again(visitor, "lan@example.vn")
        send_codes_again(now)
    assert Message.objects.filter(purpose="notice.code_again").count() == 1

    ask_again(visitor, "lan@example.vn")
    send_codes_again(now + timedelta(hours=25))
    assert Message.objects.filter(purpose="notice.code_again").count() == 2


def test_nobody_is_flooded_and_no_disk_is_filled_by_asking_for_codes(visitor):
    answers = [ask_again(visitor, f"a{number}@example.vn").status_code for number in range(35)]

    assert answers == [200] * 30 + [429] * 5
    assert CodeRequest.objects.count() == 30


def test_a_merged_form_leads_to_the_other_only_where_phone_or_mail_are_the_same(visitor, conference):
    now = timezone.now()
    first, second, stranger = (
        make_registration(conference, now, phone="+84912000001"),
        make_registration(conference, now, phone="+84912000001"),
        make_registration(conference, now),
    )
    second.merge_into(first, actor=None, reason="x", now=now)
    stranger.merge_into(first, actor=None, reason="x", now=now)

    own = visitor.get(address_of(second)).content.decode()
    other = visitor.get(address_of(stranger)).content.decode()
    assert first.secret in own
    assert first.secret not in other
    assert first.code in other


def test_nothing_a_stranger_can_ask_for_makes_an_error(visitor, registration):
    for address in ("x/y/", "%00/%00/", "DT-0000-0000/đ/", f"{registration.code}/{registration.secret}/khac/"):
        assert visitor.get(f"/dang-ky/phieu/{address}").status_code == 404
    assert visitor.get("/dang-ky/tra-cuu/?ma=%00" + "9" * 3000).status_code == 200
    assert take(visitor, registration, "mo-lai/7", reason="x").status_code == 404


def _without_what_differs(response, code: str) -> str:
    import re

    text = re.sub(r'name="form_token" value="[^"]+"', "", response.content.decode())
    return text.replace(code, "CODE")
