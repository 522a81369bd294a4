"""The dialogue's part of the admin menu: in the order of the work, and nothing in it that turns somebody away."""

import pytest
from django.test import RequestFactory

from plans.conferences.dialogue_menu import dialogue_menu
from tests.registrations.clerks import make_user

CLERK = (
    "view_dossier", "change_dossier", "view_yearlyplan", "change_yearlyplan", "view_registration",
    "change_registration", "view_question", "change_question", "check_in", "view_calltask", "change_calltask",
    "change_noticewording", "view_exceptionalday", "change_exceptionalday",
)  # fmt: skip
LEADER = ("view_dossier", "approve_dossier", "view_registration", "view_question", "approve_answer", "chair")
OF_THE_CLERK = [
    "conference-files", "yearly-dialogue-plans", "registrations", "entry", "questions", "hall", "letters",
    "escalations", "dialogue-reports", "ledger", "calls", "wording", "working-days",
]  # fmt: skip


def offered(client, user) -> list:
    client.force_login(user)
    client.get("/admin/")  # Loads every screen.
    request = RequestFactory().get("/admin/")
    request.user = user
    return sorted(dialogue_menu.menu_items_for_request(request), key=lambda item: item.order)


def test_the_menu_of_a_clerk_follows_the_work_and_entering_a_form_is_one_click_away(client, db):
    items = offered(client, make_user("van-thu", *CLERK))

    assert [item.url.strip("/").split("/")[-1] for item in items] == OF_THE_CLERK
    assert len({str(item.label) for item in items}) == len(items)


@pytest.mark.parametrize("codenames", [CLERK, LEADER, ("prepare_answer",), ("view_question",), ("change_calltask",)])
def test_nothing_in_the_menu_turns_its_reader_away(client, db, codenames):
    items = offered(client, make_user("can-bo", *codenames))

    assert items
    assert {item.url: client.get(item.url).status_code for item in items} == {item.url: 200 for item in items}
