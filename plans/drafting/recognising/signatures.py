"""What the lines of a signature are: in whose place, which title, which name."""

import re

from .folding import fold

RECIPIENTS = re.compile(r"n[oơ]i\s+nh[aậ]n\s*:?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:tm|kt|tl|tuq|t/m|k/t|t/l|q)(?:\s?\.\s?|\s)(?=\w).{2,80}")
# With accents: "Trưởng phòng" is a title, "Trương Thị Lụa" a name.
_TITLE = re.compile(
    r"(?:q\.\s?)?(?:(?:quyền|phó|tổng|phó tổng|nguyên)\s)?"
    r"(?:giám đốc|chủ tịch|chủ nhiệm|bí thư|phó bí thư|trưởng|chánh|phó\s|(?:tổng )?cục trưởng|chi cục trưởng"
    r"|vụ trưởng|bộ trưởng|thứ trưởng|thủ tướng|hiệu trưởng|viện trưởng|kế toán|tổ trưởng|đội trưởng|thủ kho|thủ quỹ"
    r"|trạm trưởng|hạt trưởng|chỉ huy trưởng|thuyền trưởng|uỷ viên|ủy viên|người lập|người ghi|người báo cáo"
    r"|người đề nghị|đại diện|thư k[ýí]|chủ to[ạà]|chủ tọa|chủ trì|tổng biên tập|thường trực|bên giao|bên nhận"
    r"|quyền hạn, chức vụ)\b.{0,80}"
)
_DEGREE = re.compile(
    r"(?:(?:(?:pgs|gs|ts|ths|bs|ks|cn|ls|bscki+|dr|ts\.?\s?bs)(?:\.\s?|\s)"
    r"|(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý)\s|(?:ông|bà)\s))*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\W*(?:da ky|ky ten|ky, dong dau|ky va dong dau|ky, ghi ro ho ten|ky va ghi ro ho ten|chu ky|da ky va dong dau"
    r"|ky dien tu|dau/chu ky so|dau cua co quan|ky so|ky, dau).{0,60}"
)
_NOTE = re.compile(r"\(.{1,120}\)\W?\d?")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_PLACEHOLDER = re.compile(r"ho va ten\W*")
_LONGEST_NAME = 60
_LONGEST_HEADING = 200


def is_recipients(raw: str) -> bool:
    """Whether `raw` is the heading of the recipients: "Nơi nhận:", perhaps with a first recipient behind it."""
    found = RECIPIENTS.match(raw)
    rest = raw[found.end() :].strip() if found else ""
    return bool(found) and len(raw) <= _LONGEST_HEADING and (":" in found.group() or not rest)


def is_authority(raw: str) -> bool:
    """Whether `raw` says in whose place somebody signs: "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN"."""
    text = raw.strip()
    return len(text) <= 100 and text[:2].strip("./").isupper() and bool(_AUTHORITY.fullmatch(fold(text)))


def is_title(raw: str) -> bool:
    """Whether `raw` is a signer's title: in capitals, or a short line with nothing behind it."""
    text = raw.strip()
    if not text or len(text) > 100 or not text[0].isupper() or text[-1] in ".;:,":
        return False
    return bool(_TITLE.fullmatch(text.lower())) and (text.isupper() or len(text.split()) <= 6)


def is_signed_note(raw: str) -> bool:
    """Whether `raw` stands for the signature itself: "(Đã ký)", "(Ký, ghi rõ họ tên)"."""
    text = raw.strip()
    return len(text) <= 130 and bool(_SIGNED.fullmatch(fold(text)))


def is_note(raw: str) -> bool:
    """Whether `raw` is a remark in brackets."""
    return bool(_NOTE.fullmatch(raw.strip()))


def is_name(raw: str, is_certain: bool = False) -> bool:
    """Whether `raw` can be nothing but a person's name; in capitals only where one `is_certain` to come."""
    text = raw.strip()
    if not text or len(text) > _LONGEST_NAME:
        return False
    if is_certain and _PLACEHOLDER.fullmatch(fold(text)):
        return True
    words = text[_DEGREE.match(text).end() :].split()
    if not 2 <= len(words) <= 6 or not all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    if text.isupper():
        return is_certain
    return all(word[1:] == word[1:].lower() or "." in word or "'" in word or "’" in word for word in words)
