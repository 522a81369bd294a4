"""Delivery against real mail servers: good, away, slow, refusing."""

import os
import signal
import socket
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.outbox import querysets
from cms.outbox.models import GIVE_UP_AFTER, MOST_ATTEMPTS, Message, pause_after
from cms.outbox.sending import PAUSE_WITHOUT_SERVER, Postman
from tests.factories.outbox import make_message
from tests.outbox.mail_server import free_port, mail_server, use_server
from tests.processes import run_in_parallel, start_process

pytestmark = pytest.mark.django_db


def deliver(now=None) -> int:
    now = now or timezone.now()
    return Postman(clock=lambda: now).deliver(now)


def test_a_letter_arrives_from_the_office_with_its_headers_and_vietnamese_text(settings):
    settings.DEFAULT_FROM_EMAIL = "Sở Khoa học và Công nghệ <vanthu@so.example.vn>"
    message = make_message(reply_to="lan@example.vn", html="<p>Mã số</p>")

    with mail_server(settings) as mailbox:
        assert deliver() == 1

    letter = mailbox.letters[0]
    assert letter["From"] == "Sở Khoa học và Công nghệ <vanthu@so.example.vn>"
    assert letter["Reply-To"] == "lan@example.vn"
    assert letter["To"] == "lan@example.vn"
    assert letter["Subject"] == "Đã nhận đăng ký"
    assert letter["Message-ID"] == message.message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "Mã số của bạn: ABC-123" in letter.get_body(("plain",)).get_content()
    assert "<p>Mã số</p>" in letter.get_body(("html",)).get_content()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == ("sent", 1, "")
    assert message.sent_at


def test_a_sent_letter_is_not_sent_again(settings):
    make_message()

    with mail_server(settings) as mailbox:
        deliver()
        deliver(timezone.now() + timedelta(days=3))

    assert len(mailbox.letters) == 1


def test_several_letters_leave_in_the_order_they_became_due(settings):
    for name in ["a", "b", "c"]:
        make_message(to=f"{name}@example.vn")

    with mail_server(settings) as mailbox:
        assert deliver() == 3

    assert [letter["To"] for letter in mailbox.letters] == ["a@example.vn", "b@example.vn", "c@example.vn"]


def test_with_a_dead_server_the_letter_waits_and_arrives_when_the_server_is_back(settings):
    message = make_message()
    now = timezone.now()
    use_server(settings, free_port())

    assert deliver(now) == 0

    message.refresh_from_db()
    assert message.state == "failed"
    assert "ConnectionRefusedError" in message.last_error
    assert message.next_attempt_at > now
    with mail_server(settings) as mailbox:
        assert deliver(message.next_attempt_at) == 1
    assert len(mailbox.letters) == 1


def test_a_dead_server_is_left_alone_for_a_while_by_all_waiting_letters(settings):
    for _number in range(5):
        make_message()
    now = timezone.now()
    use_server(settings, free_port())
    postman = Postman(clock=lambda: now)

    postman.deliver(now)
    postman.deliver(now + timedelta(seconds=2))

    assert Message.objects.filter(attempts__gt=0).count() == 1
    with mail_server(settings) as mailbox:
        later = now + 2 * PAUSE_WITHOUT_SERVER
        postman._clock = lambda: later
        assert postman.deliver(later) == 5
    assert len(mailbox.letters) == 5


def test_a_server_that_never_answers_costs_one_timeout_and_the_letter_waits(settings):
    message = make_message()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        use_server(settings, silent.getsockname()[1])
        settings.EMAIL_TIMEOUT = 0.5
        started = time.monotonic()
        deliver()

    assert time.monotonic() - started < 3
    message.refresh_from_db()
    assert message.state == "failed"
    assert "timed out" in message.last_error


def test_a_slow_server_is_waited_for(settings):
    make_message()

    with mail_server(settings, delay=1.5) as mailbox:
        settings.EMAIL_TIMEOUT = 1  # for connecting; the steps of the conversation have longer
        assert deliver() == 1

    assert len(mailbox.letters) == 1


@pytest.mark.parametrize(
    "behaviour",
    [{"recipient_reply": "450 4.2.1 Mailbox busy, try later"}, {"data_reply": "451 4.3.0 Mailbox busy, try later"}],
)
def test_a_server_that_says_later_is_asked_again_later(settings, behaviour):
    message = make_message()
    now = timezone.now()

    with mail_server(settings, **behaviour) as mailbox:
        assert deliver(now) == 0
        message.refresh_from_db()
        assert message.state == "failed"
        assert "Mailbox busy, try later" in message.last_error
        mailbox.recipient_reply = mailbox.data_reply = "250 OK"
        assert deliver(now) == 0
        assert deliver(message.next_attempt_at) == 1


@pytest.mark.parametrize(
    "behaviour", [{"recipient_reply": "550 5.1.1 No such user"}, {"data_reply": "554 5.7.1 Content refused"}]
)
def test_a_server_that_says_never_ends_the_attempts(settings, behaviour):
    message = make_message()

    with mail_server(settings, **behaviour) as mailbox:
        deliver()
        deliver(timezone.now() + timedelta(days=1))

    message.refresh_from_db()
    assert message.state == "given_up"
    assert message.last_error.startswith("55")
    assert mailbox.conversations == 1


def test_one_refused_letter_does_not_hold_up_the_others(settings):
    bad = make_message(to="không@example.vn")  # needs SMTPUTF8, which nobody promised
    good = make_message()

    with mail_server(settings) as mailbox:
        deliver()

    bad.refresh_from_db()
    good.refresh_from_db()
    assert good.state == "sent"
    assert any(letter["To"] == "lan@example.vn" for letter in mailbox.letters)


def test_a_letter_is_given_up_after_days_of_failing(settings):
    message = make_message()
    use_server(settings, free_port())

    deliver(timezone.now() + GIVE_UP_AFTER)

    message.refresh_from_db()
    assert message.state == "given_up"


def test_a_letter_that_kills_its_worker_each_time_is_given_up(settings):
    message = make_message()
    Message.objects.filter(pk=message.pk).update(attempts=MOST_ATTEMPTS - 1)
    use_server(settings, free_port())

    deliver()

    message.refresh_from_db()
    assert message.state == "given_up"


def test_pauses_double_up_to_a_limit_and_differ_between_letters():
    assert timedelta(seconds=22) < pause_after(1) < timedelta(seconds=38)
    assert timedelta(minutes=3) - timedelta(seconds=1) < pause_after(4) < timedelta(minutes=5) + timedelta(seconds=1)
    assert pause_after(1000) <= timedelta(hours=7, minutes=30)
    assert len({pause_after(5) for _turn in range(10)}) > 1


def test_a_lost_lease_is_noticed_and_changes_nothing():
    make_message()
    now = timezone.now()
    slow = Message.objects.claim(now)
    fast = Message.objects.claim(now + querysets.LEASE)

    assert fast.mark_sent(now)
    assert not slow.mark_failed(now, "too late")

    assert Message.objects.get().state == "sent"


def test_a_claimed_letter_is_not_claimed_again_before_its_lease_ends():
    make_message()
    now = timezone.now()

    assert Message.objects.claim(now)
    assert Message.objects.claim(now + querysets.LEASE - timedelta(seconds=1)) is None
    assert Message.objects.claim(now + querysets.LEASE)


def _work(turns):
    sent = 0
    for _turn in range(turns):
        sent += Postman().deliver(timezone.now())
    return sent


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_workers_in_several_processes_never_send_one_letter_twice(settings):
    for number in range(40):
        make_message(to=f"reader{number}@example.vn")

    with mail_server(settings, delay=0.01) as mailbox:
        sent = run_in_parallel(_work, [(4,), (4,), (4,)])

    assert sum(sent) == 40
    assert len({letter["Message-ID"] for letter in mailbox.letters}) == 40
    assert len(mailbox.letters) == 40
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_a_letter_whose_worker_is_killed_before_its_content_left_is_sent_by_the_next(settings):
    message = make_message()

    with mail_server(settings, recipient_delay=30) as mailbox:
        worker = start_process(_work, 1)
        _wait_for(lambda: mailbox.conversations == 1)
        os.kill(worker.pid, signal.SIGKILL)
        worker.join(5)
        mailbox.recipient_delay = 0
        message.refresh_from_db()
        assert message.state == "sending"
        assert deliver() == 0
        assert deliver(message.leased_until) == 1

        assert [letter["Message-ID"] for letter in mailbox.letters][-1] == message.message_id
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 2)


def _wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
