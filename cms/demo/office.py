"""What the office has settled for its dialogues: rules, letterhead, calendar of working days, yearly plan, officers."""

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Site

from plans.conferences.rules import DialogueRules
from plans.conferences.yearly import YearlyPlan
from plans.models import Unit
from plans.questions.models import UnitOfficer
from plans.reports.letterhead import Letterhead
from plans.workdays.holidays import fill_fixed_holidays
from plans.workdays.models import CalendarYear, ExceptionalDay

GUIDANCE = (
    "Phòng tiếp công dân, tầng 1, số 202A Trường Chinh, TP. Quảng Ngãi.\n"
    "Thứ Năm hằng tuần, 07:30 – 11:00 và 14:00 – 16:30. Điện thoại: (0255) 3822 000."
)
OFFICERS_UNIT = "Phòng Quản lý chuyên ngành"
# Days off by the lunar calendar, entered by hand every year.
LUNAR_HOLIDAYS = {
    2026: {
        **{date(2026, 2, day): "Tết Nguyên đán" for day in range(16, 21)},
        date(2026, 4, 27): "Nghỉ bù Giỗ Tổ Hùng Vương",
        date(2026, 9, 1): "Quốc khánh",
    },
}


def settle_rules(site: Site) -> DialogueRules:
    """Where complaints go; the clocks stay as the portal proposes them."""
    rules, _made = DialogueRules.objects.get_or_create(site=site, defaults={"reception_guidance": GUIDANCE})
    return rules


def make_letterhead(site: Site) -> Letterhead:
    """The lines every letter and report begins and ends with."""
    lines = {
        "superior": "UBND TỈNH QUẢNG NGÃI",
        "office": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "abbreviation": "SKHCN",
        "drafting_unit": "VP",
        "place": "Quảng Ngãi",
        "signer_authority": "KT. GIÁM ĐỐC",
        "signer_title": "PHÓ GIÁM ĐỐC",
        "signer_name": "Người Ký Mẫu",
    }
    return Letterhead.objects.get_or_create(site=site, defaults=lines)[0]


def fill_calendar(year: int) -> None:
    """The days off of `year`, and that somebody has entered them."""
    if CalendarYear.objects.filter(year=year).exists():
        return
    fill_fixed_holidays(year)
    for day, name in LUNAR_HOLIDAYS.get(year, {}).items():
        ExceptionalDay.objects.get_or_create(day=day, defaults={"name": name})
    CalendarYear.objects.create(year=year)


def make_yearly_plan(year: int) -> YearlyPlan:
    """Two periodic dialogues in `year`, with what is announced already."""
    plan, made = YearlyPlan.objects.get_or_create(year=year)
    if made:
        plan.add_missing_slots()
    return plan


def appoint_officers() -> None:
    """Whoever prepares answers and works for no unit yet, works for the specialised division."""
    unit = Unit.objects.filter(name=OFFICERS_UNIT).first()
    officers = those_with("questions.prepare_answer").filter(units=None)
    for user in officers if unit else ():
        UnitOfficer.objects.get_or_create(user=user, unit=unit, defaults={"is_head": True})


def those_with(permission: str):
    """Accounts that have `permission` by their group."""
    backend = "django.contrib.auth.backends.ModelBackend"
    return (
        get_user_model()
        .objects.with_perm(permission, include_superusers=False, backend=backend)
        .exclude(groups=None)
        .order_by("pk")
    )


def settle_office(site: Site, now: datetime) -> None:
    """Everything above; what the office has changed since stays."""
    settle_rules(site)
    make_letterhead(site)
    fill_calendar(timezone.localdate(now).year)
    appoint_officers()
