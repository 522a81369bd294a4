"""Lines of a PDF put back into the paragraphs they were broken out of."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.drafting.readers.building import Span

from .lines import Line

_LABEL = re.compile(
    r"(?:[-–—+*•●○▪■✓➢]\s?|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)/:]\s|\d{1,2}(?:\.\d{1,2}){1,4}\s|\(?[a-zđ][.)]\s|[IVXLC]{1,7}\s?[./)-]\s?|[A-ZĐ][./)]\s"
    r"|(?:Điều|Chương|Phần|Mục|Phụ lục|PHỤ LỤC|CHƯƠNG|PHẦN)\s+[\dIVXLC]|Căn cứ\s|Nơi nhận)"
)
_ENDED = tuple('.;:!?…”"/')
_WIDEST_PITCH = 1.3
_INDENT, _DEEPEST_INDENT = 0.6, 5.0
_JUSTIFIED_SHARE = 0.12
_LEAST_INSET = 3.0
_FEWEST_INDENTED = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch of a page that lines fill: its edges, and the usual way from one line to the next."""

    left: float
    right: float
    pitch: float
    # Where lines often begin: no line stands in the middle because its length happens to fit.
    indents: frozenset[int] = frozenset()

    @classmethod
    def around(cls, lines: list[Line]) -> "Frame":
        """The frame that most of `lines` fill."""
        if not lines:
            return cls(0.0, 0.0, 0.0)
        rights = sorted(line.right for line in lines)
        lefts = sorted(line.left for line in lines)
        wide = Counter(round(right) for right in rights[len(rights) // 2 :])
        common, count = wide.most_common(1)[0]
        is_justified = count >= max(3, _JUSTIFIED_SHARE * len(rights))
        right = common if is_justified else rights[min(len(rights) - 1, int(len(rights) * 0.98))]
        often = {left for left, count in Counter(map(round, lefts)).items() if count >= _FEWEST_INDENTED}
        return cls(lefts[int(len(lefts) * 0.05)], right, _pitch(lines), frozenset(often))

    @classmethod
    def inside(cls, lines: list[Line], right: float) -> "Frame":
        """The frame of the cell that ends at `right`."""
        if not lines:
            return cls(0.0, right, 0.0)
        left = min(line.left for line in lines)
        return cls(left, right - lines[0].size * 0.2, _pitch(lines))

    def alignment(self, line: Line) -> str:
        """ "center" or "right" where the line stands so; empty for lines that begin at the left."""
        before, after = line.left - self.left, self.right - line.right
        width = self.right - self.left
        is_indent = before < _DEEPEST_INDENT * line.size and round(line.left) in self.indents
        if before < _LEAST_INSET or after < -line.size or is_indent:
            return ""
        if abs(before - after) <= (3.0 if before < line.size else max(line.size, 0.06 * width)):
            return "center"
        # At the right edge, or in the right half as a signature without recipients beside it.
        is_right = (after < line.size * 0.5 and before > 0.35 * width) or before > 0.48 * width
        return "right" if is_right else ""

    def is_filled(self, line: Line, following: Line) -> bool:
        """Whether the first word of `following` had no place any more behind `line`."""
        return line.right + line.size * 0.2 + following.first > self.right - line.size * 0.15


def is_label(text: str) -> bool:
    """Whether `text` is the label of an item and nothing else."""
    found = _LABEL.match(f"{text} ")
    return found is not None and len(found.group().strip()) == len(text)


def _pitch(lines: list[Line]) -> float:
    """The smallest of the usual ways from one line down to the next."""
    gaps = Counter(
        round((line.baseline - following.baseline) * 2) / 2
        for line, following in pairwise(lines)
        if line.page == following.page and 0 < line.baseline - following.baseline < 4 * line.size
    )
    return min((gap for gap, times in gaps.items() if times >= max(gaps.values()) * 0.5), default=0.0)


def paragraphs(lines: list[Line], frame: Frame) -> list[list[Line]]:
    """`lines`, which follow each other in one column, grouped into paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, frame):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def joined(group: list[Line]) -> Line:
    """The lines of a paragraph as one."""
    if len(group) == 1:
        return group[0]
    spans = list(group[0].spans)
    for line, following in pairwise(group):
        text, after = line.text, following.text
        # A number of a document broken behind its hyphen or stroke: "12/KH-" "UBND".
        is_glued = len(text) > 1 and text[-1] in "-/" and text[-2].isalnum() and after[:1].isalnum()
        spans += [Span("" if is_glued else " "), *following.spans]
    left, right = min(line.left for line in group), max(line.right for line in group)
    return replace(group[0], left=left, right=right, spans=spans)


def _goes_on(group: list[Line], line: Line, frame: Frame) -> bool:
    """Whether `line` goes on the paragraph that `group` is so far."""
    last = group[-1]
    if _LABEL.match(line.text) or not frame.is_filled(last, line) or abs(last.size - line.size) > 0.15 * last.size:
        return False
    if frame.alignment(last) or frame.alignment(line) or last.left - line.left > _DEEPEST_INDENT * line.size:
        return False
    if last.page == line.page:
        gap = last.baseline - line.baseline
        if not 0 < gap <= max(frame.pitch * _WIDEST_PITCH, last.size * 1.2) + 0.5:
            return False
    elif last.text.endswith(_ENDED) and abs(line.left - group[0].left) < line.size * _INDENT and len(group) > 1:
        # Over the end of a page only the indent of a first line tells paragraphs apart.
        return group[1].left < group[0].left - line.size * _INDENT and line.left < group[0].left - line.size * _INDENT
    if len(group) > 1:
        return line.left < last.left + line.size * _INDENT
    return line.left < last.left + line.size * _INDENT or bool(_LABEL.match(last.text))
