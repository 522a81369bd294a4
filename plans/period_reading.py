"""Reading spans of time from Vietnamese text, with or without accents; nothing is guessed.

`read_period` reads a whole field ("Quý III/2022"), `find_periods` the spans in a sentence.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from cms.text import clean_line, fold
from plans.periods import FINEST_FIRST, Period, Piece, Precision

LONGEST_FIELD = 200
LONGEST_TEXT = 20_000

_DAY = timedelta(days=1)
_THIRDS = {"dau": 1, "thuong tuan": 1, "giua": 2, "trung tuan": 2, "cuoi": 3, "ha tuan": 3}
_NUMBERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "nhat": 1, "dau": 1, "gieng": 1, "hai": 2, "ba": 3, "bon": 4,
    "tu": 4, "nam": 5, "sau": 6, "chin": 9, "chap": 12,
}  # fmt: skip

_YEAR = r"(?:19|20|21)\d\d(?!\d)"
_QUARTER = r"(?:iv|i{1,3}|[1-4]|mot|hai|ba|bon|tu)(?!\w)"
_MONTH = r"(?:\d{1,2}(?!\d)|gieng)"
_TO = r"(?:\s*[-–—~]\s*|\s+(?:den|toi)\s+(?:het\s+)?)"
_AND = r"(?:\s*,\s*|\s*&\s*|\s+va\s+)"


def _of_year(name: str) -> str:
    return rf"(?:\s*[/.\-–]\s*|\s*,?\s+(?:cua\s+)?(?:nam\s+)?)(?P<{name}>{_YEAR})"


def _piece_pattern(n: int) -> str:
    """One piece of time, its groups ending in `n`; the finer ones stand first. The year may be missing."""
    return (
        rf"(?:(?:ngay\s+)?(?P<day{n}>\d{{1,2}})(?:\s*[/.\-]\s*|\s+thang\s+)(?P<month_of_day{n}>\d{{1,2}})(?!\d)"
        rf"(?:{_of_year(f'y1_{n}')})?"
        rf"|tuan\s+(?:thu\s+)?(?P<week{n}>[1-5]|nhat|mot|hai|ba|bon|tu|nam|dau)\s+(?:cua\s+|trong\s+)?"
        rf"thang\s+(?P<month_of_week{n}>{_MONTH})(?:{_of_year(f'y2_{n}')})?"
        rf"|(?P<third{n}>{'|'.join(_THIRDS)})\s+thang\s+(?P<month_of_third{n}>{_MONTH})(?:{_of_year(f'y3_{n}')})?"
        rf"|(?:(?P<months{n}>[1-9]|1[01]|ba|sau|chin)\s+thang|nua)\s+(?P<which{n}>dau|cuoi)\s+(?:cua\s+)?nam"
        rf"\s+(?P<y4_{n}>{_YEAR})"
        rf"|quy\s+(?P<quarter{n}>{_QUARTER})(?:{_of_year(f'y5_{n}')})?"
        rf"|thang\s+(?P<month{n}>{_MONTH})(?:{_of_year(f'y6_{n}')})?"
        rf"|(?:ca\s+)?nam\s+(?P<y7_{n}>{_YEAR}))"
    )


_ONE, _TWO = _piece_pattern(1), _piece_pattern(2)
_LATEST = r"(?:cham nhat|muon nhat)(?:\s+(?:la|vao|den|trong))*"
_OR_LIST = rf"(?:{_TO}|(?P<list>{_AND}))"
_WORDS_BEFORE_YEARS = r"(?:tu\s+|giai doan\s+|trong\s+)?(?:(?:cac\s+)?nam\s+)?(?<!\d)"
# What a pattern says about its pieces; the first that fits a place in a text wins.
_WRITTEN = {
    "years": rf"{_WORDS_BEFORE_YEARS}(?P<first>{_YEAR}){_TO}(?:nam\s+)?(?P<last>{_YEAR})",
    "quarters": rf"(?:tu\s+)?quy\s+(?P<first>{_QUARTER}){_OR_LIST}(?:quy\s+)?(?P<last>{_QUARTER}){_of_year('year')}",
    "months": rf"(?:tu\s+)?thang\s+(?P<first>{_MONTH}){_OR_LIST}(?:thang\s+)?(?P<last>{_MONTH}){_of_year('year')}",
    "days": rf"(?:tu\s+)?(?:ngay\s+)?(?<!\d)(?P<first>\d{{1,2}}){_TO}(?:ngay\s+)?(?P<day2>\d{{1,2}})"
    rf"(?:\s*[/.\-]\s*|\s+thang\s+)(?P<month_of_day2>\d{{1,2}})(?!\d){_of_year('y1_2')}",
    "range": rf"(?:tu\s+)?{_ONE}{_TO}{_TWO}",
    "before": rf"truoc\s+{_ONE}",
    "until": rf"(?:{_LATEST}|den het|den|khong qua|han cuoi(?:\s+la)?|het)\s+{_ONE}",
    "from": rf"(?:ke\s+)?tu\s+{_ONE}(?:\s+tro di)?",
    "after": rf"sau\s+{_ONE}",
    "piece": _ONE,
}
_PATTERNS = {name: re.compile(rf"(?<![\w/]){pattern}(?!\w|/\d)") for name, pattern in _WRITTEN.items()}
# Understood where nothing else stands in the field: "2024", "6/2022", "III/2022".
_BARE = {
    "year": re.compile(rf"(?P<y7_1>{_YEAR})"),
    "month": re.compile(rf"(?P<month1>\d{{1,2}})\s*[/.\-]\s*(?P<y6_1>{_YEAR})"),
    "quarter": re.compile(rf"(?P<quarter1>iv|i{{1,3}})\s*[/.\-]\s*(?P<y5_1>{_YEAR})"),
}
_FILLER = re.compile(
    r"(?:trong|vao|du kien|khoang|thoi gian|thoi han|hoan thanh|thuc hien|to chuc|xong|luc|han)\b\s*:?\s*"
)


@dataclass(frozen=True)
class FoundPeriod:
    """A span in a text: where it stands and what it says."""

    start: int
    end: int
    period: Period


def read_period(text: str) -> Period | None:
    """What a field says as a whole; None for text that says anything else, or days that do not exist."""
    if len(text) > LONGEST_FIELD:
        return None
    folded = fold(clean_line(text)).strip(" .,;:()")
    while (filler := _FILLER.match(folded)) and filler.end() < len(folded):
        folded = folded[filler.end() :]
    for name, pattern in _PATTERNS.items():
        match = pattern.fullmatch(folded)
        period = _period(name, match) if match else None
        if period is not None:
            return period
    bare = next((match for pattern in _BARE.values() if (match := pattern.fullmatch(folded))), None)
    return _period("piece", bare) if bare else None


def find_periods(text: str) -> list[FoundPeriod]:
    """The spans a text names with their year, in order; of a longer text only the first LONGEST_TEXT characters."""
    folded = _folded_in_place(text[:LONGEST_TEXT])
    found: list[FoundPeriod] = []
    for name, pattern in _PATTERNS.items():
        for match in pattern.finditer(folded):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            period = _period(name, match)
            if period is not None:
                found.append(FoundPeriod(match.start(), match.end(), period))
    return sorted(found, key=lambda one: one.start)


def _folded_in_place(text: str) -> str:
    """Folded letter by letter, so that places stay what they are."""
    return "".join(letter if len(letter) == 1 else "?" for letter in map(fold, text))


def _period(name: str, match: re.Match) -> Period | None:
    try:
        return _READERS[name](match.groupdict())
    except (ValueError, OverflowError):
        return None


def _read_piece(groups: dict, n: int, year: int | None = None) -> tuple[Piece, Piece] | None:
    """The first and last piece that the groups ending in `n` name; None without a year."""
    written = next((groups[key] for key in (f"y{kind}_{n}" for kind in range(1, 8)) if groups.get(key)), None)
    year = int(written) if written else year
    if year is None:
        return None

    def value(key: str) -> str:
        return groups.get(f"{key}{n}") or ""

    if value("day"):
        piece = Piece(Precision.DAY, year, int(value("day")), int(value("month_of_day")))
    elif value("week"):
        piece = Piece(Precision.WEEK, year, _number(value("week")), _number(value("month_of_week")))
    elif value("third"):
        piece = Piece(Precision.THIRD, year, _THIRDS[value("third")], _number(value("month_of_third")))
    elif value("quarter"):
        piece = Piece(Precision.QUARTER, year, _number(value("quarter")))
    elif value("month"):
        piece = Piece(Precision.MONTH, year, _number(value("month")))
    elif value("which"):
        return _part_of_year(year, _number(value("months") or "6"), value("which") == "dau")
    else:
        piece = Piece(Precision.YEAR, year)
    return piece, piece


def _part_of_year(year: int, months: int, is_first: bool) -> tuple[Piece, Piece]:
    """The first or last months of a year; six are a half, three a quarter."""
    if months == 6:
        piece = Piece(Precision.HALF, year, 1 if is_first else 2)
        return piece, piece
    first = 1 if is_first else 13 - months
    if months % 3 == 0:
        quarters = months // 3
        first = 1 if is_first else 5 - quarters
        return Piece(Precision.QUARTER, year, first), Piece(Precision.QUARTER, year, first + quarters - 1)
    return Piece(Precision.MONTH, year, first), Piece(Precision.MONTH, year, first + months - 1)


def _spanning(first: Piece, last: Piece) -> Period:
    """From the first day of the one to the last of the other, as fine as the finer of them."""
    precision = min(first.precision, last.precision, key=FINEST_FIRST.index)
    if first != last and precision in (Precision.WEEK, Precision.THIRD):
        precision = Precision.DAY
    if precision == Precision.HALF and {first.precision, last.precision} != {Precision.HALF, Precision.HALF}:
        precision = Precision.QUARTER
    return Period(first.days()[0], last.days()[1], precision)


def _read_single(groups: dict) -> Period | None:
    pieces = _read_piece(groups, 1)
    return _spanning(*pieces) if pieces else None


def _read_range(groups: dict) -> Period | None:
    last = _read_piece(groups, 2)
    first = _read_piece(groups, 1, last[1].year) if last else None
    return _spanning(first[0], last[1]) if first and last else None


def _read_days(groups: dict) -> Period | None:
    last = _read_piece(groups, 2)[1]
    return _spanning(Piece(Precision.DAY, last.year, int(groups["first"]), last.month), last)


def _read_years(groups: dict) -> Period:
    return _spanning(*(Piece(Precision.YEAR, int(groups[key])) for key in ("first", "last")))


def _reader_of_listed(precision: Precision):
    def read(groups: dict) -> Period | None:
        first, last = _number(groups["first"]), _number(groups["last"])
        if groups["list"] and last != first + 1:  # "quý I, III" is no span
            return None
        year = int(groups["year"])
        return _spanning(Piece(precision, year, first), Piece(precision, year, last))

    return read


def _read_before(groups: dict) -> Period | None:
    period = _read_single(groups)
    return period and Period(None, period.start - _DAY, period.precision)


def _read_until(groups: dict) -> Period | None:
    period = _read_single(groups)
    return period and Period(None, period.end, period.precision)


def _read_from(groups: dict) -> Period | None:
    period = _read_single(groups)
    return period and Period(period.start, None, period.precision)


def _read_after(groups: dict) -> Period | None:
    period = _read_single(groups)
    return period and Period(period.end + _DAY, None, period.precision)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


_READERS = {
    "years": _read_years,
    "quarters": _reader_of_listed(Precision.QUARTER),
    "months": _reader_of_listed(Precision.MONTH),
    "days": _read_days,
    "range": _read_range,
    "before": _read_before,
    "until": _read_until,
    "from": _read_from,
    "after": _read_after,
    "piece": _read_single,
}
