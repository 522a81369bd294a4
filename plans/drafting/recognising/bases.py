"""Legal bases: the "Căn cứ …" lines, and openings such as "Thực hiện Quyết định số …, … ban hành Kế hoạch …"."""

import re
from itertools import islice

from plans.drafting.parts import Part, Piece

from . import certainty
from .labels import label_of
from .lines import Line, as_captions, cut

_KIND = (
    r"(?:Quyết định|Kế hoạch|Nghị định|Nghị quyết|Thông tư|Công văn|Chỉ thị|Quy định|Quy chế|Hướng dẫn|Chương trình"
    r"|Luật|Bộ luật|Pháp lệnh|Hiến pháp|Thông báo|Kết luận|Đề án|Văn bản|Công điện|Tờ trình|Báo cáo)"
)
_SURE = re.compile(r"(?:[-–+*]\s{0,3})?(?:Căn cứ|CĂN CỨ)\s")
_LIKELY = re.compile(
    r"(?:[-–+*]\s{0,3})?(?:Theo|Thực hiện|Triển khai|Xét|Trên cơ sở|Để triển khai|Để thực hiện|Tiếp tục thực hiện)\s"
)
_CITATION = re.compile(rf"{_KIND}[^.;]{{0,40}}?\s(?:số\s?:?\s?)?[0-9]{{1,5}}(?:/[0-9]{{4}})?[/-][A-ZĐ]")
_REQUEST = re.compile(r"(?:[-–+*]\s{0,3})?(?:Xét|Theo)\s(?:đề nghị|đề xuất|Tờ trình|ý kiến)\s")
_DASH = re.compile(r"[-–+*]\s*")
_NEXT_BASIS = re.compile(rf";\s*(?=(?:và\s|căn cứ\s|Căn cứ\s)?{_KIND}\s)")
_ISSUING = re.compile(
    r"\s(?:ban hành|xây dựng|triển khai|tổ chức|lập|đề ra|thông báo|quyết định|đề nghị|yêu cầu|báo cáo"
    rf"|kính mời|kính đề nghị|kính trình|trân trọng)\s(?:{_KIND}|[a-zđ])",
    re.IGNORECASE,
)
_SENTENCE_SEEN = 4000
MOST_BASES = 100


def is_basis(line: Line) -> bool:
    """Whether `line` names what the document rests on."""
    raw = line.raw
    if _SURE.match(raw) or _REQUEST.match(raw):
        return True
    return bool(_LIKELY.match(raw) and _CITATION.search(raw, 0, _SENTENCE_SEEN))


def goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether a basis that `line` belongs to runs on in `following`; `width` as of `lines.column_width`."""
    if following.gap or following.is_rule or following.table or is_basis(following) or label_of(following.raw):
        return False
    end = line.raw.rstrip()
    is_full = bool(width) and len(end) >= 0.75 * width
    return not end.endswith((";", ".", ":")) and (following.raw[:1].islower() or is_full)


def read_basis(line: Line) -> tuple[list[Part], tuple[Piece, ...]]:
    """The bases in `line`, one for each cited document, and what is left of it: the issuer's own clause.

    "Thực hiện A; B và C, Chủ tịch ban hành Kế hoạch như sau:" gives the bases "Thực hiện A;" and
    "B và C," and the rest "Chủ tịch ban hành Kế hoạch như sau:".
    """
    raw = line.raw
    dash = _DASH.match(raw)
    end = _end_of_bases(raw)
    start = dash.end() if dash else 0
    # What a council looked at ("Xét …; Báo cáo thẩm tra …") is one basis, however many papers it names.
    nexts = () if _REQUEST.match(raw) else _NEXT_BASIS.finditer(raw, start, end)
    inner = [found.end() for found in islice(nexts, MOST_BASES)]
    offsets = [*([start] if start else []), *inner, *([end] if end < len(raw) else [])]
    parts = cut(line.pieces, offsets)
    rest = parts.pop() if end < len(raw) else ()
    if start:
        parts[:2] = [(*as_captions(parts[0]), *parts[1])]
    sure = certainty.PATTERN if _SURE.match(raw) or _REQUEST.match(raw) else certainty.BASIS_LIKELY
    return [Part(pieces, None, certainty.BASIS_SPLIT if index else sure) for index, pieces in enumerate(parts)], rest


def _end_of_bases(raw: str) -> int:
    """Where the issuer's clause begins, behind the last comma before "ban hành Kế hoạch"; the end without one."""
    stripped = raw.rstrip()
    if not stripped.endswith((":", ".")) or len(raw) > _SENTENCE_SEEN:
        return len(raw)
    last_citation = None
    for last_citation in _CITATION.finditer(raw):  # noqa: B007
        pass
    if last_citation is None:
        return len(raw)
    for issuing in _ISSUING.finditer(raw, last_citation.end()):
        comma = raw.rfind(", ", last_citation.end(), issuing.start())
        clause = raw[comma + 2 : issuing.start()].strip() if comma >= 0 else ""
        if clause and clause[0].isupper() and len(clause) <= 120:
            return comma + 2
    return len(raw)
