"""Where a text names another document by its number: "Kế hoạch số 1891/KH-SKHCN ngày 30/12/2021 của Sở …".

State offices write number, perhaps year, then symbol (30/2020/NĐ-CP, 72/2025/QH15, 1891/KH-SKHCN; Decree 30/2020,
annex I, II.3); party bodies put a hyphen behind the number (12-QĐ/TU, 54-KL/TW). Texts in circulation carry stray
spaces, long dashes and line ends inside a number; all of that is read. Telephone numbers, days and fractions have no
letters behind the stroke, addresses ("số 15/A2") no symbol. No database, no Django.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plans.numbers import number_key

KINDS = {
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "TB": "Thông báo",
    "KL": "Kết luận",
    "HD": "Hướng dẫn",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "CV": "Công văn",
    "CĐ": "Công điện",
    "GM": "Giấy mời",
    "BB": "Biên bản",
    "PL": "Pháp lệnh",
    "L": "Lệnh",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "QĐi": "Quy định",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "GP": "Giấy phép",
    "VBHN": "Văn bản hợp nhất",
}
"""The abbreviation of each kind in a symbol (Decree 30/2020, annex III, with those of laws and party documents)."""
_NAMES = (*dict.fromkeys(KINDS.values()), "Luật", "Bộ luật", "Hiến pháp", "Văn bản")
_DASH = r"[-‐‑‒–—−]"
_GAP = r"[^\S\n]{0,3}\n?[^\S\n]{0,3}"
_TAIL = rf"{_GAP}{_DASH}{_GAP}[A-ZĐƯƠ][A-Za-zĐđƯưƠơ0-9&]{{1,20}}"
_CITATION = re.compile(
    # The kind in front, with or without "số".
    rf"(?:(?P<kind>\b(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))}))\s{{1,3}})?"
    r"(?P<word>\bsố\s{0,3}:?\s{0,3})?"
    rf"(?P<number>(?<![\w/.,:–-])[0-9]{{1,5}}[a-zđ]?{_GAP}"
    # A state symbol, or one of a party body.
    rf"(?:/{_GAP}(?:(?P<year>(?:19|20)[0-9]{{2}}){_GAP}/{_GAP})?"
    rf"(?P<first>[A-ZĐƯƠ][A-Za-zĐđ]{{0,11}}[0-9]{{0,2}})(?P<tail>(?:{_TAIL}){{1,4}})?"
    rf"|{_DASH}{_GAP}(?P<party>[A-ZĐ][A-Za-zĐđ]{{1,5}}){_GAP}/{_GAP}"
    r"[A-ZĐ][A-Za-zĐđƯƠ]{1,12}(?:-[A-ZĐ][A-Za-zĐđƯƠ]{0,12}){0,2}[0-9]{0,2})"
    r"(?![\w/]))",
)
_ISSUERS_ALONE = re.compile(r"(?:QH[0-9]{1,2}|UBTVQH[0-9]{1,2}|UBND|HĐND|TTg|VPCP|CP|HĐBT|SL|LCT|L)")
_DAY = re.compile(
    r"\s{0,3},?\s{0,3}\(?(?:ban\shành\s|ký\s)?ngày\s{1,3}"
    r"(?:(?P<d>[0-9]{1,2})\s?[/.-]\s?(?P<m>[0-9]{1,2})\s?[/.-]\s?(?P<y>[0-9]{4})(?![0-9])"
    r"|(?P<d2>[0-9]{1,2})\s{1,3}tháng\s{1,3}(?P<m2>[0-9]{1,2})\s{1,3}năm\s{1,3}(?P<y2>[0-9]{4}))\)?"
)
_ISSUER = re.compile(r"\s{0,3},?\s{0,3}của\s{1,3}(?P<issuer>[^,;:.()\n]{2,160})")
_ISSUER_ENDS = re.compile(
    r"\s(?:về|ban hành|quy định|hướng dẫn|sửa đổi|phê duyệt|tổ chức|triển khai|thực hiện|truyền thông|tại|đã|đến)\s"
)
_AROUND_SIGN = re.compile(rf"\s*(/|{_DASH})\s*")
_ANY_DASH = re.compile(_DASH)
_MAY_CITE = re.compile(rf"[0-9][a-zđ]?\s{{0,6}}(?:/|{_DASH})\s{{0,6}}(?:[A-ZĐƯƠ]|(?:19|20)[0-9]{{2}}\s{{0,6}}/)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in a text, characters `start` to `end` (kind, "số" and number).

    `number` is cleaned, `key` what numbers are looked up by; `day`, `kind` and `issuer` are what the text adds.
    """

    start: int
    end: int
    number: str
    key: str
    day: date | None = None
    kind: str = ""
    issuer: str = ""


def find_citations(text: str) -> list[Citation]:
    """Every document that `text` names by number, in order; the time grows with the length of the text."""
    if not _MAY_CITE.search(text):
        return []
    return [_citation(text, found) for found in _CITATION.finditer(text) if _is_number(found)]


def with_known_days(citations: Iterable[Citation]) -> list[Citation]:
    """The citations of one page: where a number stands without day, the day the page gives it elsewhere is meant."""
    citations = list(citations)
    dated: dict[str, set[Citation]] = {}
    for each in citations:
        if each.day:
            dated.setdefault(each.key, set()).add(each)
    known = {key: next(iter(each)) for key, each in dated.items() if len({one.day for one in each}) == 1}
    return [
        replace(each, day=known[each.key].day, issuer=each.issuer or known[each.key].issuer)
        if each.day is None and each.key in known
        else each
        for each in citations
    ]


def clean_cited_number(text: str) -> str:
    """A cited number in one way of writing: "1891 /KH – SKHCN" → "1891/KH-SKHCN"."""
    return _ANY_DASH.sub("-", _AROUND_SIGN.sub(r"\1", " ".join(text.split())))


def _is_number(found: re.Match) -> bool:
    """Whether it is the number of a document and not of a house or a machine."""
    if found["party"]:
        return found["party"] in KINDS or bool(found["kind"])
    if found["tail"]:
        return True
    first = found["first"]
    return bool(_ISSUERS_ALONE.fullmatch(first)) or (bool(found["kind"]) and len(first) > 1 and first[:2].isupper())


def _citation(text: str, found: re.Match) -> Citation:
    number = clean_cited_number(found["number"])
    symbol = found["party"] or found["first"]
    day = _DAY.match(text, found.end())
    issuer = _ISSUER.match(text, day.end() if day else found.end())
    start = found.start("kind") if found["kind"] else found.start("word") if found["word"] else found.start("number")
    return Citation(
        start=start,
        end=found.end("number"),
        number=number,
        key=number_key(number)[:80],
        day=_day(day) if day else None,
        kind=found["kind"] or KINDS.get(symbol, "Luật" if symbol.startswith("QH") else ""),
        issuer=_ISSUER_ENDS.split(issuer["issuer"], maxsplit=1)[0].strip() if issuer else "",
    )


def _day(found: re.Match) -> date | None:
    parts = (found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"])
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
