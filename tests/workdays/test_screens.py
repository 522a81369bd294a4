"""The calendar of working days as the office keeps it."""

import pytest
from django.utils import timezone

from plans.workdays.models import CalendarYear, ExceptionalDay
from tests.registrations.clerks import make_user

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def keeper(client):
    permissions = [f"{action}_exceptionalday" for action in ("add", "change", "delete", "view")]
    client.force_login(make_user("van-thu", *permissions))
    return client


def test_one_click_enters_the_fixed_holidays_and_the_year_stays_open_until_somebody_confirms_it(keeper):
    assert keeper.post(f"/admin/working-days/nam/{YEAR}/ngay-le/").status_code == 302
    assert ExceptionalDay.objects.filter(day__year=YEAR).count() >= 4
    assert not CalendarYear.objects.exists()

    keeper.post(f"/admin/working-days/nam/{YEAR}/xac-nhan/", {"is_complete": "1"})
    assert CalendarYear.objects.filter(year=YEAR).exists()
    keeper.post(f"/admin/working-days/nam/{YEAR}/xac-nhan/", {"is_complete": "0"})
    assert not CalendarYear.objects.exists()


def test_the_list_shows_days_and_the_years_around(keeper):
    ExceptionalDay.objects.create(day=timezone.localdate().replace(month=2, day=17), name="Tết Nguyên đán")

    page = keeper.get("/admin/working-days/").content.decode()

    assert "Tết Nguyên đán" in page
    assert f"/nam/{YEAR + 1}/ngay-le/" in page


def test_a_day_is_entered_once_with_its_kind(keeper):
    day = {"day": f"{YEAR}-02-14", "kind": "worked", "name": "Làm  bù\u200b Tết"}

    assert keeper.post("/admin/working-days/new/", day).status_code == 302
    assert ExceptionalDay.objects.get().name == "Làm bù Tết"
    again = keeper.post("/admin/working-days/new/", day)
    assert again.status_code == 200
    assert ExceptionalDay.objects.count() == 1


@pytest.mark.parametrize("day", ["2026-06-31", "31/6", "00/01/2026", "01/13/2026", "1/1/26", "x" * 5000])
def test_a_day_there_is_not_is_refused(keeper, day):
    assert keeper.post("/admin/working-days/new/", {"day": day, "kind": "off", "name": "x"}).status_code == 200
    assert not ExceptionalDay.objects.exists()


def test_who_may_not_keep_the_calendar_fills_nothing_and_a_get_changes_nothing(client, keeper):
    assert keeper.get(f"/admin/working-days/nam/{YEAR}/ngay-le/").status_code == 405
    assert keeper.post("/admin/working-days/nam/9999/ngay-le/").status_code == 302
    client.force_login(make_user("xem", "view_exceptionalday"))
    client.post(f"/admin/working-days/nam/{YEAR}/ngay-le/")

    assert not ExceptionalDay.objects.exists()
