"""Polls at the editors' desk."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from polls.models import Poll, PollEvent
from tests.factories.polls import make_ballots, make_poll, translate_poll

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, home):
    """A user who may add, change, publish and delete polls, and is logged in."""
    return logged_in(client, "add_poll", "change_poll", "publish_poll", "delete_poll")


def logged_in(client, *codenames):
    """Lan, who may do this with polls."""
    user = get_user_model().objects.create_user("lan", password="x", first_name="Lan")
    group = Group.objects.create(name="Editors of polls")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user.groups.add(group)
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"wagtailsnippets_polls_poll:{name}", args=args)


def form_of(poll=None, choices=(), **facts):
    """What the form sends: `choices` are (pk or "", text, options) in their order."""
    data = {
        "question": "Bạn có hài lòng không?",
        "method_note": "",
        "starts_at": "2026-01-01 08:00",
        "ends_at": "",
        "is_published": "on",
        "choices-TOTAL_FORMS": len(choices),
        "choices-INITIAL_FORMS": sum(1 for pk, *_rest in choices if pk),
        "choices-MIN_NUM_FORMS": 2,
        "choices-MAX_NUM_FORMS": 20,
    }
    if poll:
        data["question"] = poll.question
    for number, (pk, text, options) in enumerate(choices):
        data |= {
            f"choices-{number}-id": pk,
            f"choices-{number}-text": text,
            f"choices-{number}-ORDER": number + 1,
            f"choices-{number}-DELETE": "",
            **{f"choices-{number}-{name}": value for name, value in options.items()},
        }
    return {**data, **facts}


def rows_of(poll):
    return [(choice.pk, choice.text, {}) for choice in Poll.objects.get(pk=poll.pk).choices_in_order()]


def test_an_editor_makes_a_poll_and_the_log_names_him(client, editor):
    answer = client.post(address("add"), form_of(choices=[("", "Có", {}), ("", "Không", {})]))
    assert answer.status_code == 302, answer.context["form"].errors
    poll = Poll.objects.get()
    assert [choice.text for choice in poll.choices_in_order()] == ["Có", "Không"]
    event = PollEvent.objects.get()
    assert (event.actor, event.actor_name) == (editor, "Lan")


@pytest.mark.parametrize(
    "data",
    [
        form_of(choices=[("", "Có", {})]),
        form_of(choices=[("", "Có", {}), ("", "CÓ", {})]),
        form_of(choices=[("", "Có", {}), ("", "\u200b", {})]),
        form_of(choices=[("", "Có", {}), ("", "Không", {})], question="\u200b"),
        form_of(choices=[("", "Có", {}), ("", "Không", {})], question="x" * 301),
        form_of(choices=[("", "Có", {}), ("", "Không", {})], ends_at="2025-01-01 08:00"),
        form_of(choices=[("", "Có", {}), ("", "Không", {})], starts_at="gestern"),
    ],
)
def test_a_faulty_poll_is_shown_again_with_what_was_typed(client, editor, data):
    answer = client.post(address("add"), data)
    assert answer.status_code == 200
    assert not Poll.objects.exists()
    assert "Có" in answer.content.decode()


def test_what_votes_forbid_is_explained_in_the_form(client, editor):
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    rows = rows_of(poll)
    reworded = [(rows[0][0], "Không đẹp", {}), *rows[1:]]
    removed = [rows[0], rows[1], (*rows[2][:2], {"DELETE": "1"})]
    moved = [(*rows[0][:2], {"ORDER": 2}), (*rows[1][:2], {"ORDER": 1}), rows[2]]
    for choices in (reworded, removed, moved):
        answer = client.post(address("edit", poll.pk), form_of(poll, choices))
        assert answer.status_code == 200, choices
        assert answer.context["form"].non_field_errors()
        assert rows_of(poll) == rows


def test_an_editor_withdraws_a_choice_with_votes(client, editor):
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    rows = rows_of(poll)
    answer = client.post(address("edit", poll.pk), form_of(poll, [(*rows[0][:2], {"is_withdrawn": "on"}), *rows[1:]]))
    assert answer.status_code == 302, answer.context["form"].errors
    assert poll.choices.get(text="Đẹp").is_withdrawn
    assert PollEvent.objects.first().actor == editor


def test_the_list_shows_state_and_votes(client, editor):
    poll = make_poll()
    make_ballots(poll, [0, 17, 1])
    page = client.get(address("list")).content.decode()
    assert poll.question in page
    assert "18" in page


def test_the_result_screen_shows_counts_and_changes(client, editor, english):
    poll = make_poll(is_published=False)
    translate_poll(poll, english, {"Đẹp": "Beautiful"})
    Poll.objects.filter(pk=poll.pk).update(is_published=True)
    make_ballots(poll, [3, 0, 1])
    page = client.get(address("inspect", poll.pk)).content.decode()
    assert "75 %" in page
    assert str(PollEvent.What.TRANSLATED.label) in page


def test_the_list_and_the_form_take_few_queries_however_many_polls(client, editor, django_assert_max_num_queries):
    for number in range(15):
        make_poll(f"Câu {number}?")
    with django_assert_max_num_queries(40):
        client.get(address("list"))


def test_a_poll_with_votes_is_not_deleted_one_by_one_or_in_bulk(client, editor):
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    bulk = reverse("wagtail_bulk_action", args=["polls", "poll", "delete"]) + f"?id={poll.pk}"
    for url in (address("delete", poll.pk), bulk):
        for method in (client.get, client.post):
            answer = method(url, follow=True)
            assert answer.status_code == 200
            assert any(poll.question in str(message) for message in answer.context["messages"])
    assert Poll.objects.exists()


def test_polls_without_votes_are_deleted_and_the_log_names_who_did_it(client, editor):
    one, two = make_poll("Một?"), make_poll("Hai?")
    assert client.get(address("delete", one.pk)).status_code == 200
    client.post(address("delete", one.pk))
    client.post(reverse("wagtail_bulk_action", args=["polls", "poll", "delete"]) + f"?id={two.pk}")
    assert not Poll.objects.exists()
    deletions = PollEvent.objects.filter(what=PollEvent.What.DELETED)
    assert {(event.question, event.actor) for event in deletions} == {("Một?", editor), ("Hai?", editor)}


def test_without_permission_nobody_sees_or_changes_polls(client, editor, django_user_model):
    poll = make_poll()
    editor.groups.clear()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(django_user_model.objects.get(pk=editor.pk))
    for name in ("edit", "delete", "inspect"):
        assert client.get(address(name, poll.pk)).status_code == 302
        client.post(address(name, poll.pk))
    assert Poll.objects.get().question == poll.question


def test_there_is_no_address_that_resets_a_poll(client, editor):
    poll = make_poll()
    make_ballots(poll, [1, 0, 0], timezone.now())
    assert client.post(address("list") + f"reset/{poll.pk}/").status_code == 404
    assert poll.ballots.count() == 1
