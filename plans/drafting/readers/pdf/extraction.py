"""Runs as a program of its own: a PDF comes in, where its text stands goes out as JSON.

PDF is the kind of file that breaks programs; here a crash, an endless loop or a flood of memory ends this process and
nothing else. Imports nothing of the project. Answers {"pages": [...]} or {"refused": "locked" | "broken" | "large"}.
A page is {"width", "height", "pictures", "rules", "fragments"}. Rules are drawn lines: [left, bottom, right, top]. A
fragment is a stretch of one line without a wide gap or a rule in it: [left, right, baseline, size, width of its first
word, [[text, is_bold, is_italic], ...]]. All in points from the lower left corner, in the order of the file.
"""

import bisect
import ctypes
import json
import resource
import sys

MEMORY = 1536 * 1024**2
SECONDS = 25
MOST_PAGES = 500
MOST_CHARACTERS = 3_000_000
_GAP, _GAP_BEHIND_SPACE = 1.5, 3.0
_SPACES_OF_A_GAP = 4
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
            "fragments": [fragment.as_list() for fragment in fragments_of(text, rules, pdfium)],
        }
        text.close()
        page.close()


class Fragment:
    """Characters that follow each other on one line."""

    __slots__ = ("baseline", "first_end", "left", "right", "runs", "size", "spaces", "typed_spaces")

    def __init__(self, left: float, baseline: float, size: float):
        self.left = self.right = left
        self.baseline, self.size = baseline, size
        self.runs: list[list] = []
        self.first_end: float | None = None
        self.spaces = self.typed_spaces = 0

    def takes(self, left: float, baseline: float, size: float) -> bool:
        """Whether a character at this place goes on the fragment."""
        if self.typed_spaces >= _SPACES_OF_A_GAP:
            return False
        em = max(self.size, size, 1.0)
        away, gap = abs(baseline - self.baseline), left - self.right
        if gap > em * (_GAP_BEHIND_SPACE if self.typed_spaces else _GAP) or gap < -em:
            return False
        return away <= em * _SAME_LINE or (
            away <= em * _RAISED and gap < em * 0.5 and min(size, self.size) < em * 0.85
        )

    def add_space(self, *, is_typed: bool):
        """A space; one that was not typed stands for a gap."""
        if not self.runs or (self.spaces and not is_typed):
            return
        self.spaces += 1
        self.typed_spaces += is_typed
        if self.first_end is None:
            self.first_end = self.right
        self.runs[-1][0] += " "

    def add(self, character: str, right: float, look: tuple[bool, bool], size: float):
        """One more character, which ends at `right`."""
        self.spaces = self.typed_spaces = 0
        self.size = max(self.size, size)
        if not self.runs or tuple(self.runs[-1][1:]) != look:
            self.runs.append(["", *look])
        self.runs[-1][0] += character
        self.right = max(self.right, right)

    def as_list(self) -> list:
        """For JSON."""
        first = (self.first_end if self.first_end is not None else self.right) - self.left
        numbers = (self.left, self.right, self.baseline, self.size, first)
        return [*(round(number, 1) for number in numbers), self.runs]


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
    current: Fragment | None = None
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        character = "-" if code == 2 else chr(code)
        if character in " \u00a0\t":
            if current is not None:
                current.add_space(is_typed=pdfium.FPDFText_IsGenerated(raw, index) != 1)
            continue
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(raw, index), ctypes.c_void_p).value or 0
        if key not in looks:
            looks[key] = look_at(raw, index, pdfium), size_at(raw, index, pdfium)
        look, size = looks[key]
        goes_on = current is not None and current.takes(box.left, y.value, size)
        if goes_on and box.left - current.right > size * 0.2:
            goes_on = not upright.stand_between(current.right, box.left, y.value + size * 0.3)
        if not goes_on:
            if current is not None:
                yield current
            current = Fragment(box.left, y.value, size)
        current.add(character, box.right, look, size)
    if current is not None:
        yield current


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
