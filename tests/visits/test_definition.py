"""Views and visits by the published definitions, at given times."""

import pytest
from django.db import IntegrityError

from cms.visits.ledger import write
from cms.visits.models import PageDay, PageTotal, SiteDay, SiteTotal
from tests.factories.visits import make_batch, make_view, moment

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-23 12:00:00")


def count(*views):
    for view in views:
        write(make_batch(view), NOW)
    return SiteTotal.objects.values_list("visits", "views").get(site_id=1)


def test_ten_reloads_in_ten_minutes_are_ten_views_and_one_visit():
    assert count(*(make_view(at=f"2026-11-22 10:{minute:02}:00") for minute in range(10))) == (1, 10)


def test_a_pause_one_second_short_of_thirty_minutes_does_not_end_a_visit():
    assert count(make_view(at="2026-11-22 10:00:00"), make_view(at="2026-11-22 10:29:59")) == (1, 2)


def test_a_pause_of_thirty_minutes_ends_a_visit():
    assert count(make_view(at="2026-11-22 10:00:00"), make_view(at="2026-11-22 10:30:00")) == (2, 2)


def test_the_pause_is_measured_from_the_last_view_not_from_the_first():
    times = ("10:00:00", "10:20:00", "10:40:00", "11:00:00")
    assert count(*(make_view(at=f"2026-11-22 {time}") for time in times)) == (1, 4)


def test_a_visit_over_midnight_in_vietnam_becomes_two():
    assert count(make_view(at="2026-11-22 23:59:59"), make_view(at="2026-11-23 00:00:01")) == (2, 2)
    days = SiteDay.objects.order_by("day").values_list("day", "visits", "views")
    assert [(str(day), visits, views) for day, visits, views in days] == [("2026-11-22", 1, 1), ("2026-11-23", 1, 1)]


def test_the_day_of_a_view_is_the_one_in_vietnam_not_the_one_in_utc():
    from datetime import UTC

    at = moment("2026-11-22 01:00:00").astimezone(UTC)
    assert str(at.date()) == "2026-11-21"
    write(make_batch(make_view(at=at)), NOW)
    assert str(SiteDay.objects.get().day) == "2026-11-22"


def test_two_browsers_are_two_visits():
    assert count(make_view(visitor="a"), make_view(visitor="b")) == (2, 2)


def test_one_visit_over_three_pages_is_one_visit_of_the_site_and_one_of_each_page():
    count(*(make_view(page=page, at=f"2026-11-22 10:0{page}:00") for page in (1, 2, 3)))
    assert SiteTotal.objects.get().visits == 1
    assert set(PageTotal.objects.values_list("page_id", "visits", "views")) == {(1, 1, 1), (2, 1, 1), (3, 1, 1)}


def test_coming_back_to_a_page_within_a_visit_is_no_new_visit_of_the_page():
    count(
        make_view(page=1, at="2026-11-22 10:00:00"),
        make_view(page=2, at="2026-11-22 10:20:00"),
        make_view(page=1, at="2026-11-22 10:40:00"),
    )
    assert PageTotal.objects.values_list("visits", "views").get(page_id=1) == (1, 2)


def test_a_page_seen_again_in_a_new_visit_is_visited_again():
    count(make_view(page=1, at="2026-11-22 10:00:00"), make_view(page=1, at="2026-11-22 11:00:00"))
    assert PageTotal.objects.values_list("visits", "views").get(page_id=1) == (2, 2)


def test_a_batch_gives_the_same_figures_as_its_views_one_by_one():
    times = ("10:00:00", "10:05:00", "10:36:00", "10:50:00", "11:30:00")
    views = [make_view(at=f"2026-11-22 {time}", visitor=visitor) for time in times for visitor in "ab"]
    write(make_batch(*reversed(views)), NOW)
    together = SiteTotal.objects.values_list("visits", "views").get()
    other = [make_view(at=view.at, visitor=view.visitor_key, site=2) for view in views]
    for view in other:
        write(make_batch(view), NOW)
    assert together == SiteTotal.objects.values_list("visits", "views").get(site_id=2) == (6, 10)


def test_sites_and_pages_are_counted_apart_and_add_up():
    count(make_view(page=1), make_view(page=2), make_view(page=3, site=2))
    assert SiteTotal.objects.get(site_id=1).views == sum(
        PageDay.objects.filter(site_id=1).values_list("views", flat=True)
    )
    assert SiteTotal.objects.get(site_id=2).views == 1


def test_the_database_refuses_more_visits_than_views():
    with pytest.raises(IntegrityError):
        SiteTotal.objects.create(site_id=5, visits=2, views=1)
