"""Characters of a PDF page put into rows by their places; knows nothing of the library that tells these."""

import bisect
import itertools
import typing
import unicodedata

THIN = 3.0
# Widest gaps inside a line, in em: between words, where the line writes its spaces, behind such a space.
_GAP, _GAP_AMONG_SPACES, _GAP_BEHIND_SPACE = 0.9, 0.55, 3.0
_SPACES_OF_A_GAP = 4
_GAP_OF_A_SPACE, _NO_GAP = 0.17, 0.08
_OVERLAP = 0.3
_SAME_LINE, _RAISED = 0.25, 0.6


class Upright:
    """The upright rules of a page, to be asked what stands between two characters."""

    def __init__(self, rules: list[list[float]]):
        self._rules = sorted(
            ((left + right) / 2, bottom, top)
            for left, bottom, right, top in rules
            if right - left <= THIN < top - bottom
        )
        self._places = [place for place, _bottom, _top in self._rules]

    def stand_between(self, left: float, right: float, height: float) -> bool:
        """Whether a rule stands between `left` and `right` at `height`."""
        first = bisect.bisect_left(self._places, left - 0.5)
        last = bisect.bisect_right(self._places, right + 0.5)
        return any(bottom <= height <= top for _place, bottom, top in self._rules[first:last])


class Glyph(typing.NamedTuple):
    """A character and where it stands; a space that was not typed stands for a gap and has no place of its own."""

    left: float
    right: float
    text: str
    look: tuple[bool, bool]
    is_typed: bool = True


class Row:
    """Characters on one baseline. Some programs write the letters of another font when the line is finished."""

    def __init__(self, left: float, baseline: float, size: float):
        self.left = self.right = left
        self.baseline, self.size = baseline, size
        self._glyphs: list[Glyph] = []
        self._spaces = 0
        self._is_shuffled = self._has_spaces = False

    def takes(self, left: float, baseline: float, size: float, upright: Upright) -> bool:
        """Whether a character at this place belongs to the row, at its end or inside."""
        em = max(self.size, size)
        away, gap = abs(baseline - self.baseline), left - self.right
        is_raised = away <= em * _RAISED and gap < em * 0.5 and min(size, self.size) < em * 0.85
        if not is_raised and away > em * _SAME_LINE:
            return False
        if gap < -em * _OVERLAP:
            return left > self.left - em
        widest = _GAP_BEHIND_SPACE if self._spaces else _GAP_AMONG_SPACES if self._has_spaces else _GAP
        if gap > em * widest or self._spaces >= _SPACES_OF_A_GAP:
            return False
        return gap <= em * 0.2 or not upright.stand_between(self.right, left, baseline + em * 0.3)

    def is_around(self, left: float, baseline: float) -> bool:
        """Whether a place lies on the baseline of the row and not left of it."""
        return abs(baseline - self.baseline) <= self.size * _SAME_LINE and left > self.left - self.size

    def absorb(self, other: "Row"):
        """Take in a row that stands on the same baseline."""
        self._glyphs += other._glyphs
        self._is_shuffled = True
        self._has_spaces = self._has_spaces or other._has_spaces
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.size = max(self.size, other.size)

    def add(self, glyph: Glyph, size: float = 1.0, baseline: float = 0.0):
        """One more character."""
        if glyph.text == " ":
            is_double = self._glyphs and self._glyphs[-1].text == " "
            if self._glyphs and (glyph.is_typed or not is_double):
                self._spaces += glyph.is_typed
                self._has_spaces = self._has_spaces or glyph.is_typed
                self._glyphs.append(glyph)
            return
        if self._glyphs and unicodedata.combining(glyph.text):
            last = self._glyphs[-1]
            self._glyphs[-1] = last._replace(text=last.text + glyph.text)
            return
        if self._glyphs and not self._glyphs[-1].is_typed and glyph.left - self.right < size * _NO_GAP:
            self._glyphs.pop()
        self._is_shuffled = self._is_shuffled or glyph.left < self.right - max(self.size, size) * _OVERLAP
        self._spaces = 0
        if size > self.size * 1.1:
            # It began with a raised sign.
            self.baseline = baseline
        self.size = max(self.size, size)
        self._glyphs.append(glyph)
        self.left, self.right = min(self.left, glyph.left), max(self.right, glyph.right)

    def fragments(self, upright: Upright):
        """The row as fragments: as it was written, or, where letters were put in later, from left to right."""
        if not self._is_shuffled:
            yield self._fragment(self._glyphs)
            return
        part: list[Glyph] = []
        right, spaces = self.left, 0
        for glyph in sorted(glyph for glyph in self._glyphs if glyph.is_typed):
            if glyph.text == " ":
                spaces += bool(part)
                continue
            gap = glyph.left - right
            limit = _GAP_BEHIND_SPACE if spaces else _GAP_AMONG_SPACES if self._has_spaces else _GAP
            is_cut = gap > self.size * limit or spaces >= _SPACES_OF_A_GAP
            if part and (is_cut or upright.stand_between(right, glyph.left, self.baseline + self.size * 0.3)):
                yield self._fragment(part)
                part = []
            elif part and (spaces or gap > self.size * _GAP_OF_A_SPACE):
                part.append(Glyph(right, right, " ", glyph.look))
            part.append(glyph)
            right, spaces = glyph.right, 0
        yield self._fragment(part)

    def _fragment(self, glyphs: list[Glyph]) -> list:
        runs: list[list] = []
        for glyph in glyphs:
            if not runs or (tuple(runs[-1][1:]) != glyph.look and glyph.text != " "):
                runs.append(["", *glyph.look])
            runs[-1][0] += glyph.text
        letters = [glyph for glyph in glyphs if glyph.text != " "]
        left, right = letters[0].left, max(glyph.right for glyph in letters)
        words = itertools.takewhile(lambda glyph: glyph.text != " ", glyphs)
        first = max(glyph.right for glyph in words) - left
        return [*(round(number, 1) for number in (left, right, self.baseline, self.size, first)), runs]
