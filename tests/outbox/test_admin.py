"""The outbox in the admin: who sees it and who may send again."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.outbox.attachments import Attachment
from cms.outbox.jobs import KEEP_CONTENT, remove_old_content
from cms.outbox.models import Message
from tests.factories.outbox import make_message

pytestmark = pytest.mark.django_db

FILE = Attachment("lich.ics", "text/calendar", b"BEGIN:VCALENDAR")


def staff(client, *codenames) -> User:
    group = Group.objects.create(name="Văn thư")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(*Permission.objects.filter(content_type__app_label="outbox", codename__in=codenames))
    user = User.objects.create_user("vanthu", password="một mật khẩu dài")
    user.groups.add(group)
    client.force_login(user)
    return user


def failed_message(**fields) -> Message:
    message = make_message(**fields)
    Message.objects.filter(pk=message.pk).update(state="given_up", last_error="550 No such user", attempts=1)
    message.refresh_from_db()
    return message


def sent_message(**fields) -> Message:
    message = make_message(**fields)
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=timezone.now(), attempts=1)
    message.refresh_from_db()
    return message


def _inspect(client, message) -> str:
    return client.get(reverse("message:inspect", args=[message.pk])).content.decode()


def test_staff_with_permission_see_state_attempts_and_error(client):
    staff(client, "view_message")
    failed_message()

    page = client.get(reverse("message:index")).content.decode()

    assert "550 No such user" in page
    assert "lan@example.vn" in page


def test_staff_without_permission_see_nothing(client):
    staff(client)
    message = failed_message()

    assert client.get(reverse("message:index")).status_code == 302
    assert client.get(reverse("message:inspect", args=[message.pk])).status_code == 302
    assert b"?arrival=missing" not in client.get(reverse("wagtailadmin_home")).content


def test_staff_learn_on_the_first_page_that_messages_could_not_be_sent(client):
    staff(client, "view_message")
    failed_message()
    failed_message()

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("message:index") + "?arrival=missing" in page
    assert "2 " in page


def test_the_list_of_what_did_not_arrive_holds_failed_and_returned_letters_only(client):
    staff(client, "view_message")
    failed_message(to="hong@example.vn")
    returned = sent_message(to="ve@example.vn")
    returned.mark_bounced(timezone.now(), "550 hộp thư không tồn tại")
    sent_message(to="toi@example.vn")
    make_message(to="cho@example.vn")

    page = client.get(reverse("message:index"), {"arrival": "missing"}).content.decode()

    assert "hong@example.vn" in page
    assert "ve@example.vn" in page
    assert "550 hộp thư không tồn tại" in page
    assert "toi@example.vn" not in page
    assert "cho@example.vn" not in page
    assert "toi@example.vn" in client.get(reverse("message:index"), {"arrival": "xyz"}).content.decode()


def test_staff_mark_a_sent_letter_as_returned_and_say_why(client):
    staff(client, "view_message", "bounce_message")
    message = sent_message()

    assert reverse("message:bounce", args=[message.pk]) in _inspect(client, message)
    client.post(reverse("message:bounce", args=[message.pk]), {"reason": "Hộp thư\r\nđầy"})

    message.refresh_from_db()
    assert message.bounce_reason == "Hộp thư đầy"
    assert message.state == "sent"
    assert "Hộp thư đầy" in _inspect(client, message)
    assert reverse("message:bounce", args=[message.pk]) not in _inspect(client, message)


def test_a_return_needs_a_reason_a_permission_and_a_letter_that_left(client):
    message, waiting = sent_message(), make_message()
    staff(client, "view_message")
    client.post(reverse("message:bounce", args=[message.pk]), {"reason": "đầy"})
    client.logout()
    boss = User.objects.create_superuser("chanh", password="một mật khẩu dài")
    client.force_login(boss)
    client.post(reverse("message:bounce", args=[message.pk]), {"reason": " "})
    client.post(reverse("message:bounce", args=[waiting.pk]), {"reason": "đầy"})
    client.get(reverse("message:bounce", args=[message.pk]), {"reason": "đầy"})

    assert not Message.objects.filter(bounced_at__isnull=False).exists()


def test_nothing_is_shown_on_the_first_page_when_all_letters_left(client):
    staff(client, "view_message")
    make_message()

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("message:index") + "?arrival=missing" not in page


def test_a_given_up_letter_is_queued_again_by_the_button(client):
    staff(client, "view_message", "retry_message")
    message = failed_message()

    assert (
        reverse("message:retry", args=[message.pk])
        in client.get(reverse("message:inspect", args=[message.pk])).content.decode()
    )
    client.post(reverse("message:retry", args=[message.pk]))

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 0)
    assert Message.objects.due(timezone.now()).exists()


def test_looking_is_not_sending(client):
    staff(client, "view_message")
    message = failed_message()

    page = client.get(reverse("message:inspect", args=[message.pk])).content.decode()
    client.post(reverse("message:retry", args=[message.pk]))

    assert reverse("message:retry", args=[message.pk]) not in page
    message.refresh_from_db()
    assert message.state == "given_up"


def test_following_a_link_does_not_send_again(client):
    staff(client, "view_message", "retry_message")
    message = failed_message()

    client.get(reverse("message:retry", args=[message.pk]))

    message.refresh_from_db()
    assert message.state == "given_up"


def test_a_letter_that_left_is_not_sent_again_by_an_old_button(client):
    staff(client, "view_message", "retry_message")
    message = make_message()
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=timezone.now())

    client.post(reverse("message:retry", args=[message.pk]))

    message.refresh_from_db()
    assert message.state == "sent"


def test_what_a_letter_says_cannot_act_in_the_admin(client):
    staff(client, "view_message")
    message = failed_message(text="<script>alert(1)</script>", subject="</textarea><b>x")

    page = client.get(reverse("message:inspect", args=[message.pk])).content.decode()

    assert "<script>alert(1)" not in page
    assert "</textarea><b>" not in page


def test_the_content_of_ended_letters_is_removed_after_its_time_and_the_record_stays():
    now = timezone.now()
    ended, young, waiting = failed_message(attachments=[FILE], about="7:DT26"), failed_message(), make_message()
    old = now - KEEP_CONTENT - timedelta(days=1)
    Message.objects.filter(pk__in=[ended.pk, waiting.pk]).update(created_at=old)

    remove_old_content(now)
    remove_old_content(now)

    ended.refresh_from_db()
    assert (ended.to, ended.subject, ended.text, ended.last_error) == ("", "", "", "")
    assert (ended.attachments, ended.about, ended.bounce_reason) == ([], "", "")
    assert ended.purged_at == now
    assert not ended.can_be_retried
    for kept in [young, waiting]:
        kept.refresh_from_db()
        assert kept.text


def test_after_a_restore_waiting_letters_can_be_held_back_and_sent_one_by_one():
    first, second, left = make_message(), make_message(), make_message()
    Message.objects.filter(pk=left.pk).update(state="sent", sent_at=timezone.now())

    call_command("hold_messages", stdout=StringIO())

    assert not Message.objects.due(timezone.now()).exists()
    assert Message.objects.get(pk=left.pk).state == "sent"
    first.refresh_from_db()
    first.retry(timezone.now())
    assert list(Message.objects.due(timezone.now())) == [first]
    assert Message.objects.get(pk=second.pk).can_be_retried


def test_addresses_that_open_somebodys_page_are_shown_without_their_key(client):
    staff(client, "view_message")
    key = "kE4_" + "x7Q-" * 7
    message = make_message(text=f"Xem tại https://so.example.vn/dang-ky/phieu/DT-1111-2222/{key}/\nTrân trọng")
    shown = _inspect(client, message)
    assert key not in shown
    assert "https://so.example.vn/dang-ky/phieu/DT-1111-2222/…/" in shown
    message.refresh_from_db()
    assert key in message.text
