"""Writing letters into the outbox."""

import pytest
from django.core.mail import BadHeaderError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.outbox.models import Message
from tests.factories.outbox import make_message
from tests.processes import run_in_parallel


@pytest.mark.django_db
def test_a_letter_is_queued_and_due_at_once():
    message = make_message()

    assert message.state == Message.State.QUEUED
    assert list(Message.objects.due(timezone.now())) == [message]


@pytest.mark.django_db
def test_a_letter_for_later_is_not_due_yet():
    later = timezone.now() + timezone.timedelta(hours=2)
    message = make_message(not_before=later)

    assert not Message.objects.due(timezone.now()).exists()
    assert list(Message.objects.due(later)) == [message]


@pytest.mark.django_db
def test_the_same_key_gives_the_same_letter_unchanged():
    first = make_message(dedupe_key="registration:7", text="một")
    second = make_message(dedupe_key="registration:7", text="hai")

    assert second.pk == first.pk
    assert Message.objects.get().text == "một"


@pytest.mark.django_db
def test_a_second_call_with_the_same_key_keeps_the_callers_transaction_usable():
    with transaction.atomic():
        make_message(dedupe_key="twice")
        make_message(dedupe_key="twice")
        make_message(dedupe_key="once")

    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_a_rolled_back_transaction_takes_its_letter_along():
    with transaction.atomic():
        make_message()
        transaction.set_rollback(True)

    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["to", "subject", "reply_to", "purpose"])
@pytest.mark.parametrize("attack", ["a@b.vn\nBcc: x@y.vn", "a@b.vn\r\nBcc: x@y.vn", "a@b.vn\x00", "a@b.vn\u2028x"])
def test_line_breaks_and_control_characters_in_headers_are_refused(header, attack):
    with pytest.raises(BadHeaderError):
        make_message(**{header: attack})

    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@b.vn", "a@b.vn,c@d.vn", "a@b.vn; c@d.vn", "Lan <a@b.vn>", "a b@c.vn", "a" * 255 + "@b.vn"],
)
def test_only_one_plain_address_is_taken(address):
    with pytest.raises(ValueError, match="address"):
        make_message(to=address)


@pytest.mark.django_db
def test_forbidden_characters_in_the_text_are_removed():
    message = make_message(text="Chào\x00 bạn\u202e\r\nMã: 1")

    message.refresh_from_db()
    assert message.text == "Chào bạn\nMã: 1"


@pytest.mark.django_db
def test_every_letter_has_its_own_message_id_under_the_offices_domain(settings):
    settings.DEFAULT_FROM_EMAIL = "Sở Khoa học <vanthu@sở.example.vn>"
    first, second = make_message(), make_message()

    assert first.message_id != second.message_id
    assert first.message_id.endswith("@xn--s-lym.example.vn>")


@pytest.mark.django_db
def test_the_database_refuses_a_sent_letter_without_its_moment():
    message = make_message()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state=Message.State.SENT)


def _enqueue_same(text):
    return make_message(dedupe_key="race", text=text).pk


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_processes_enqueuing_the_same_key_at_once_write_one_letter():
    keys = run_in_parallel(_enqueue_same, [(str(number),) for number in range(4)])

    assert len(set(keys)) == 1
    assert Message.objects.count() == 1
