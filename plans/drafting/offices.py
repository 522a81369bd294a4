"""Finds the issuing office that the lines on top of a document name."""

import re

from cms.text import clean_line, fold
from plans.models import Issuer

_SHORT_FORMS = (
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\bkh ?& ?cn\b"), "khoa hoc va cong nghe"),
    (re.compile(r"\btp\b\.?"), "thanh pho"),
)


def find_issuer(lines: list[str]) -> Issuer | None:
    """The one office whose name and superior office together account for all `lines`; None if unsure.

    "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "TỈNH QUẢNG NGÃI" finds "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", and
    also "Sở Khoa học và Công nghệ" whose superior office is "UBND tỉnh Quảng Ngãi".
    """
    wanted = [_key(line) for line in lines if line.strip()]
    if not wanted:
        return None
    together = " ".join(wanted)
    found = []
    for issuer in Issuer.objects.all():
        name, superior = _key(issuer.name), _key(issuer.parent_line)
        known = f" {name} | {superior} {name} | {name} {superior} "
        if f" {name} " in f" {together} " and all(f" {line} " in known for line in wanted):
            found.append((len(name), issuer))
    if not found:
        return None
    longest = max(length for length, _issuer in found)
    best = [issuer for length, issuer in found if length == longest]
    return best[0] if len(best) == 1 else None


def _key(text: str) -> str:
    key = fold(clean_line(text))
    for short, full in _SHORT_FORMS:
        key = short.sub(full, key)
    return key
