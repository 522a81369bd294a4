"""Writing batches: exactly, once, and never down."""

from uuid import uuid4

import pytest

from cms.visits.batch import MOST_WAITING, View, WaitingViews
from cms.visits.definition import VIEWS_PER_ADDRESS, VIEWS_PER_VISITOR_AND_PAGE, VISITORS_PER_ADDRESS
from cms.visits.ledger import write
from cms.visits.models import PageDay, PageTotal, SiteDay, SiteTotal, Visitor, VisitorPage
from tests.factories.visits import make_batch, make_view, moment

NOW = moment("2026-11-22 12:00:00")


@pytest.mark.django_db
def test_a_batch_tried_again_after_a_lost_answer_is_counted_once():
    batch = make_batch(make_view(), make_view(page=8))
    assert write(batch, NOW) == 2
    assert write(batch, NOW) == 0
    assert SiteTotal.objects.get().views == 2


@pytest.mark.django_db
def test_later_batches_of_the_same_process_are_counted():
    process = uuid4()
    written = [write(make_batch(make_view(), number=number, process=process), NOW) for number in (1, 2, 2, 3)]
    assert written == [1, 1, 0, 1]


@pytest.mark.django_db
def test_n_views_raise_every_total_by_n():
    write(make_batch(*(make_view(visitor=f"v{n}", page=n % 7 + 1) for n in range(500))), NOW)
    assert SiteTotal.objects.values_list("visits", "views").get() == (500, 500)
    assert SiteDay.objects.values_list("visits", "views").get() == (500, 500)
    assert sum(PageTotal.objects.values_list("views", flat=True)) == 500
    assert sum(PageDay.objects.values_list("views", flat=True)) == 500


@pytest.mark.django_db
def test_views_of_one_browser_leave_one_row_per_page_however_many_they_are():
    write(make_batch(*(make_view() for _ in range(300))), NOW)
    assert (Visitor.objects.count(), VisitorPage.objects.count(), PageDay.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_the_queries_for_a_batch_do_not_grow_with_its_views(django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        write(make_batch(*(make_view(visitor=f"v{n}") for n in range(400))), NOW)


@pytest.mark.django_db
def test_one_browser_on_one_page_is_counted_up_to_its_limit():
    counted = write(make_batch(*(make_view() for _ in range(VIEWS_PER_VISITOR_AND_PAGE + 50))), NOW)
    assert counted == VIEWS_PER_VISITOR_AND_PAGE
    assert write(make_batch(make_view()), NOW) == 0
    assert write(make_batch(make_view(page=8)), NOW) == 1
    assert SiteTotal.objects.get().views == VIEWS_PER_VISITOR_AND_PAGE + 1


@pytest.mark.django_db
def test_a_deleted_page_takes_nothing_from_the_totals(home, client):
    from cms.pages.models import PlainPage

    page = home.add_child(instance=PlainPage(title="Thông báo"))
    write(make_batch(make_view(page=page.pk), make_view(page=home.pk)), NOW)
    page.delete()
    assert SiteTotal.objects.get().views == 2
    assert PageTotal.objects.count() == 2


@pytest.mark.django_db
def test_a_view_that_arrives_after_its_page_is_gone_harms_nothing():
    assert write(make_batch(make_view(page=999_999)), NOW) == 1


def take(waiting: WaitingViews, number: int, address: bytes = b"address") -> bool:
    return waiting.add(View(1, 1, f"visitor {number}", NOW), address)


def test_waiting_views_are_bounded():
    waiting = WaitingViews()
    taken = sum(take(waiting, number, f"address {number % 500}".encode()) for number in range(MOST_WAITING + 100))
    assert taken == len(waiting) == MOST_WAITING
    assert waiting.refused["full"] == 100


def test_one_address_has_only_so_many_browsers_a_day():
    waiting = WaitingViews()
    assert sum(take(waiting, number) for number in range(VISITORS_PER_ADDRESS + 10)) == VISITORS_PER_ADDRESS
    assert take(waiting, 0), "a browser already known still counts"
    assert take(waiting, 99_999, b"another address")


def test_a_hundred_thousand_forged_beacons_from_one_address_are_capped():
    waiting = WaitingViews()
    taken = 0
    for number in range(100_000):
        taken += take(waiting, number % 50)
        if number % 1000 == 0 and (batch := waiting.next_batch()):
            waiting.done(batch)
    assert taken == VIEWS_PER_ADDRESS


def test_a_batch_that_could_not_be_written_comes_back_unchanged_and_first():
    waiting = WaitingViews()
    take(waiting, 1)
    first = waiting.next_batch()
    take(waiting, 2)
    assert waiting.next_batch() is first
    waiting.done(first)
    second = waiting.next_batch()
    assert (second.number, len(second.views)) == (2, 1)
    waiting.done(second)
    assert waiting.next_batch() is None
