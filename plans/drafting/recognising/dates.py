"""Days as documents write them, with the blanks that are filled in by hand."""

import re
from datetime import date

_BLANK = r"[\s.…_]{0,40}"
_PLACED_DAY = re.compile(
    rf"(?P<place>[^,;:]{{2,80}}?)\s?,\s{{0,5}}(?P<written>ngày{_BLANK}(?P<day>[0-9]{{0,2}}){_BLANK}"
    rf"tháng{_BLANK}(?P<month>[0-9]{{0,2}}){_BLANK}năm{_BLANK}(?P<year>[0-9]{{0,4}}){_BLANK})",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(r"\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[\s,-]{1,4}[0-9]{1,2}[:hg][0-9]{2})?\s*")
_BLANK_PLACE = re.compile(r"[\s.…_]*[0-9]?[\s.…_]*")
_LONGEST = 200


def day_of(day: str, month: str, year: str) -> date | None:
    """The day meant by three groups of digits; None when one is missing or there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def match_placed_day(raw: str) -> tuple[int, int, date | None] | None:
    """For "Sơn La, ngày … tháng 01 năm 2022": where the place ends, where "ngày" begins, the day."""
    found = _PLACED_DAY.fullmatch(raw) if len(raw) <= _LONGEST else None
    if not found or not (any(map(str.isalpha, found["place"])) or _BLANK_PLACE.fullmatch(found["place"])):
        return None
    return found.end("place"), found.start("written"), day_of(found["day"], found["month"], found["year"])


def match_bare_day(raw: str) -> tuple[date | None] | None:
    """For a line that is nothing but "20/01/2022" (perhaps with an hour): the day."""
    found = _BARE_DAY.fullmatch(raw) if len(raw) <= _LONGEST else None
    return (day_of(*found.groups()[:3]),) if found else None
