"""The kinds of documents of Decree 30/2020 and their neighbours, as they stand above a title."""

import re

from .folding import fold

_NAMES = (
    *("Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo", "Hướng dẫn"),
    *("Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình", "Hợp đồng"),
    *("Công văn", "Công điện", "Bản ghi nhớ", "Bản thỏa thuận", "Giấy ủy quyền", "Giấy mời", "Giấy giới thiệu"),
    *("Giấy nghỉ phép", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo", "Kết luận", "Nội quy", "Điều lệ", "Thư mời"),
    *("Nghị định", "Thông tư", "Chiến lược", "Giấy xác nhận", "Giấy chứng nhận", "Lịch công tác", "Đề cương"),
)
TYPES = {fold(name): name for name in _NAMES} | {"giay uy quyen": "Giấy ủy quyền", "ke hoach phoi hop": "Kế hoạch"}
_WITHOUT_SPACES = {folded.replace(" ", ""): name for folded, name in TYPES.items()}
_START = re.compile(rf"(?:{'|'.join(sorted(TYPES, key=len, reverse=True))})\b")
_PLACEHOLDER = re.compile(r"ten loai van ban\s*\d{0,2}")
WITHOUT_TITLE = frozenset({"Giấy giới thiệu", "Giấy nghỉ phép", "Giấy ủy quyền", "Phiếu gửi", "Phiếu chuyển"})
"""Kinds that usually say no more above their text than what they are."""
DECIDING = frozenset({"Quyết định", "Nghị quyết", "Chỉ thị", "Thông tư", "Nghị định"})
"""Kinds that name who decides above their bases."""


def type_of(line: str) -> str | None:
    """The kind of document that `line` names and nothing else; "K Ế  H O Ạ C H" is read, too.

    Empty for a template's "TÊN LOẠI VĂN BẢN"; None for any other line.
    """
    text = line.strip()
    if not text or len(text) > 60:
        return None
    folded = fold(text).strip(" .:*")
    if folded in TYPES:
        return TYPES[folded]
    if _PLACEHOLDER.fullmatch(folded):
        return ""
    letters = folded.split()
    if len(letters) > 4 and all(len(letter) == 1 for letter in letters):
        return _WITHOUT_SPACES.get("".join(letters))
    return None


def type_begun(folded: str) -> str | None:
    """The kind of document that a line begins with, `folded` as by `cms.text.fold`; None without one."""
    found = _START.match(folded)
    return TYPES[found.group()] if found else None
