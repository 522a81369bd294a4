"""Small files that go with a letter."""

import email
import email.policy

import pytest

from cms.outbox.attachments import MOST_BYTES, Attachment
from cms.outbox.sending import compose
from tests.factories.outbox import make_message

pytestmark = pytest.mark.django_db

INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Đối thoại\r\nEND:VCALENDAR\r\n".encode()


def parts_of(message):
    letter = email.message_from_bytes(compose(message).message().as_bytes(), policy=email.policy.default)
    return list(letter.iter_attachments())


def test_files_arrive_with_name_type_and_every_byte():
    pdf = bytes(range(256)) * 20
    message = make_message(
        attachments=[
            Attachment("lich.ics", "text/calendar", INVITATION),
            Attachment("phieu.pdf", "application/pdf", pdf),
        ]
    )
    message.refresh_from_db()

    calendar, slip = parts_of(message)

    assert (calendar.get_filename(), calendar.get_content_type()) == ("lich.ics", "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True) == INVITATION
    assert (slip.get_filename(), slip.get_content_type()) == ("phieu.pdf", "application/pdf")
    assert slip.get_payload(decode=True) == pdf


def test_a_calendar_cannot_name_a_method_of_its_own():
    evil = b'BEGIN:VCALENDAR\r\nMETHOD:X"\r\nBcc: a@b.vn\r\n'

    (part,) = parts_of(make_message(attachments=[Attachment("lich.ics", "text/calendar", evil)]))

    assert part.get_param("method") is None
    assert part["Bcc"] is None


@pytest.mark.parametrize("name", ["", "a\r\nb.ics", "../x.ics", 'a".ics', "lịch.ics"])
def test_names_that_need_encoding_or_trick_somebody_are_refused(name):
    with pytest.raises(ValueError, match="plain name"):
        Attachment(name, "text/calendar", b"")


def test_letters_stay_small():
    with pytest.raises(ValueError, match="at most"):
        make_message(attachments=[Attachment("a.pdf", "application/pdf", bytes(MOST_BYTES + 1))])
