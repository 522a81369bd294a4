"""What mail servers write about letters they cannot deliver."""

import io
import sys

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.returned import read_return
from tests.factories.outbox import make_message
from tests.outbox.mail_server import mail_server
from tests.outbox.test_sending import deliver

NOTICE = """\
From: MAILER-DAEMON@mail.example.vn
To: vanthu@so.example.vn
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grenze"

--grenze
Content-Type: text/plain; charset=utf-8

Xin lỗi, thư không tới được.

--grenze
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.vn

Final-Recipient: rfc822; lan@example.vn
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <lan@example.vn>:
    Recipient address rejected

--grenze
Content-Type: {kind}

From: vanthu@so.example.vn
Message-ID: {message_id}
Subject: Test

--grenze--
"""


def notice(message_id="<abc@so.example.vn>", action="failed", kind="message/rfc822") -> bytes:
    return NOTICE.format(message_id=message_id, action=action, kind=kind).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_failure_names_the_letter_and_the_reason(kind):
    returned = read_return(notice(kind=kind))

    assert returned.message_id == "<abc@so.example.vn>"
    assert returned.reason == "smtp; 550 5.1.1 <lan@example.vn>: Recipient address rejected"


@pytest.mark.parametrize(
    "mail",
    [
        notice(action="delayed"),
        notice(action="delivered"),
        notice(message_id="khong co"),
        b"",
        b"\x00\xff\xfe",
        "Subject: Nghỉ phép\n\nTôi đi vắng.".encode(),
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\n--x--\n",
    ],
)
def test_anything_else_is_no_return(mail):
    assert read_return(mail) is None


def read_bounces(monkeypatch, mail: bytes) -> str:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail)))
    output = io.StringIO()
    call_command("read_bounces", stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_a_letter_taken_and_sent_back_later_is_marked_as_returned_once(settings, monkeypatch):
    message = make_message()
    with mail_server(settings):
        assert deliver() == 1

    assert "marked as returned" in read_bounces(monkeypatch, notice(message.message_id))
    assert "marked already" in read_bounces(monkeypatch, notice(message.message_id))

    message.refresh_from_db()
    assert message.bounced_at
    assert "550 5.1.1" in message.bounce_reason
    assert list(Message.objects.undelivered()) == [message]
    assert not Message.objects.due(timezone.now()).exists()


@pytest.mark.django_db
def test_mail_about_other_letters_changes_nothing(monkeypatch):
    waiting = make_message()

    assert "none of our letters" in read_bounces(monkeypatch, notice("<khac@so.example.vn>"))
    assert "was not sent" in read_bounces(monkeypatch, notice(waiting.message_id))
    assert "nothing was changed" in read_bounces(monkeypatch, b"Subject: chao\n\nxin chao")

    assert not Message.objects.filter(bounced_at__isnull=False).exists()
