"""Nobody is known: no address is stored, keys cannot be made again once the salt is destroyed."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from wagtail.models import Site

from cms.visits import salt
from cms.visits.counting import flush, take_in
from cms.visits.definition import day_of
from cms.visits.jobs import destroy_old_salts
from cms.visits.models import CountingProcess, DaySalt, PageDay, SiteTotal, Visitor, VisitorPage
from cms.visits.salt import salt_of, visitor_key
from cms.visits.token import token_for
from tests.factories.visits import BROWSER, moment

pytestmark = pytest.mark.django_db


def request_from(rf, address="203.0.113.77"):
    return rf.get("/", REMOTE_ADDR=address, **BROWSER)


def test_address_and_browser_name_are_in_no_table_of_the_counter(home, rf):
    token = token_for(Site.objects.get().pk, home.pk)
    Client().post("/luot-truy-cap/dem/", {"p": token}, REMOTE_ADDR="203.0.113.77", **BROWSER)
    take_in(request_from(rf), 1, home.pk, moment("2026-11-22 10:00:00"))
    assert flush() >= 1
    with connection.cursor() as cursor:
        for model in apps.get_app_config("visits").get_models():
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            stored = str(cursor.fetchall())
            assert "203.0.113" not in stored
            assert "Firefox" not in stored


def test_a_browser_has_another_key_on_every_day_and_on_every_site():
    keys = {
        visitor_key(salt_of(day_of(moment(f"2026-11-{day} 10:00:00"))), site, "203.0.113.77", "browser")
        for day in (21, 22)
        for site in (1, 2)
    }
    assert len(keys) == 4


def test_every_process_uses_the_same_salt_of_the_day():
    day = day_of(moment("2026-11-22 10:00:00"))
    first = salt_of(day)
    salt._known.clear()
    assert salt_of(day) == first
    assert DaySalt.objects.count() == 1


def test_salts_and_keys_of_past_days_are_destroyed_and_figures_stay(rf):
    evening = moment("2026-11-22 23:50:00")
    take_in(request_from(rf), 1, 7, evening)
    flush()
    assert (DaySalt.objects.count(), Visitor.objects.count(), VisitorPage.objects.count()) == (1, 1, 1)

    destroy_old_salts(evening + timedelta(minutes=15))
    assert DaySalt.objects.count() == 1, "views of the last second may still be on their way"

    destroy_old_salts(evening + timedelta(minutes=40))
    assert (DaySalt.objects.count(), Visitor.objects.count(), VisitorPage.objects.count()) == (0, 0, 0)
    assert not salt._known
    assert SiteTotal.objects.values_list("visits", "views").get() == (1, 1)
    assert PageDay.objects.count() == 1


def test_todays_salt_survives_the_job():
    now = moment("2026-11-22 10:00:00")
    salt_of(day_of(now))
    destroy_old_salts(now)
    assert DaySalt.objects.count() == 1


def test_a_salt_is_gone_within_forty_eight_hours_even_if_made_at_midnight():
    made = moment("2026-11-22 00:00:00")
    salt_of(day_of(made))
    destroy_old_salts(made + timedelta(hours=47))
    assert not DaySalt.objects.exists()


def test_a_destroyed_salt_cannot_be_made_again():
    day = day_of(moment("2026-11-20 10:00:00"))
    first = salt_of(day)
    destroy_old_salts(moment("2026-11-22 10:00:00"))
    assert salt_of(day) != first


def test_notes_on_processes_long_gone_are_cleared(rf):
    now = moment("2026-11-22 10:00:00")
    take_in(request_from(rf), 1, 7, now)
    flush()
    CountingProcess.objects.update(written_at=now)
    destroy_old_salts(now + timedelta(days=1))
    assert CountingProcess.objects.count() == 1
    destroy_old_salts(now + timedelta(days=3))
    assert CountingProcess.objects.count() == 0
