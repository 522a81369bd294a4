"""Looks for what may tell who asked: phone, e-mail, numbers of papers, names, addresses.

It finds too much rather than too little, because a person decides. It never changes a text by itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.text import clean, fold

MASK = "[…]"


class ConcernKind(models.TextChoices):
    """What something looks like."""

    PHONE = "phone", _("phone number")
    EMAIL = "email", _("e-mail address")
    PAPER = "paper", _("number of an identity card or a tax code")
    ASKER = "asker", _("name or data of the asker")
    PERSON = "person", _("name of a person")
    ADDRESS = "address", _("address")
    LINK = "link", _("link")


@dataclass(frozen=True)
class Concern:
    """`excerpt` stands in the text from `start` to `end` and looks like a `kind` of personal data."""

    kind: ConcernKind
    excerpt: str
    start: int
    end: int


# Looked for at the beginning of a run of signs only: at each of its signs it would take quadratic time.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b(?:facebook|zalo|tiktok)\.\w+\S*", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w/])\+?\(?\d(?:[\s.()\-–]{0,2}\d){7,14}(?![\w/])")
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3}){1,6}\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|tỉ|m2|m²)", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:\b(?:số nhà|nhà số|ngõ|ngách|hẻm|kiệt|tổ dân phố|tổ|thôn|xóm|ấp|buôn|khu phố|đường|phố)|(?<!văn )\bbản)"
    r"\s+(?:số\s+)?[^\W_][^\s,;.]*",
    re.IGNORECASE,
)
_PARCEL = re.compile(r"\bthửa(?:\s+đất)?\s+số\s+\d+", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b(?:ông|bà|anh|chị|cụ)\s+((?:[^\W\d_]+[’']?[^\W\d_]*\s?){1,5})", re.IGNORECASE)
# What a company's name says about its kind and not about itself.
_COMPANY_KIND = re.compile(
    r"^(?:(?:cong ty|tnhh|trach nhiem huu han|mot thanh vien|mtv|co phan|cp|ho kinh doanh|doanh nghiep tu nhan|dntn|"
    r"hop tac xa|htx)\s+)+"
)


def find_personal_data(text: str, *, names: Iterable[str] = (), contacts: Iterable[str] = ()) -> list[Concern]:
    """What in `text` looks personal, in order, without overlaps; `names` and `contacts` are those of the asker."""
    found = [*_of_asker(text, names, contacts), *_by_shape(text)]
    result: list[Concern] = []
    for concern in sorted(found, key=lambda each: (each.start, -each.end)):
        if result and concern.start < result[-1].end:
            concern = _together(text, result.pop(), concern)
        result.append(concern)
    return result


def _together(text: str, first: Concern, second: Concern) -> Concern:
    """Two that overlap as one; what is known of the asker weighs more than a shape."""
    kind = second.kind if second.kind == ConcernKind.ASKER else first.kind
    end = max(first.end, second.end)
    return Concern(kind, text[first.start : end], first.start, end)


def masked(text: str, *, names: Iterable[str] = (), contacts: Iterable[str] = ()) -> str:
    """A first proposal for the public: `text` with a mark in place of everything that looks personal."""
    text = clean(text)
    for concern in reversed(find_personal_data(text, names=names, contacts=contacts)):
        text = text[: concern.start] + MASK + text[concern.end :]
    return text


def _by_shape(text: str) -> Iterator[Concern]:
    for kind, pattern in ((ConcernKind.EMAIL, _EMAIL), (ConcernKind.LINK, _LINK), (ConcernKind.ADDRESS, _PARCEL)):
        for match in pattern.finditer(text):
            yield Concern(kind, match.group(), *match.span())
    for match in _PLACE.finditer(text):
        last = match.group().split()[-1]
        if last[0].isdigit() or last[0].isupper():
            yield Concern(ConcernKind.ADDRESS, match.group(), *match.span())
    yield from _numbers(text)
    for match in _ADDRESSED.finditer(text):
        name = _leading_names(match.group(1))
        if name:
            end = match.start(1) + len(name)
            yield Concern(ConcernKind.PERSON, text[match.start() : end], match.start(), end)


def _numbers(text: str) -> Iterator[Concern]:
    for match in _DIGITS.finditer(text):
        if _MONEY.match(text, match.start()):
            continue
        digits = "".join(str(unicodedata.digit(sign)) for sign in match.group() if sign.isdigit())
        if _is_phone(digits, match.group()):
            yield Concern(ConcernKind.PHONE, match.group(), *match.span())
        elif len(digits) in (9, 10, 12, 13):
            yield Concern(ConcernKind.PAPER, match.group(), *match.span())


def _is_phone(digits: str, written: str) -> bool:
    if written.startswith("+"):
        return True
    national = digits.removeprefix("84") if len(digits) in (11, 12) and digits.startswith("84") else digits
    return national != digits or (digits.startswith("0") and len(digits) in (10, 11))


def _leading_names(words: str) -> str:
    names = []
    for word in words.split():
        if not word[0].isupper():
            break
        names.append(word)
    match = re.match(r"\s*" + r"\s+".join(map(re.escape, names)), words) if names else None
    return match.group() if match else ""


def _of_asker(text: str, names: Iterable[str], contacts: Iterable[str]) -> Iterator[Concern]:
    folded, places = _folded_with_places(text)
    for wanted in _ways_to_say(names, contacts):
        for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded):
            start, end = places[match.start()], places[match.end() - 1] + 1
            yield Concern(ConcernKind.ASKER, text[start:end], start, end)


def _ways_to_say(names: Iterable[str], contacts: Iterable[str]) -> set[str]:
    ways = set()
    for name in names:
        words = fold(clean(name)).split()
        ways.add(" ".join(words))
        if len(words) >= 3:
            ways.add(" ".join(words[-2:]))
        ways.add(_COMPANY_KIND.sub("", " ".join(words)))
    for contact in contacts:
        ways.add(" ".join(fold(clean(contact)).split()))
    return {way for way in ways if len(way) >= 2}


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """`text` folded with single spaces, and for every sign of it the place it comes from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = " " if sign.isspace() else fold(sign)
        if plain == " " and signs and signs[-1] == " ":
            continue
        signs.extend(plain)
        places.extend([place] * len(plain))
    return "".join(signs), places
