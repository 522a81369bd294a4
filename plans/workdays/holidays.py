"""Holidays of Viet Nam that fall on the same date every year; those of the lunar calendar are entered by hand."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import ExceptionalDay

# Labour Code 2019, article 112. The second day of National Day (1 or 3 September) is decided every year.
FIXED = (
    (1, 1, gettext_lazy("New Year's Day")),
    (4, 30, gettext_lazy("Victory Day")),
    (5, 1, gettext_lazy("International Labour Day")),
    (9, 2, gettext_lazy("National Day")),
)
_SATURDAY = 5


def fixed_holidays(year: int) -> dict[date, str]:
    """The fixed holidays of `year`; one on a week-end brings the next working day off (article 111)."""
    holidays = {date(year, month, day): str(name) for month, day, name in FIXED}
    for day, name in list(holidays.items()):
        if day.weekday() < _SATURDAY:
            continue
        instead = day
        while instead.weekday() >= _SATURDAY or instead in holidays:
            instead += timedelta(days=1)
        holidays[instead] = _("Day off instead of %(day)s (%(name)s)") % {"day": f"{day:%d/%m}", "name": name}
    return holidays


def fill_fixed_holidays(year: int) -> int:
    """Enter the fixed holidays of `year`; days that are there already stay as they are. Returns how many came."""
    with transaction.atomic():
        made = [
            ExceptionalDay.objects.get_or_create(day=day, defaults={"name": name})[1]
            for day, name in sorted(fixed_holidays(year).items())
        ]
    return sum(made)
