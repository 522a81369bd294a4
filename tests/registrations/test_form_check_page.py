"""Everything is looked over once before it is sent; until then nothing is stored and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.registrations.models import Registration
from tests.factories.conferences import make_open_conference
from tests.factories.questions import make_question

from .filling_in import change, hidden_on, press, send_checked
from .sending import aged_token, send, token_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(conference):
    return aged_token(conference, shown_before=timedelta(minutes=5))


def test_all_answers_are_shown_before_anything_is_stored(visitor, conference, token):
    checked = press(visitor, conference, token=token, full_name="H'Hen Niê", group_size="3")

    page = checked.content.decode()
    assert checked.status_code == 200
    assert "H&#x27;Hen Niê" in page
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in page
    assert "0912 345 678" in page
    assert Registration.objects.count() == 0
    assert not checked.cookies


def test_the_page_of_answers_sends_the_form(visitor, conference, token):
    checked = press(
        visitor, conference, token=token, question="Dòng một\r\nDòng hai <b>&amp;</b>", access_needs=["wheelchair"]
    )

    response = send_checked(visitor, conference, checked)

    assert response.status_code == 303
    registration = Registration.objects.get()
    assert registration.questions.get().text == "Dòng một\nDòng hai <b>&amp;</b>"
    assert registration.access_needs == ["wheelchair"]
    assert visitor.get(response["Location"]).status_code == 200


def test_pressing_send_twice_is_one_form(visitor, conference, token):
    checked = press(visitor, conference, token=token)

    first, second = send_checked(visitor, conference, checked), send_checked(visitor, conference, checked)

    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1


def test_looking_over_twice_before_sending_is_still_one_form(visitor, conference, token):
    once, again = press(visitor, conference, token=token), press(visitor, conference, token=token)

    assert send_checked(visitor, conference, once)["Location"] == send_checked(visitor, conference, again)["Location"]


def test_going_back_to_change_shows_the_form_with_everything(visitor, conference, token):
    checked = press(
        visitor, conference, token=token, full_name="Y Moan Ênuôl", group_size="4", access_needs=["wheelchair"]
    )

    form = change(visitor, conference, checked)

    page = form.content.decode()
    assert form.status_code == 200
    assert 'value="Y Moan Ênuôl"' in page
    assert 'value="4"' in page
    assert "error-summary" not in page
    for chosen in ('value="citizen"', 'value="in_person"', 'value="wheelchair"', 'value="no_complaint"'):
        tag = page[page.rindex("<input", 0, page.index(chosen)) : page.index(">", page.index(chosen))]
        assert "checked" in tag, chosen


def test_an_answer_changed_after_going_back_is_the_one_that_is_sent(visitor, conference, token):
    form = change(visitor, conference, press(visitor, conference, token=token))

    checked = press(visitor, conference, token=token_on(form), full_name="Trần Văn Bình")
    send_checked(visitor, conference, checked)

    assert Registration.objects.get().full_name == "Trần Văn Bình"


def test_errors_are_shown_before_the_page_of_answers(visitor, conference, token):
    response = press(visitor, conference, token=token, full_name="", phone="", email="")

    assert response.status_code == 422
    assert 'href="#id_full_name"' in response.content.decode()


def test_who_posts_straight_to_the_last_step_is_judged_like_everybody(visitor, conference):
    response = send(visitor, conference, consent=None, complaint_answer=None)

    assert response.status_code == 422
    assert Registration.objects.count() == 0


def test_a_form_left_open_overnight_goes_on_where_it_was(visitor, conference):
    old = aged_token(conference, shown_before=timedelta(hours=30))

    checked = press(visitor, conference, token=old)

    assert checked.status_code == 200
    assert send_checked(visitor, conference, checked).status_code == 303


def test_another_site_cannot_make_the_page_of_answers(visitor, conference, token):
    response = visitor.post(
        f"/dang-ky/{conference.pk}/xem-lai/", {"form_token": token}, headers={"Origin": "https://evil.example"}
    )

    assert response.status_code == 403


def test_asking_for_the_page_of_answers_leads_to_the_form(visitor, conference):
    assert visitor.get(f"/dang-ky/{conference.pk}/xem-lai/")["Location"] == f"/dang-ky/{conference.pk}/"


def test_before_opening_the_page_of_answers_says_so(visitor, index):
    now = timezone.now()
    conference = make_open_conference(index, now, opens_at=now + timedelta(hours=1))

    response = press(visitor, conference, token=aged_token(conference, shown_before=timedelta(minutes=5)))

    assert response.status_code == 403
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in response.content.decode()


def test_a_mistyped_domain_is_pointed_out_can_be_mended_and_stops_nobody(visitor, conference, token):
    checked = press(visitor, conference, token=token, email="hoa@gmial.com")
    assert "hoa@gmail.com" in checked.content.decode()

    mended = change(visitor, conference, checked, "use-email")
    send_checked(visitor, conference, mended)

    assert Registration.objects.get().email == "hoa@gmail.com"
    checked = press(
        visitor, conference, token=aged_token(conference, shown_before=timedelta(minutes=4)), email="hoa@gmial.com"
    )
    assert send_checked(visitor, conference, checked).status_code == 303


def test_text_in_an_old_encoding_is_pointed_out_can_be_converted_and_stops_nobody(visitor, conference, token):
    pasted = "M\u00adêi ng\u00adêi ®i hái ®\u00adêng, xin §èi tho¹i"
    checked = press(visitor, conference, token=token, question=pasted)
    assert "Mười người đi hỏi đường" in checked.content.decode()

    converted = change(visitor, conference, checked, "convert")
    send_checked(visitor, conference, converted)

    assert Registration.objects.get().questions.get().text == "Mười người đi hỏi đường, xin Đối thoại"


def test_a_name_in_an_old_encoding_can_be_converted_where_it_is_refused(visitor, conference, token):
    refused = press(visitor, conference, token=token, full_name="NguyÔn V¨n H¹nh")
    assert refused.status_code == 422
    assert "Nguyễn Văn Hạnh" in refused.content.decode()

    converted = press(visitor, conference, "convert", token=token, full_name="NguyÔn V¨n H¹nh")

    assert converted.status_code == 200
    assert hidden_on(converted)["full_name"] == ["Nguyễn Văn Hạnh"]


def test_a_question_without_marks_is_pointed_out_in_vietnamese_only(visitor, conference, token):
    plain = "Toi muon hoi ve thu tuc dang ky nhan hieu hang hoa"

    noted = press(visitor, conference, token=token, question=plain)
    unmarked = press(visitor, conference, token=token)

    assert "data-notes" in noted.content.decode()
    assert "data-notes" not in unmarked.content.decode()
    assert send_checked(visitor, conference, noted).status_code == 303


def test_published_answers_to_such_a_question_are_offered_before_sending(visitor, conference, token):
    answered = make_question(conference, timezone.now(), text="Thủ tục đăng ký nhãn hiệu hàng hoá")
    type(answered).objects.filter(pk=answered.pk).update(
        public_text="Thủ tục đăng ký nhãn hiệu hàng hoá mất bao lâu?",
        public_answer="Mười hai tháng.",
        public_folded="thu tuc dang ky nhan hieu hang hoa mat bao lau",
        published_at=timezone.now(),
    )

    checked = press(visitor, conference, token=token)

    assert f"/hoi-dap/{answered.pk}/" in checked.content.decode()


def test_text_is_inert_on_the_page_of_answers(visitor, conference, token):
    attack = "</textarea><script>alert(1)</script>{{7*7}}"

    page = press(visitor, conference, token=token, question=attack, organisation_name=attack).content.decode()

    assert "<script>alert(1)" not in page
    assert "{{7*7}}" in page


def test_the_first_view_of_the_form_stays_small(visitor, conference):
    response = visitor.get(f"/dang-ky/{conference.pk}/")

    assert len(response.content) < 60_000


def test_the_form_speaks_english_too(visitor, conference):
    page = visitor.get(f"/en/dang-ky/{conference.pk}/").content.decode()

    assert "Look everything over" in page
