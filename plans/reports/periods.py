"""Half-years and years as the office reports them: from midnight to midnight in Vietnam."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class Part(StrEnum):
    """Which part of the year."""

    FIRST_HALF = "6-thang-dau"
    SECOND_HALF = "6-thang-cuoi"
    YEAR = "ca-nam"


_MONTHS = {Part.FIRST_HALF: (1, 7), Part.SECOND_HALF: (7, 13), Part.YEAR: (1, 13)}


@dataclass(frozen=True)
class Period:
    """One period; `starts_at` is in it, `ends_at` is the first moment that is not."""

    year: int
    part: Part

    @classmethod
    def read(cls, year: str, part: str, today: date) -> "Period":
        """The period somebody asked for; what makes no sense becomes the half-year of `today`."""
        current = cls(today.year, Part.FIRST_HALF if today.month <= 6 else Part.SECOND_HALF)
        if year not in {str(number) for number in range(EARLIEST_YEAR, LATEST_YEAR + 1)}:
            return current
        return cls(int(year), Part(part) if part in Part._value2member_map_ else Part.YEAR)

    @property
    def starts_at(self) -> datetime:
        """The first moment, in Vietnam."""
        return _midnight(self.year, _MONTHS[self.part][0])

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""
        return _midnight(self.year, _MONTHS[self.part][1])

    @property
    def label(self) -> str:
        """As reports name it."""
        names = {
            Part.FIRST_HALF: _("first six months of {year}"),
            Part.SECOND_HALF: _("last six months of {year}"),
            Part.YEAR: _("year {year}"),
        }
        return names[self.part].format(year=self.year)

    @property
    def slug(self) -> str:
        """For file names."""
        return f"{self.year}-{self.part}"

    @property
    def before(self) -> "Period":
        """The period to compare with: the year before, or the half-year before."""
        if self.part == Part.SECOND_HALF:
            return Period(self.year, Part.FIRST_HALF)
        if self.part == Part.FIRST_HALF:
            return Period(self.year - 1, Part.SECOND_HALF)
        return Period(self.year - 1, Part.YEAR)

    def of(self, queryset, column: str):
        """The rows of `queryset` whose moment `column` lies in it."""
        return queryset.filter(**{f"{column}__gte": self.starts_at, f"{column}__lt": self.ends_at})


def _midnight(year: int, month: int) -> datetime:
    day = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return timezone.make_aware(datetime.combine(day, time.min))
