"""Abbreviations: explained where they first stand, unless every office knows them."""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet
from plans.citations.recognising import find_citations

_ABBREVIATION = re.compile(r"(?<![\w/&.-])[A-ZĐƯƠ]{1,8}(?:[&-][A-ZĐƯƠ]{1,8}){0,3}(?![\w/&]|-\w|\.\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")
_READ = (Kind.BASIS, Kind.ITEM, Kind.PARAGRAPH, Kind.CELL, Kind.FOOTNOTE)
_WORD = re.compile(r"[^\W\d_]+")
# What stands in every telephone list of an office, in Decree 30/2020, annex III, or in everyday language.
_KNOWN_LIST = """
UBND HĐND UBMTTQ MTTQ MTTQVN UBTVQH QH CP TTg TW TƯ TU ĐU BCH BTV BTC BCĐ BQL VP VT VPCP CT PCT GĐ PGĐ TP TX TT TTr
KH QĐ NĐ NQ CV TB BC CTr CTHĐ HD KL ĐA PA TTHC CCHC KHCN KH&CN GD&ĐT LĐTBXH TN&MT NN&PTNT TT&TT VH-TT VHTT KT-XH
CT-XH QP-AN ANTT ATGT PCCC PCTN HCC CNTT CSDL CCCD CMND BHXH BHYT BHTN LLVT CA QS CB CBCC CCVC NLĐ HTX DN TNHH NSNN
GRDP GDP KPI OCOP VNĐ USD PDF DOCX XLSX QR ISO TCVN QCVN ID OTP SMS WTO EU UNESCO ASEAN AI IT IP TV THCS THPT THPTQG
HS SV KCN KCX CCN VPĐD ĐBQH ĐVHC NTM VSATTP ATTP PC PV ANND CAND QĐND BĐBP STT MST SĐT ĐT NXB CHXHCN VN WCAG AA
MB GB KB JPG PNG CSV ZIP URL HTML XML
TM KT TL TUQ BT PBT NN XH GS TS PGS BS
"""
_LETTERS = "A B C D Đ E G H K M N O P Q R S T U Y Ư Ơ"
KNOWN = frozenset(_KNOWN_LIST.split()) | frozenset(_LETTERS.split())


@rules.register("abbreviation", gettext_lazy("Abbreviations"), Weight.WARNING)
def find_unexplained_abbreviations(sheet: Sheet, today: date):
    """An abbreviation is written out where it first stands: "an toàn thông tin (ATTT)" (custom of all offices).

    Those every office knows (`KNOWN`), symbols of documents, Roman numerals and texts in capitals are left alone.
    """
    told: set[str] = set()
    whole: str | None = None
    for text in sheet.of(*_READ):
        words = text.text
        if _is_shouted(words):
            continue
        cited = [(each.start, each.end) for each in find_citations(words)]
        for found in _ABBREVIATION.finditer(words):
            short = found.group()
            if short in KNOWN or short in told or len(short) < 2 or _ROMAN.fullmatch(short):
                continue
            if all(part in KNOWN or _ROMAN.fullmatch(part) for part in re.split("[&-]", short)):
                continue
            if any(start <= found.start() < end for start, end in cited) or _is_in_capitals(words, *found.span()):
                continue
            told.add(short)
            if whole is None:
                whole = "\n".join(each.text for each in sheet.texts if each.kind is not Kind.OUTSIDE)
            if _is_explained(short, whole):
                continue
            yield Fault(
                text,
                *found.span(),
                _("The abbreviation %(short)s is never explained.") % {"short": short},
                _("Write it out where it first stands, with the abbreviation in brackets behind it."),
            )


def _is_explained(short: str, whole: str) -> bool:
    """Whether it stands in brackets behind words, is said to be an abbreviation, or is followed by its words."""
    quoted = re.escape(short)
    if re.search(rf"\((?:[^()]{{0,60}}[\s“\"])?{quoted}[”\"]?[\s;)]", whole):
        return True
    if re.search(rf"(?:viết tắt|gọi tắt|gọi chung|sau đây gọi)[^.;()\n]{{0,30}}{quoted}(?!\w)", whole):
        return True
    behind = re.search(rf"(?<!\w){quoted}\s?(?:\(|[:=]\s)([^()\n]{{3,120}})", whole)
    if behind is None:
        return False
    return len(_WORD.findall(behind[1])) >= 3


def _is_shouted(words: str) -> bool:
    letters = [sign for sign in words if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > 0.6 * len(letters)


def _is_in_capitals(words: str, start: int, end: int) -> bool:
    """Whether the words beside it are in capitals too: a heading inside the text or a name in capitals."""
    before = _WORD.findall(words[max(0, start - 24) : start])
    after = _WORD.findall(words[end : end + 24])
    neighbours = [*before[-1:], *after[:1]]
    return any(len(word) > 1 and word.isupper() and not word.isascii() for word in neighbours)
