"""Boxes about conferences."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.portlets import OpenRegistrationsPortlet, UpcomingConferencesPortlet
from tests.factories.conferences import make_conference, make_conference_index, make_open_conference, moment

pytestmark = pytest.mark.django_db


def show(portlet_class, count=3) -> str:
    block = portlet_class()
    return block.render(block.to_python({"heading": "", "count": count}), {})


@pytest.fixture
def index(home):
    return make_conference_index(home)


def test_the_boxes_leave_nothing_behind_when_there_is_nothing_to_show(index):
    make_conference(
        index, sessions=[(moment(2022, 6, 20, 8), moment(2022, 6, 20, 11), "")], opens_at=None, closes_at=None
    )

    assert show(UpcomingConferencesPortlet) == ""
    assert show(OpenRegistrationsPortlet) == ""


def test_the_next_conferences_stand_in_the_order_of_their_dates(index):
    now = timezone.now()
    later = make_open_conference(index, now + timedelta(days=9), title="Đợt sau")
    sooner = make_open_conference(index, now, title="Đợt trước")

    html = show(UpcomingConferencesPortlet)

    assert html.index(sooner.title) < html.index(later.title)
    assert later.title not in show(UpcomingConferencesPortlet, count=1)


def test_what_is_called_off_is_not_among_the_next(index):
    now = timezone.now()
    off = make_open_conference(index, now, title="Đợt bị huỷ")
    meant = make_open_conference(index, now, title="Đợt còn lại")
    Dossier.objects.filter(conference=off).update(state=DossierState.CANCELLED)

    html = show(UpcomingConferencesPortlet)

    assert off.title not in html
    assert meant.title in html


def test_only_what_is_open_now_is_offered_for_registration(index):
    now = timezone.now()
    open_now = make_open_conference(index, now, title="Đang mở")
    not_yet = make_open_conference(index, now, title="Chưa mở", opens_at=now + timedelta(days=1))
    draft = make_open_conference(index, now, title="Bản nháp", live=False)

    html = show(OpenRegistrationsPortlet)

    assert open_now.title in html
    assert not_yet.title not in html
    assert draft.title not in html


def test_a_translation_is_not_offered_while_the_form_behind_it_is_unpublished(index, english):
    conference = make_open_conference(index, timezone.now(), title="Đang mở")
    translated = conference.copy_for_translation(english, copy_parents=True)
    translated.title = "Open now"
    translated.save_revision().publish()
    with translation.override("en"):
        assert "Open now" in show(OpenRegistrationsPortlet)
        conference.unpublish()

        assert show(OpenRegistrationsPortlet) == ""
