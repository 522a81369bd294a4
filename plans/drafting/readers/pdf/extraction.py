"""Runs as a program of its own: a PDF comes in, where its text stands goes out as JSON.

PDF is the kind of file that breaks programs; here a crash, an endless loop or a flood of memory ends this process and
nothing else. Imports nothing of the project. Answers {"pages": [...]} or {"refused": "locked" | "broken" | "large"}.
A page is {"width", "height", "pictures", "rules", "fragments"}. Rules are drawn lines: [left, bottom, right, top]. A
fragment is a stretch of one line without a wide gap or a rule in it: [left, right, baseline, size, width of its first
word, [[text, is_bold, is_italic], ...]]. All in points from the lower left corner, in the order of the file.
"""

import bisect
import ctypes
import itertools
import json
import resource
import sys
import typing
import unicodedata

MEMORY = 1536 * 1024**2
SECONDS = 25
MOST_PAGES = 500
MOST_CHARACTERS = 3_000_000
# Widest gaps inside a line, in em: between words, where the line writes its spaces, behind such a space.
_GAP, _GAP_AMONG_SPACES, _GAP_BEHIND_SPACE = 0.9, 0.55, 3.0
_SPACES_OF_A_GAP = 4
_GAP_OF_A_SPACE, _NO_GAP = 0.17, 0.08
_OVERLAP = 0.3
_SAME_LINE, _RAISED = 0.25, 0.6
_BOLD_WEIGHT = 600
_MOST_RULES, _THIN, _SHORTEST_RULE = 4_000, 3.0, 6.0
_ITALIC_FLAG, _FORCED_BOLD_FLAG = 1 << 6, 1 << 18


def main():
    """Read the PDF from standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        answer = {"pages": list(pages_of(data))}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "large"}
    json.dump(answer, sys.stdout)


class Refused(Exception):  # noqa: N818
    """The file cannot be read; the message is the reason in one word."""


def pages_of(data: bytes):
    """The pages of the PDF `data`, one after another."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "password" in str(error).lower() else "broken") from error
    if count > MOST_PAGES:
        raise Refused("large")
    characters = 0
    for index in range(count):
        try:
            page = document[index]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise Refused("broken") from error
        characters += text.count_chars()
        if characters > MOST_CHARACTERS:
            raise Refused("large")
        rules = rules_of(page, pdfium)
        pictures = any(True for _each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        yield {
            "width": page.get_width(),
            "height": page.get_height(),
            "pictures": pictures,
            "rules": rules,
            "fragments": list(fragments_of(text, rules, pdfium)),
        }
        text.close()
        page.close()


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

    def takes(self, left: float, baseline: float, size: float, upright: "Upright") -> bool:
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

    def fragments(self, upright: "Upright"):
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


def rules_of(page, pdfium) -> list[list[float]]:
    """The straight lines drawn on a page, upright and level; frames of boxes count as four."""
    rules = []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        if len(rules) >= _MOST_RULES:
            break
        try:
            left, bottom, right, top = path.get_bounds()
        except RuntimeError:
            continue
        width, height = right - left, top - bottom
        if max(width, height) < _SHORTEST_RULE:
            continue
        if min(width, height) <= _THIN:
            rules.append([left, bottom, right, top])
        elif pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke) and stroke.value:
            rules += [[left, bottom, left, top], [right, bottom, right, top]]
            rules += [[left, bottom, right, bottom], [left, top, right, top]]
    return [[round(number, 1) for number in rule] for rule in rules]


class Upright:
    """The upright rules of a page, to be asked what stands between two characters."""

    def __init__(self, rules: list[list[float]]):
        self._rules = sorted(
            ((left + right) / 2, bottom, top)
            for left, bottom, right, top in rules
            if right - left <= _THIN < top - bottom
        )
        self._places = [place for place, _bottom, _top in self._rules]

    def stand_between(self, left: float, right: float, height: float) -> bool:
        """Whether a rule stands between `left` and `right` at `height`."""
        first = bisect.bisect_left(self._places, left - 0.5)
        last = bisect.bisect_right(self._places, right + 0.5)
        return any(bottom <= height <= top for _place, bottom, top in self._rules[first:last])


def fragments_of(page, rules: list[list[float]], pdfium):
    """The fragments of a text page in the order of the file."""
    raw = page.raw
    upright = Upright(rules)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    looks: dict[int, tuple[tuple[bool, bool], float]] = {}
    # Rows that follow each other on one baseline: what comes next may belong into any of them.
    rows: list[Row] = []
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        character = "-" if code == 2 else chr(code)
        is_generated = pdfium.FPDFText_IsGenerated(raw, index) == 1
        is_space = character in " \u00a0\t"
        if is_generated and not is_space:
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        if is_space:
            if rows:
                rows[-1].add(Glyph(box.left, box.right, " ", (False, False), not is_generated))
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(raw, index), ctypes.c_void_p).value or 0
        if key not in looks:
            looks[key] = look_at(raw, index, pdfium), size_at(raw, index, pdfium)
        look, size = looks[key]
        is_near = bool(rows) and rows[0].is_around(box.left, y.value)
        if len(rows) > 1 and is_near and box.left < rows[-1].left:
            for row in rows[1:]:
                rows[0].absorb(row)
            del rows[1:]
        elif not rows or not rows[-1].takes(box.left, y.value, size, upright):
            if rows and not is_near:
                yield from (fragment for row in rows for fragment in row.fragments(upright))
                rows = []
            rows.append(Row(box.left, y.value, size))
        rows[-1].add(Glyph(box.left, box.right, character, look), size, y.value)
    yield from (fragment for row in rows for fragment in row.fragments(upright))


def look_at(raw, index: int, pdfium) -> tuple[bool, bool]:
    """Whether the character `index` is bold and italic, by the name, the flags and the weight of its font."""
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(raw, index, name, 200, flags)
    called = name.value.lower()
    is_bold = b"bold" in called or b"black" in called or bool(flags.value & _FORCED_BOLD_FLAG)
    is_bold = is_bold or pdfium.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT
    return is_bold, b"italic" in called or b"oblique" in called or bool(flags.value & _ITALIC_FLAG)


def size_at(raw, index: int, pdfium) -> float:
    """The size of the character `index` on the page: that of its font as the text's matrix stretches it."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(raw, index)
    if pdfium.FPDFText_GetMatrix(raw, index, matrix):
        stretch = (matrix.c**2 + matrix.d**2) ** 0.5
        size = size * stretch if stretch > 0 else size
    return min(max(size, 1.0), 200.0)


if __name__ == "__main__":
    main()
