"""Captions and everyday words of offices, typed without their marks."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.text import fold
from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet, Text

_CAPTIONS = (
    "Nơi nhận",
    "Như trên",
    "Kính gửi",
    "Lưu",
    "Độc lập - Tự do - Hạnh phúc",
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Đảng Cộng sản Việt Nam",
)
# Pairs of syllables that occur in every document and have one meaning only.
_PHRASES = (
    "kế hoạch", "quyết định", "nghị quyết", "nghị định", "thông báo", "báo cáo", "chỉ thị", "công văn", "tờ trình",
    "chương trình", "căn cứ", "thực hiện", "tổ chức", "cá nhân", "cơ quan", "đơn vị", "nhân dân", "ủy ban", "uỷ ban",
    "hội đồng", "hội nghị", "đối thoại", "thủ tục", "hành chính", "công chức", "viên chức", "cán bộ", "chủ tịch",
    "giám đốc", "văn phòng", "doanh nghiệp", "công dân", "lãnh đạo", "trách nhiệm", "nhiệm vụ", "nội dung", "mục đích",
    "yêu cầu", "thời gian", "địa điểm", "địa bàn", "kinh phí", "phối hợp", "triển khai", "giải quyết", "kiến nghị",
    "phản ánh", "nơi nhận", "kính gửi", "quy định", "pháp luật", "nhà nước", "chính quyền", "khoa học", "công nghệ",
)  # fmt: skip
_SKIPPED = (Kind.OUTSIDE, Kind.ATTACHMENT, Kind.LABEL, Kind.NUMBER)
_WORD = re.compile(r"[^\W\d_]+")


@rules.register("unmarked_caption", gettext_lazy("Captions without marks"), Weight.ERROR)
def find_unmarked_captions(sheet: Sheet, today: date):
    """The fixed captions are spelled with all their marks: "Nơi nhận", not "Noi nhận" (Decree 30/2020, annex III)."""
    for text in sheet.of(Kind.CAPTION, Kind.NATIONAL_TITLE, Kind.RECIPIENT):
        words = text.text
        bare = words.strip().rstrip(" :.;")
        head, colon, _rest = bare.partition(":")
        start = len(words) - len(words.lstrip())
        for caption in _CAPTIONS:
            typed = head.rstrip() if colon else bare
            if _letters(fold(typed)) != _letters(fold(caption)) or not _is_unmarked(typed, caption):
                continue
            yield Fault(
                text,
                start,
                start + len(typed),
                _("“%(typed)s” lacks marks.") % {"typed": typed},
                _("Write “%(caption)s”.") % {"caption": caption},
                _in_case_of(typed, caption) if len(typed.split()) == len(caption.split()) else None,
            )
            break


@rules.register("unmarked_words", gettext_lazy("Words without marks"), Weight.WARNING)
def find_unmarked_words(sheet: Sheet, today: date):
    """Everyday pairs of words that lack marks: "ke hoạch", "uy ban".

    Source: documents are written in Vietnamese with TCVN 6909:2001. A pair is told only if marks are missing and none
    is different, so that another word is never taken for it.
    """
    right_of = {fold(phrase): phrase for phrase in reversed(_PHRASES)}
    for text in sheet.texts:
        if text.kind in _SKIPPED or text.kind is Kind.CAPTION:
            continue
        yield from _pairs(text, right_of)


def _pairs(text: Text, right_of: dict[str, str]) -> Iterator[Fault]:
    words = list(_WORD.finditer(text.text))
    folded = [_folded(word.group()) for word in words]
    last = -1
    for index in range(len(words) - 1):
        right = right_of.get(f"{folded[index]} {folded[index + 1]}")
        if right is None or index < last:
            continue
        start, end = words[index].start(), words[index + 1].end()
        typed = text.text[start:end]
        if "-" in typed or "_" in typed or not _is_unmarked(typed, right) or _is_inside_name(text.text, start, end):
            continue
        last = index + 2
        yield Fault(
            text,
            start,
            end,
            _("“%(typed)s” lacks marks.") % {"typed": typed},
            _("Write “%(right)s”.") % {"right": _in_case_of(typed, right)},
            _in_case_of(typed, right) if len(typed.split()) == 2 else None,
        )


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


def _is_unmarked(typed: str, right: str) -> bool:
    """Whether `typed` is `right` with some marks left out and none changed."""
    if typed.casefold() == right:
        return False
    typed_signs, right_signs = _signs(typed), _signs(right)
    if len(typed_signs) != len(right_signs):
        return False
    pairs = zip(typed_signs, right_signs, strict=True)
    # The tone may stand on either vowel ("hoà", "hòa"), so marks are counted by the word.
    lost = False
    for (base, marks), (wanted_base, wanted) in pairs:
        if base != wanted_base or not set(marks) <= set(wanted):
            return False
        lost = lost or len(marks) < len(wanted)
    return lost


def _signs(words: str) -> list[tuple[str, str]]:
    """For every word its letters without marks, and all its marks together; đ counts as a marked d."""
    signs = []
    for word in _WORD.findall(words):
        decomposed = unicodedata.normalize("NFD", word.casefold())
        marks = "".join(sorted(sign for sign in decomposed if unicodedata.combining(sign)))
        letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        signs.append((letters.replace("đ", "d"), marks + "đ" * letters.count("đ")))
    return signs


def _letters(words: str) -> str:
    return "".join(_WORD.findall(words))


def _in_case_of(typed: str, right: str) -> str:
    """`right` in capitals or small letters as `typed` has them."""
    if typed.isupper():
        return right.upper()
    cased = []
    for word, wanted in zip(typed.split(), right.split(), strict=False):
        cased.append(wanted[:1].upper() + wanted[1:] if word[:1].isupper() else wanted.lower())
    return " ".join(cased) if len(cased) == len(right.split()) else right


def _is_inside_name(words: str, start: int, end: int) -> bool:
    """Whether it stands in an address of the web or the name of a file."""
    before, after = words[:start].rsplit(None, 1), words[end:].split(None, 1)
    around = (before[-1] if before and start and not words[start - 1].isspace() else "") + (
        after[0] if after and not words[end : end + 1].isspace() else ""
    )
    if any(sign in around for sign in "/@_\\"):
        return True
    return bool(re.match(r"[^.\n]{0,120}\.(?:pdf|docx?|xlsx?|zip)\b", words[end:], re.IGNORECASE))
