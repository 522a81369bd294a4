"""What editors see of the counter: the report and the opening balance."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.pages.models import PlainPage
from cms.visits.definition import day_of
from cms.visits.ledger import write
from cms.visits.models import OpeningBalance
from cms.visits.statistics import days_of, most_viewed
from tests.factories.visits import make_batch, make_view, moment

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-22 12:00:00")


def count(page_id: int, times: int, at="2026-11-22 10:00:00", site: int = 1):
    write(make_batch(*(make_view(page=page_id, at=at, site=site) for _ in range(times))), NOW)


def test_pages_are_listed_by_views_within_the_period_and_site(home):
    other = home.add_child(instance=PlainPage(title="Giới thiệu"))
    count(home.pk, 3)
    count(other.pk, 5)
    count(home.pk, 100, at="2026-10-01 10:00:00")
    count(777, 50, site=2)
    lines = most_viewed(1, day_of(NOW) - timedelta(days=6), day_of(NOW))
    assert [(line.page.pk, line.views) for line in lines] == [(other.pk, 5), (home.pk, 3)]


def test_a_deleted_page_keeps_its_line(home):
    count(999_999, 2)
    (line,) = most_viewed(1, day_of(NOW), day_of(NOW))
    assert (line.page, line.page_id, line.views) == (None, 999_999, 2)


def test_days_without_views_are_listed_too():
    count(7, 4)
    count(7, 2, at="2026-11-20 10:00:00")
    lines = days_of(1, day_of(NOW) - timedelta(days=3), day_of(NOW))
    assert [(line.day.day, line.views, line.share) for line in lines] == [
        (22, 4, 100),
        (21, 0, 0),
        (20, 2, 50),
        (19, 0, 0),
    ]


def test_the_report_opens_and_names_balance_and_counted_apart(client, home):
    site = Site.objects.get()
    OpeningBalance.objects.create(
        site=site, visits=1734, views=1_963_550, counted_until="2022-01-20", source="Trang cũ"
    )
    write(make_batch(make_view(page=home.pk, site=site.pk, at=timezone.now())), timezone.now())
    client.force_login(get_user_model().objects.create_superuser("qtv", "q@example.vn", "x"))
    html = client.get(reverse("visit_report"), {"days": "7"}).content.decode()
    assert "Trang cũ" in html
    assert home.title in html
    for days in ("30", "365", "x", "99999999999", "-1", "\x00"):
        assert client.get(reverse("visit_report"), {"days": days, "site": "x"}).status_code == 200


def test_the_days_can_be_taken_away_as_csv(client, home):
    client.force_login(get_user_model().objects.create_superuser("qtv", "q@example.vn", "x"))
    answer = client.get(reverse("visit_report"), {"days": "7", "export": "csv"})
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/csv")
    assert text.startswith("\ufeff")
    assert len(text.splitlines()) == 8


def test_the_report_is_not_public(client, home):
    assert client.get(reverse("visit_report")).status_code == 302


def make_balance(**fields) -> OpeningBalance:
    valid = {"visits": 1734, "views": 1_963_550, "counted_until": "2022-01-20", "source": "Trang cũ"}
    return OpeningBalance(site=Site.objects.get(), **(valid | fields))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"views": 1733}, "views"),
        ({"counted_until": None}, "counted_until"),
        ({"source": " \u200b "}, "source"),
        ({"visits": -1}, "visits"),
    ],
)
def test_a_balance_nobody_can_trace_is_refused(home, fields, field):
    with pytest.raises(ValidationError) as refused:
        make_balance(**fields).full_clean()
    assert field in refused.value.message_dict


def test_lowering_a_balance_needs_a_new_reason_each_time(home):
    balance = make_balance()
    balance.full_clean()
    balance.save()
    balance.views = 1_963_000
    with pytest.raises(ValidationError) as refused:
        balance.full_clean()
    assert "correction_note" in refused.value.message_dict
    balance.correction_note = "Nhập nhầm"
    balance.full_clean()
    balance.save()
    balance.views = 1_900_000
    with pytest.raises(ValidationError):
        balance.full_clean()


def test_raising_a_balance_needs_no_reason(home):
    balance = make_balance()
    balance.save()
    balance.views += 1
    balance.full_clean()


def test_an_editor_sets_the_balance_in_the_admin(client, home):
    client.force_login(get_user_model().objects.create_superuser("qtv", "q@example.vn", "x"))
    site = Site.objects.get()
    address = reverse("wagtailsettings:edit", args=["visits", "openingbalance", site.pk])
    assert client.get(address).status_code == 200
    data = {
        "visits": "1734",
        "views": "1963550",
        "counted_until": "20/01/2022",
        "source": "Trang cũ",
        "correction_note": "",
    }
    assert client.post(address, data).status_code == 302
    assert OpeningBalance.objects.get(site=site).views == 1_963_550
