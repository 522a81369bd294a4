"""Documents named in the text: written so that they can be found."""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet, Text
from plans.citations.recognising import KINDS, Citation, find_citations

_KIND = (
    r"(?:Kế hoạch|Quyết định|Nghị định|Nghị quyết|Thông tư|Chỉ thị|Công văn|Kết luận|Hướng dẫn|Chương trình|Luật"
    r"|Quy định)"
)
_NAMED = re.compile(
    rf"\b{_KIND}\s{{1,3}}số\s?:?\s{{0,3}}(?P<number>/?[0-9][^\s,;()]{{0,40}}|/[A-ZĐ][^\s,;()]{{0,40}}|ngày\b)"
)
_FUSED = re.compile(r"(?P<kind>NĐ|QĐ|KH|NQ|TT|CT)(?P<office>CP|UBND|HĐND|TTg|TTG|BTC|BNV|BTTTT|VPCP)(?![\w-])")
_SPACED = re.compile(r"\s*[/–—‑-]\s+|\s+[/–—‑-]\s*")
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_ALLOWED = {
    "QĐ": {"Quyết định", "Quy định", "Quy chế", "Quy trình"},
    "CT": {"Chỉ thị", "Chương trình"},
    "TT": {"Thông tư", "Thông báo"},
    "TTr": {"Tờ trình", "Thông tri"},
    "L": {"Luật", "Lệnh", "Bộ luật", "Pháp lệnh"},
    "CĐ": {"Công điện", "Chế độ"},
}
_ANY = {"Văn bản", "Công văn", ""}
_READ = (Kind.BASIS, Kind.ITEM, Kind.PARAGRAPH, Kind.CELL, Kind.FOOTNOTE, Kind.HEADING)


@rules.register("citation", gettext_lazy("Documents named in the text"), Weight.WARNING)
def find_wrong_citations(sheet: Sheet, today: date):
    """A document is named by kind, number, symbol, day, issuer and subject (Decree 30/2020, annex I, II.6.b).

    Told are numbers that cannot be read, symbols of another kind, years that contradict the day, and bases without a
    day. Laws and ordinances need none of it.
    """
    cited_in = [
        (text, find_citations(text.text)) for text in sheet.of(*_READ) if "/" in text.text or "số" in text.text
    ]
    dated = {each.key for _text, cited in cited_in for each in cited if each.day}
    for text, cited in cited_in:
        yield from _unreadable(text, cited)
        for each in cited:
            yield from _contradictions(text, each)
        if text.kind is Kind.BASIS and cited:
            yield from _undated(text, cited[0], dated)


def _unreadable(text: Text, cited: list[Citation]):
    for found in _NAMED.finditer(text.text):
        if any(each.start <= found.start("number") < each.end for each in cited):
            continue
        number = found["number"].rstrip(".")
        if number.isdecimal() and not re.match(r"[\s,]{0,3}ngày\s", text.text[found.end("number") :]):
            # "Kế hoạch số 1", "Chương trình số 2 của Hội thi": a count, not a register.
            continue
        yield Fault(
            text,
            *found.span(),
            _("No number and symbol of a document can be read here."),
            _("Write number, stroke, kind, hyphen and office, for example 15/KH-SKHCN or 30/2020/NĐ-CP."),
        )


def _contradictions(text: Text, each: Citation):
    span = (each.start, each.end)
    printed = text.text[each.start : each.end]
    fused = _FUSED.search(each.number)
    if fused:
        right = f"{fused['kind']}-{fused['office']}"
        place = printed.find(fused.group())
        is_plain = place >= 0
        start = each.start + place if is_plain else each.start
        yield Fault(
            text,
            start,
            start + len(fused.group()) if is_plain else each.end,
            _("There is no hyphen between kind and office in %(number)s.") % {"number": each.number},
            _("Write %(right)s.") % {"right": right},
            right if is_plain else None,
        )
    symbol = re.match(r"[0-9]+[a-zđ]?(?:/[0-9]{4})?[/-]([^\W\d_]+)", each.number)
    meant = KINDS.get(symbol[1]) if symbol else None
    allowed = _ALLOWED.get(symbol[1], {meant}) if symbol else set()
    if meant and each.kind not in allowed | _ANY:
        yield Fault(
            text,
            *span,
            _("The symbol of %(number)s stands for “%(kind)s”, but the text says “%(said)s”.")
            % {"number": each.number, "kind": meant, "said": each.kind},
            _("Compare with the document and correct one of them."),
        )
    year = re.search(r"/((?:19|20)[0-9]{2})/", each.number)
    if year and each.day and int(year[1]) != each.day.year:
        yield Fault(
            text,
            *span,
            _("The number %(number)s is of another year than the day behind it.") % {"number": each.number},
            _("Compare with the document and correct one of them."),
            weight=Weight.ERROR,
        )
    written = printed[printed.find(next((sign for sign in printed if sign.isdigit()), "")) :]
    if _SPACED.search(written):
        start = each.end - len(written)
        yield Fault(
            text,
            start,
            each.end,
            _("There are spaces inside the number of a document."),
            _("Write %(number)s.") % {"number": each.number},
            each.number,
        )


def _undated(text: Text, each: Citation, dated: set[str]):
    """The document a basis names has a day, here or elsewhere in the text; an impossible day is told by the dates."""
    is_dated = each.day or each.key in dated or re.match(r"[\s,(]{0,4}(?:ký\s)?ngày", text.text[each.end :])
    if not is_dated and each.kind not in _LAWS:
        yield Fault(
            text,
            each.start,
            each.end,
            _("The day of %(number)s is missing.") % {"number": each.number},
            _("Write “ngày” and the day behind the number."),
        )
