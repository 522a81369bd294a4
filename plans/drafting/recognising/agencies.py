"""The offices named at the top: which lines belong together, and which office is above the issuing one."""

import re

from plans.drafting.parts import Part, Role

from .document_types import type_begun
from .folding import fold

_OFFICE = re.compile(
    r"(?:uy ban|ubnd|hdnd|ubmttq|hoi dong|so|bo|phong|ban|cuc|chi cuc|tong cuc|vu|van phong|trung tam|truong|vien"
    r"|benh vien|cong an|dang uy|huyen uy|tinh uy|thanh uy|xa uy|quan uy|chi bo|dang bo|tinh|thanh pho|tp|huyen|quan"
    r"|thi xa|thi tran|xa|phuong|dac khu|doan|hoi|lien doan|mat tran|thanh tra|kho bac|toa an|vien kiem sat|quoc hoi"
    r"|chinh phu|cong ty|tong cong ty|tap doan|hop tac xa|lien minh|bao hiem|ngan hang|bao tang"
    r"|thu vien|hoc vien|ten cq|ten co quan)\b.*"
)
# Short words that mean an office only with their own accents: "ĐỘI THUẾ" does, "ĐỒI CHÈ" does not.
_SHORT_OFFICE = re.compile(r"(?:đài|trạm|tổ|đội|hạt|nhà|nhóm|quỹ|cảng)\b.*")
_CONTINUES = re.compile(
    r"(?:(?:tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|xa|phuong|dac khu|khu vuc|khoi|thon|to dan pho|va|cua|ve"
    r"|truc thuoc|thuoc|viet nam|cong hoa|khoa|nhiem ky)\b|[-–&]).*"
)
_OPEN_END = re.compile(r".*(?:[-–,&]|\b(?:va|cua|ve))")
_CAPTION = re.compile(r"số(?=[\s:.…])", re.IGNORECASE)
_LONGEST = 120


def is_office(text: str) -> bool:
    """Whether `text`, a line above the title, can be the name of an office."""
    if _CAPTION.match(text) or (type_begun(fold(text)) and not text.lower().startswith("phường")):
        return False
    is_name = text.isupper() or (len(text) <= 80 and text[-1:].isalnum() and text[:1].isupper())
    return is_name and len(text) <= _LONGEST and _begins_like_office(text)


def superior_count(lines: list[Part]) -> int:
    """How many of `lines` name the office above the issuing one; 0 when all of them name one office.

    The issuing office is set in bold where anything is; else the last name counts, with the lines that go on with it.
    """
    bold = [_is_bold(line) for line in lines]
    if any(bold) and not all(bold):
        return bold.index(True)
    starts = [
        index
        for index, line in enumerate(lines)
        if index == 0 or (_begins_like_office(line.text) and not continues(lines[index - 1].text, line.text))
    ]
    return starts[-1] if starts else 0


def _begins_like_office(text: str) -> bool:
    return bool(_OFFICE.fullmatch(fold(text)) or _SHORT_OFFICE.fullmatch(text.lower()))


def continues(line: str, following: str) -> bool:
    """Whether `following` goes on the name of an office that `line` begins."""
    return bool(_CONTINUES.fullmatch(fold(following)) or _OPEN_END.fullmatch(fold(line)))


def _is_bold(part: Part) -> bool:
    return all(piece.is_bold for piece in part.pieces if piece.role is Role.TEXT and piece.text.strip())
