"""Letters to people who registered: what is in them, what never is, and whom they reach."""

import email
import email.header
import email.policy
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from cms.home.models import OfficeIdentity
from cms.outbox.models import Message
from cms.outbox.sending import compose
from plans.correspondence.models import NoticeWording
from plans.correspondence.notices import MOST_A_DAY, Notice, forget_notices, send_notice, send_office_notice
from tests.factories.conferences import make_conference, make_conference_index, moment

pytestmark = pytest.mark.django_db

NOW = moment(2026, 6, 1, 10)
FACTS = {"code": "DT26-7K4M-9QXA", "link": "/dang-ky/DT26-7K4M-9QXA/"}
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home), contact_email="doithoai@so.example.vn")


def send(conference, kind=Notice.RECEIVED, *, key="k", to="lan@example.vn", facts=FACTS, now=NOW, **more):
    return send_notice(kind, conference=conference, to=to, facts=facts, dedupe_key=key, now=now, **more)


def as_received(message) -> email.message.EmailMessage:
    return email.message_from_bytes(compose(message).message().as_bytes(), policy=email.policy.default)


@pytest.mark.parametrize("kind", Notice)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_occasion_has_a_letter_without_holes_in_every_language(conference, kind, language):
    facts = {**FACTS, "note": "Phòng đang sửa.", "seats": 2, "letter": "345/SKHCN", "question": "12"}

    message = send(conference, kind, facts=facts, language=language)

    assert message.subject
    assert "{" not in message.subject + message.text
    assert message.purpose == f"notice.{kind.value}"
    assert "DT26-7K4M-9QXA" in message.subject + message.text


@pytest.mark.parametrize("kind", Notice)
def test_a_letter_with_the_fewest_facts_leaves_out_lines_instead_of_showing_holes(conference, kind):
    conference.contact_phone = conference.contact_unit = ""

    message = send(conference, kind, facts={})

    assert "{" not in message.text
    for line, following in zip(message.text.split("\n"), [*message.text.split("\n")[1:], ""], strict=True):
        assert not (line.endswith(":") and not following), line
    assert "\n\n\n" not in message.text


def test_nothing_the_sender_wrote_gets_into_any_letter(conference):
    typed = {"full_name": "KHUYẾN MÃI", "name": "KHUYẾN MÃI", "text": "MUA NGAY", "address": "SPAM"}

    for kind in Notice:
        message = send(conference, kind, key=kind.value, facts={**FACTS, **typed})
        for word in ["KHUYẾN MÃI", "MUA NGAY", "SPAM"]:
            assert word not in message.subject + message.text + message.reply_to


def test_facts_cannot_act_as_placeholders_or_headers(conference):
    facts = {**FACTS, "code": "X{office}\r\nBcc: x@y.vn", "note": "a\u2028b"}

    message = send(conference, Notice.CODE_AGAIN, facts=facts)

    assert "\n" not in message.subject
    assert "X{office} Bcc: x@y.vn" in message.subject
    assert as_received(message)["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    ["", None, "lan", "a@b.vn\r\nBcc: x@y.vn", "a@b.vn,c@d.vn", '"a b"@c.vn', "lan@localhost", "a@b.vn\x00", "à@b.vn"],
)
def test_an_address_mail_refuses_costs_the_letter_and_nothing_else(conference, address):
    assert send(conference, to=address) is None
    assert not Message.objects.exists()


def test_a_vietnamese_domain_is_written_as_mail_servers_do(conference):
    assert send(conference, to="lan@sở.example.vn").to == "lan@xn--s-lym.example.vn"


def test_the_office_writes_and_answers_go_to_the_conferences_contact(conference, settings):
    settings.DEFAULT_FROM_EMAIL = "Sở Khoa học <vanthu@so.example.vn>"

    letter = as_received(send(conference))

    assert letter["From"].addresses[0].addr_spec == "vanthu@so.example.vn"
    assert letter["Reply-To"].addresses[0].addr_spec == "doithoai@so.example.vn"


@pytest.mark.parametrize("contact", ["", "x@y\r\nBcc: a@b.vn", "khong-phai-dia-chi"])
def test_without_a_valid_contact_answers_go_to_the_office(conference, contact):
    OfficeIdentity.objects.create(site=conference.get_site(), name_line1="SỞ", email="vanphong@so.example.vn")
    conference.contact_email = contact

    assert send(conference).reply_to == "vanphong@so.example.vn"


def test_a_long_vietnamese_subject_is_encoded_in_words_that_each_stand_for_whole_characters(conference):
    conference.title = "Hội nghị đối thoại với công dân, doanh nghiệp về thủ tục hành chính " * 3

    raw = compose(send(conference, Notice.INVITATION)).message().as_bytes()

    header = raw.split(b"\nSubject: ")[1].split(b"\nFrom:")[0]
    words = header.split()
    assert len(words) > 3
    for word in words:
        assert len(word) <= 75
        ((content, charset),) = email.header.decode_header(word.decode("ascii"))
        content.decode(charset)
    assert conference.title.strip()[:150] in str(email.message_from_bytes(raw, policy=email.policy.default)["Subject"])


def test_a_calendar_entry_goes_along_and_says_what_it_asks_for(conference):
    letter = as_received(send(conference, Notice.CANCELLED, calendar=CALENDAR))

    (part,) = letter.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "CANCEL"
    assert part.get_filename() == "lich.ics"
    assert "METHOD:CANCEL" in part.get_content()


def test_one_address_gets_only_a_few_letters_a_day_out_of_public_forms(conference):
    sent = [send(conference, key=f"r{number}", to="Lan@Example.vn") for number in range(MOST_A_DAY)]
    assert all(sent)

    assert send(conference, key="more", to="lan@example.vn") is None
    assert send(conference, Notice.CODE_AGAIN, key="again", to="lan@example.vn") is None
    assert send(conference, key="r0", to="lan@example.vn") == sent[0]
    assert send(conference, Notice.CHANGED, key="changed", to="lan@example.vn")
    assert send(conference, key="tomorrow", to="lan@example.vn", now=NOW + timedelta(days=1, seconds=1))


def test_the_same_key_gives_one_letter(conference):
    assert send(conference).pk == send(conference, facts={"code": "khác"}).pk


def test_the_offices_own_words_are_used_in_their_language_only(conference):
    NoticeWording.objects.write(
        Notice.RECEIVED, "vi", "Đã nhận {code}", "Kính gửi ông/bà\n{link}", based_on=0, actor=None, now=NOW
    )

    assert send(conference, key="vi").subject == "Đã nhận DT26-7K4M-9QXA"
    assert send(conference, key="en", language="en").subject == "Registration DT26-7K4M-9QXA received"


def test_a_letter_for_later_waits(conference):
    later = NOW + timedelta(days=3)

    message = send(conference, Notice.REMINDER, not_before=later)

    assert list(Message.objects.due(later)) == [message]
    assert not Message.objects.due(NOW).exists()


def test_an_officer_is_written_to_with_a_clean_subject():
    user = User.objects.create_user("an", email="an@so.example.vn")

    message = send_office_notice(user, "Quá hạn\r\nBcc: x@y.vn", "Câu hỏi 12", "due:12", NOW)

    assert (message.to, message.subject) == ("an@so.example.vn", "Quá hạn Bcc: x@y.vn")


def test_officers_without_address_or_account_in_use_are_passed_over():
    nobody = User.objects.create_user("binh")
    gone = User.objects.create_user("chi", email="chi@so.example.vn", is_active=False)

    assert send_office_notice(nobody, "s", "t", "a", NOW) is None
    assert send_office_notice(gone, "s", "t", "b", timezone.now()) is None


def test_letters_about_somebody_who_is_erased_are_emptied_and_those_that_wait_never_leave(conference):
    left, waiting = send(conference, key="left"), send(conference, Notice.CHANGED, key="waiting")
    other = send(conference, key="other", facts={**FACTS, "code": "DT26-2222-3333"})
    Message.objects.filter(pk=left.pk).update(state="sent", sent_at=NOW)
    send(conference, Notice.CANCELLED, key="call", to="")

    assert forget_notices(conference, FACTS["code"], NOW) == 2
    assert forget_notices(conference, FACTS["code"], NOW) == 0

    for message in [left, waiting]:
        message.refresh_from_db()
        assert (message.to, message.subject, message.text, message.about) == ("", "", "", "")
    assert list(Message.objects.due(timezone.now())) == [other]
    assert not conference.calls.exists()
