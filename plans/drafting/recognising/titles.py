"""The title of a document, and what stands close to it: the subject of a letter, who decides."""

import re
from collections.abc import Callable

from plans.drafting.document import Document
from plans.drafting.parts import Part

from . import certainty
from .agencies import is_office
from .bases import is_basis
from .document_types import DECIDING, WITHOUT_TITLE, type_begun
from .folding import fold
from .labels import label_of
from .letters import is_addressing
from .lines import Line
from .signatures import is_title

_SUBJECT = re.compile(r"(?:v/v|ve viec|ve)\b")
_LETTER_SUBJECT = re.compile(r"v/v\b\s*:?")
_DECIDER = re.compile(r"tham quyen ban hanh\W*\d{0,2}")
# Words that no title and no sentence of the body begins with, but the second line of a title does.
_CONNECTIVE = re.compile(
    r"(?:với|và|của|về|trên|trong|cho|năm|tại|giữa|giai đoạn|đến|từ|theo|bằng|do|ở|để|nhằm|đối với|thuộc)\s"
    r"|(?:VỚI|VÀ|CỦA|VỀ|TRÊN|TRONG|CHO|NĂM|TẠI|GIỮA|GIAI ĐOẠN|ĐẾN|TỪ|THEO|BẰNG|DO|Ở|ĐỂ|NHẰM|ĐỐI VỚI|THUỘC)\s"
)
_NOTE = re.compile(r"\((?:kem theo|ban hanh|du thao|de |trinh ).*", re.IGNORECASE)
_LONGEST_LINE = 300
_LONGEST_TITLE = 600
_LONGEST_SENTENCE = 120
_LONGEST_DECIDER = 150
_MOST_TITLE_LINES = 12


def read_title(document: Document, lines: list[Line], index: int, classify: Callable[[str, bool], str]) -> int:
    """Take the title that begins with line `index` into `document`; returns where the next part begins.

    That is `index` itself when the line begins no title: only the line below the kind of document does, a letter's
    subject, or a line that begins with the kind of document.
    """
    line = lines[index]
    if document.title or len(line.raw) > _LONGEST_TITLE or is_basis(line) or is_authority_line(document, lines, index):
        return index
    sure = _certainty_of(document, line)
    if not sure:
        return index
    pieces = list(line.pieces)
    end = index + 1
    while end < len(lines) and end - index < _MOST_TITLE_LINES and _goes_on(document, lines, end, classify):
        pieces += lines[end].pieces
        end += 1
    document.title = Part(tuple(pieces), None, sure)
    if not document.document_type:
        is_letter = bool(_LETTER_SUBJECT.match(fold(line.raw))) and not document.type_line
        document.document_type = "Công văn" if is_letter else type_begun(fold(line.raw.strip())) or ""
    return end


def is_subject(line: Line) -> bool:
    """Whether `line` says what a letter is about: "V/v …"."""
    return bool(_SUBJECT.match(fold(line.raw[:20])))


def is_authority_line(document: Document, lines: list[Line], index: int) -> bool:
    """Whether line `index` names who decides, above the bases: "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …"."""
    line = lines[index]
    if not document.type_line or not line.raw.isupper() or len(line.raw) > _LONGEST_DECIDER:
        return False
    if _DECIDER.fullmatch(fold(line.raw.strip())):
        return True
    if not (is_title(line.raw) or is_office(line.raw.strip())):
        return False
    below = [each for each in lines[index + 1 : index + 5] if not each.is_rule][:2]
    return any(map(is_basis, below)) or (document.document_type in DECIDING and bool(document.title))


def _certainty_of(document: Document, line: Line) -> float:
    """How sure it is that `line` begins the title; 0 when it does not."""
    raw, folded = line.raw.strip(), fold(line.raw.strip())
    if document.type_line:
        is_sentence = len(raw) > _LONGEST_SENTENCE and raw.endswith((".", ":", ";"))
        if label_of(line.raw) or is_sentence or is_addressing(line) or _NOTE.match(folded):
            return 0
        stands_out = line.is_centered or _SUBJECT.match(folded)
        if raw.endswith(":") or (document.document_type in WITHOUT_TITLE and not stands_out):
            return 0
        return certainty.PATTERN if stands_out else certainty.BY_PLACE
    if _LETTER_SUBJECT.match(folded):
        return certainty.PATTERN
    if not type_begun(folded) or folded.endswith(("./.", ".", ";")) or ":" in folded:
        return 0
    return certainty.TITLE_LINE


def _goes_on(document: Document, lines: list[Line], index: int, classify: Callable[[str, bool], str]) -> bool:
    """Whether line `index` continues the title above it."""
    line, following = lines[index - 1], lines[index]
    raw = following.raw.strip()
    if following.is_rule or following.table or len(raw) > _LONGEST_LINE:
        return False
    if following.gap and not (following.gap == 1 and _CONNECTIVE.match(raw)):
        return False
    if (line.hint.layout, line.hint.column) != (following.hint.layout, following.hint.column):
        return False
    if is_basis(following) or is_addressing(following) or is_authority_line(document, lines, index):
        return False
    if label_of(following.raw) or classify(following.raw, True) or _NOTE.match(fold(raw)):
        return False
    if following.hint.continues:
        return True
    if line.raw.rstrip().endswith((".", ":")) or raw.endswith((":", ";")) or (raw.endswith(".") and len(raw) > 60):
        return False
    if line.hint.alignment and following.hint.alignment and line.is_centered != following.is_centered:
        return False
    if line.is_bold != following.is_bold:
        return False
    return line.raw.isupper() == following.raw.isupper() or raw[0].islower()
