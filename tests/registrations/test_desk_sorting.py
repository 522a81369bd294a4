"""Many forms at once: a flood of robots, merged forms, what the list costs."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.outbox.models import Message
from plans.registrations.models import FormState, Registration, Seat
from plans.registrations.seats import seats_left
from plans.registrations.sorting import Verdict, sort
from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.registrations import make_registration

from .clerks import IN_TIME, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/registrations/sort/"


@pytest.fixture
def clerk(client):
    client.force_login(make_user("can-bo", "view_registration", "change_registration", "view_question"))
    return client


@pytest.fixture
def small(home):
    return make_conference(make_conference_index(home), capacity=3)


def test_robots_put_aside_give_up_their_seats_and_real_people_move_up(clerk, conference):
    conference.capacity = 3
    conference.save()
    now = timezone.now()
    bots = [make_registration(conference, now, full_name="Bot", email=f"b{n}@example.vn") for n in range(3)]
    real = make_registration(conference, now, full_name="Người thật")
    assert real.seat == Seat.WAITING
    letters = Message.objects.exclude(purpose__contains="seat").count()

    asked = clerk.post(ADDRESS, {"verdict": "spam", "mark": [bot.pk for bot in bots], "query": ""})
    assert asked.status_code == 200
    assert Registration.objects.filter(is_suspected_spam=True).count() == 0
    done = clerk.post(ADDRESS, {"verdict": "spam", "mark": [bot.pk for bot in bots], "query": "", "confirmed": "1"})

    assert done.status_code == 302
    real.refresh_from_db()
    assert real.seat == Seat.HELD
    for bot in bots:
        bot.refresh_from_db()
        assert (bot.form_state, bot.seat, bot.is_suspected_spam) == (FormState.HELD_FOR_CHECK, Seat.WAITING, True)
        assert [event.to_state for event in bot.events.all()][-2:] == ["held_for_check", "waiting"]
        assert bot.events.last().actor.username == "can-bo"
    assert Message.objects.exclude(purpose__contains="seat").count() == letters
    assert Registration.objects.untouched().filter(is_suspected_spam=False).get() == real


def test_a_form_put_aside_by_mistake_comes_back_as_valid(clerk, small):
    registration = make_registration(small, IN_TIME)
    actor = User.objects.get(username="can-bo")
    sort([registration.pk], Verdict.SPAM, actor=actor, reason="", now=IN_TIME)

    assert sort([registration.pk], Verdict.VALID, actor=actor, reason="", now=IN_TIME) == 1

    registration.refresh_from_db()
    assert (registration.form_state, registration.is_suspected_spam) == (FormState.VALID, False)


def test_spam_is_ended_only_after_it_was_put_aside_and_its_questions_go_too(clerk, small):
    spam, real = make_registration(small, IN_TIME), make_registration(small, IN_TIME)
    actor = User.objects.get(username="can-bo")
    step = {"actor": actor, "reason": "thư rác", "now": IN_TIME}

    assert sort([spam.pk, real.pk], Verdict.END_SPAM, **step) == 0
    sort([spam.pk], Verdict.SPAM, **step)
    assert sort([spam.pk, real.pk], Verdict.END_SPAM, **step) == 1

    spam.refresh_from_db()
    real.refresh_from_db()
    assert (spam.form_state, spam.seat) == (FormState.WITHDRAWN, Seat.RELEASED)
    assert spam.questions.get().state == "withdrawn"
    assert real.form_state == FormState.SENT
    assert seats_left(small) == 2


def test_all_forms_that_the_filters_leave_are_sorted_together(clerk, small):
    bots = [make_registration(small, IN_TIME, signs=["trap_filled"]) for _number in range(4)]
    real = make_registration(small, IN_TIME)
    sent = {"verdict": "end_spam", "everything": "1", "query": "is_suspected_spam=true", "confirmed": "1"}

    clerk.post(ADDRESS, sent)

    assert Registration.objects.filter(form_state=FormState.WITHDRAWN).count() == len(bots)
    real.refresh_from_db()
    assert real.form_state == FormState.SENT


@pytest.mark.parametrize("sent", [{}, {"mark": "x", "verdict": "spam"}, {"mark": "1", "verdict": "x"},
                                  {"mark": "9" * 30, "verdict": "spam"}])  # fmt: skip
def test_a_verdict_about_nothing_leads_back_to_the_list(clerk, conference, sent):
    assert clerk.post(ADDRESS, sent).status_code == 302


def test_who_may_only_look_sorts_nothing(client, small):
    registration = make_registration(small, IN_TIME)
    client.force_login(make_user("chi-xem", "view_registration"))

    sent = {"verdict": "spam", "mark": registration.pk, "confirmed": "1"}
    assert client.post(ADDRESS, sent).status_code == 302
    registration.refresh_from_db()
    assert not registration.is_suspected_spam
    assert 'name="mark"' not in client.get("/admin/registrations/").content.decode()


def test_two_forms_of_one_person_are_merged_and_parted_again_at_the_desk(clerk, small):
    first = make_registration(small, IN_TIME, group_size=1)
    second = make_registration(small, IN_TIME, group_size=2)
    address = f"/admin/registrations/{second.pk}/"

    merged = clerk.post(address, {"step": "merge_form", "merge-code": first.code.lower(), "merge-reason": "trùng"})

    assert merged.status_code == 302
    second.refresh_from_db()
    assert (second.form_state, second.merged_into, second.seat) == (FormState.MERGED, first, Seat.RELEASED)
    assert seats_left(small) == 2
    assert first.code in clerk.get(address).content.decode()
    assert second.code in clerk.get("/admin/registrations/", {"q": second.code}).content.decode()

    assert clerk.post(address, {"step": "part_form", "reason": ""}).status_code == 302
    second.refresh_from_db()
    assert (second.form_state, second.merged_into, second.seat) == (FormState.SENT, None, Seat.HELD)


@pytest.mark.parametrize("code", ["", "DT-0000-0000", "\x00", "itself", "elsewhere"])
def test_merging_into_nothing_is_refused_with_a_sentence(clerk, small, code):
    registration = make_registration(small, IN_TIME)
    other = make_registration(make_conference(small.get_parent()), IN_TIME)
    typed = {"itself": registration.code, "elsewhere": other.code}.get(code, code)

    response = clerk.post(f"/admin/registrations/{registration.pk}/", {"step": "merge_form", "merge-code": typed})

    assert response.status_code == 422
    registration.refresh_from_db()
    assert registration.form_state == FormState.SENT


def test_a_restricted_question_is_not_shown_to_those_who_may_not_read_it(client, small):
    registration = make_registration(small, IN_TIME, question="Tố cáo ông A nhận tiền")
    registration.questions.update(is_restricted=True)
    address = f"/admin/registrations/{registration.pk}/"

    client.force_login(make_user("can-bo", "view_registration", "view_question"))
    hidden = client.get(address)
    client.force_login(make_user("hai-nguoi", "view_registration", "view_question", "handle_complaint"))
    shown = client.get(address)

    assert "Tố cáo ông A" not in hidden.content.decode()
    assert hidden.context["hidden_questions"] == 1
    assert "Tố cáo ông A" in shown.content.decode()


def test_the_list_asks_the_database_as_often_for_fifty_forms_as_for_two(clerk, small):
    for _number in range(2):
        make_registration(small, IN_TIME)
    clerk.get("/admin/registrations/")
    with CaptureQueriesContext(connection) as few:
        clerk.get("/admin/registrations/")
    for _number in range(48):
        make_registration(small, IN_TIME)
    with CaptureQueriesContext(connection) as many:
        clerk.get("/admin/registrations/")

    assert len(many) == len(few)


def test_a_long_list_is_counted_only_as_far_as_anybody_turns_pages(clerk, small, monkeypatch):
    monkeypatch.setattr("plans.conferences.paging.LONGEST_LIST", 3)
    for _number in range(5):
        make_registration(small, IN_TIME)

    response = clerk.get("/admin/registrations/")

    assert response.context["paginator"].count == 3
    assert response.context["paginator"].has_more
    assert response.context["paginator"].items_count_label in response.content.decode()
