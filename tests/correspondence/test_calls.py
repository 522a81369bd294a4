"""Whom the office has to call: everybody a letter cannot reach, each once."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.sending import Postman
from plans.correspondence.calls import CallContact, CallTask, asking_for_contacts
from plans.correspondence.deliveries import DeliveryState, delivery_of
from plans.correspondence.kinds import BY_PHONE_OTHERWISE
from plans.correspondence.notices import Notice, send_notice
from tests.factories.conferences import make_conference, make_conference_index
from tests.outbox.mail_server import mail_server
from tests.registrations.clerks import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home))


def send(conference, kind=Notice.CHANGED, *, to="", key="k", code="DT26-7K4M-9QXA"):
    facts = {"code": code, "note": "Bão", "link": "/dang-ky/x/"}
    return send_notice(kind, conference=conference, to=to, facts=facts, dedupe_key=key, now=timezone.now())


def sent(conference, **options) -> Message:
    message = send(conference, to="lan@example.vn", **options)
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=timezone.now())
    message.refresh_from_db()
    return message


def log_in(client, *codenames) -> User:
    user = make_user("vanthu", *codenames)
    client.force_login(user)
    return user


@pytest.mark.parametrize("kind", BY_PHONE_OTHERWISE)
def test_who_has_no_address_is_put_onto_the_list_of_calls_once(conference, kind):
    assert send(conference, kind) is None
    assert send(conference, kind) is None

    call = CallTask.objects.get()
    assert (call.kind, call.reference, call.why) == (kind, "DT26-7K4M-9QXA", "no_address")
    assert delivery_of("k").state == DeliveryState.TO_CALL


@pytest.mark.parametrize("kind", [Notice.RECEIVED, Notice.CODE_AGAIN, Notice.REMINDER, Notice.INVITATION])
def test_nobody_is_called_about_what_they_know(conference, kind):
    send(conference, kind)

    assert not CallTask.objects.exists()
    assert delivery_of("k") is None


def test_everybody_told_of_a_change_has_a_letter_or_a_call(conference):
    people = {"a": "a@example.vn", "b": "", "c": "c@example.vn", "d": "khong phai"}
    for name, address in people.items():
        send(conference, to=address, key=f"changed:{name}", code=name)

    assert Message.objects.count() == 2
    assert CallTask.objects.count() == 2
    assert all(delivery_of(f"changed:{name}") for name in people)


def test_a_letter_that_comes_back_becomes_a_call_and_the_person_reads_so(conference):
    message = sent(conference, kind=Notice.RECEIVED)

    message.mark_bounced(timezone.now(), "550 no such user")

    call = CallTask.objects.get()
    assert (call.conference, call.reference, call.why) == (conference, "DT26-7K4M-9QXA", "returned")
    assert delivery_of("k").state == DeliveryState.UNDELIVERABLE


def test_a_letter_the_server_refuses_for_good_becomes_a_call(conference, settings):
    send(conference, to="lan@example.vn")

    with mail_server(settings, recipient_reply="550 5.1.1 No such user"):
        Postman().deliver(timezone.now())

    assert CallTask.objects.get().why == "not_sent"
    assert delivery_of("k").state == DeliveryState.UNDELIVERABLE


def test_nobody_is_called_about_a_lost_code_or_mail_of_the_site_itself(conference):
    sent(conference, kind=Notice.CODE_AGAIN).mark_bounced(timezone.now(), "550")
    other = Message.objects.enqueue(to="a@b.vn", subject="s", text="t", purpose="site.mail", dedupe_key="o")
    Message.objects.filter(pk=other.pk).update(state="sent", sent_at=timezone.now())
    other.refresh_from_db()

    assert other.mark_bounced(timezone.now(), "550")
    assert not CallTask.objects.exists()


def test_a_call_is_ticked_off_with_one_button_and_can_be_taken_back(client, conference):
    user = log_in(client, "change_calltask")
    send(conference)
    call = CallTask.objects.get()
    url = reverse("notice_calls:settle", args=[call.pk])

    assert client.post(url, {"outcome": "called", "note": "Gặp con trai\x00"}).status_code == 302
    call.refresh_from_db()
    assert (call.outcome, call.note, call.done_by, call.done_by_name) == ("called", "Gặp con trai", user, "vanthu")
    assert delivery_of("k").state == DeliveryState.TOLD
    assert not CallTask.objects.open().exists()

    client.post(url, {"outcome": ""})
    assert CallTask.objects.open().exists()


def test_the_second_of_two_ticks_changes_nothing(client, conference):
    log_in(client, "change_calltask")
    send(conference)
    url = reverse("notice_calls:settle", args=[CallTask.objects.get().pk])

    client.post(url, {"outcome": "called"})
    page = client.post(url, {"outcome": "posted"}, follow=True)

    assert CallTask.objects.get().outcome == "called"
    assert [message.level_tag for message in page.context["messages"]] == ["success", "error"]


def test_the_list_shows_how_to_reach_people_without_keeping_a_copy(client, conference):
    log_in(client, "view_calltask")
    send(conference)

    def contacts(sender, references, **_more):
        return {reference: CallContact("Nguyễn Thị Lan", "0905 123 456", url="/admin/x/") for reference in references}

    asking_for_contacts.connect(contacts)
    try:
        page = client.get(reverse("notice_calls:list")).content.decode()
    finally:
        asking_for_contacts.disconnect(contacts)

    assert "Nguyễn Thị Lan" in page
    assert "0905 123 456" in page
    assert "<button" not in page.split('class="calls"')[1].split("</ul>")[0]
    assert not any("0905" in str(value) for value in CallTask.objects.values_list().get())


def test_the_list_can_be_narrowed_and_bears_nonsense(client, conference, home):
    log_in(client, "change_calltask")
    send(conference)
    other = make_conference(make_conference_index(home))
    send(other, key="other", code="DT26-2222-3333")
    listing = reverse("notice_calls:list")

    assert "DT26-2222-3333" not in client.get(listing, {"conference": conference.pk}).content.decode()
    for query in [{"conference": "x"}, {"conference": "9" * 40}, {"p": "-3"}, {"show": "\x00"}]:
        assert client.get(listing, query).status_code == 200
    assert "DT26-2222-3333" not in client.get(listing, {"show": "done"}).content.decode()


def test_the_list_asks_the_database_the_same_number_of_times_for_one_and_for_many(
    client, conference, django_assert_max_num_queries
):
    log_in(client, "change_calltask")
    listing = reverse("notice_calls:list")
    send(conference)
    client.get(listing)
    with django_assert_max_num_queries(30) as one:
        client.get(listing)
    for number in range(20):
        send(conference, key=f"k{number}", code=f"C{number}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(listing)


def test_staff_without_permission_see_and_change_no_calls(client, conference):
    log_in(client)
    send(conference)
    call = CallTask.objects.get()

    assert client.get(reverse("notice_calls:list")).status_code == 302
    client.post(reverse("notice_calls:settle", args=[call.pk]), {"outcome": "called"})

    assert CallTask.objects.open().exists()
    assert reverse("notice_calls:list").encode() not in client.get(reverse("wagtailadmin_home")).content


def test_staff_learn_on_the_first_page_that_people_wait_for_a_call(client, conference):
    log_in(client, "change_calltask")
    send(conference)

    home_page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert f'<a href="{reverse("notice_calls:list")}">' in home_page


def test_the_way_back_after_a_tick_stays_in_this_site(client, conference):
    log_in(client, "change_calltask")
    send(conference)
    url = reverse("notice_calls:settle", args=[CallTask.objects.get().pk])

    answer = client.post(url, {"outcome": "called", "next": "https://evil.example/"})

    assert answer.url == reverse("notice_calls:list")
