"""Who may publish a poll, and who may only prepare it."""

import pytest
from django.utils import timezone

from polls.models import Poll
from tests.factories.polls import make_poll
from tests.polls.test_admin import address, form_of, logged_in, rows_of

pytestmark = pytest.mark.django_db
NEW = [("", "Có", {}), ("", "Không", {})]


@pytest.fixture
def author(client, home):
    """Somebody who prepares polls."""
    return logged_in(client, "add_poll", "change_poll")


def test_an_author_makes_a_poll_that_stays_unpublished_whatever_is_sent(client, author):
    form = client.get(address("add")).context["form"]
    assert form.fields["is_published"].disabled
    assert client.post(address("add"), form_of(choices=NEW, is_published="on")).status_code == 302
    assert not Poll.objects.get().is_published


def test_an_author_changes_but_does_not_publish_a_draft(client, author):
    poll = make_poll(is_published=False)
    sent = form_of(poll, rows_of(poll), is_published="on", method_note="Ghi chú", starts_at="2026-02-01 08:00")
    assert client.post(address("edit", poll.pk), sent).status_code == 302
    stored = Poll.objects.get()
    assert (stored.is_published, stored.method_note, stored.starts_at.month) == (False, "Ghi chú", 2)


@pytest.mark.parametrize("change", [{"question": "Câu khác?"}, {"method_note": "Ghi chú"}])
def test_an_author_changes_nothing_the_public_reads_and_keeps_what_was_typed(client, author, change):
    poll = make_poll()
    before = poll.facts()
    answer = client.post(address("edit", poll.pk), form_of(poll, rows_of(poll), **change))
    assert answer.status_code == 200
    assert "chỉ người duyệt mới được sửa" in str(answer.context["form"].non_field_errors())
    assert next(iter(change.values())) in answer.content.decode()
    assert Poll.objects.get().facts() == before


def test_an_author_adds_no_choice_to_a_published_poll(client, author):
    poll = make_poll()
    answer = client.post(address("edit", poll.pk), form_of(poll, [*rows_of(poll), ("", "Khác", {})]))
    assert answer.status_code == 200
    assert poll.choices.count() == 3


def test_an_author_neither_unpublishes_nor_moves_the_dates_of_a_published_poll(client, author):
    poll = make_poll(now=timezone.now().replace(microsecond=0))
    before = poll.facts()
    sent = form_of(poll, rows_of(poll), is_published="", starts_at="2020-01-01 08:00", ends_at="2020-01-02 08:00")
    client.post(address("edit", poll.pk), sent)
    assert Poll.objects.get().facts() == before


@pytest.mark.parametrize("is_superuser", [False, True])
def test_an_approver_and_a_superuser_publish(client, home, is_superuser):
    user = logged_in(client, *([] if is_superuser else ["change_poll", "publish_poll"]))
    user.is_superuser = is_superuser
    user.save()
    poll = make_poll(is_published=False)
    answer = client.post(address("edit", poll.pk), form_of(poll, rows_of(poll), is_published="on"))
    assert answer.status_code == 302, answer.context["form"].errors
    assert Poll.objects.get().is_published
