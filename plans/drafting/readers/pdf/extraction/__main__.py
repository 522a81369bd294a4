"""Runs as a program of its own: a PDF comes in, where its text stands goes out as JSON.

PDF is the kind of file that breaks programs; here a crash, an endless loop or a flood of memory ends this process and
nothing else. Imports nothing of the project. Answers {"pages": [...]} or {"refused": "locked" | "broken" | "large"}.
A page is {"width", "height", "pictures", "rules", "fragments"}. Rules are drawn lines: [left, bottom, right, top]. A
fragment is a stretch of one line without a wide gap or a rule in it: [left, right, baseline, size, width of its first
word, [[text, is_bold, is_italic], ...]]. All in points from the lower left corner, in the order of the file.
"""

import ctypes
import json
import resource
import sys
from collections.abc import Callable

# This folder is run, not imported: what stands beside this file is found by its bare name.
from rows import THIN, Glyph, Row, Upright

MEMORY = 1536 * 1024**2
SECONDS = 25
MOST_PAGES = 500
MOST_CHARACTERS = 3_000_000
_BOLD_WEIGHT = 600
_MOST_RULES, _SHORTEST_RULE = 4_000, 6.0
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
        place = as_shown(page)
        rules = rules_of(page, place, pdfium)
        pictures = any(True for _each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        yield {
            "width": page.get_width(),
            "height": page.get_height(),
            "pictures": pictures,
            "rules": rules,
            "fragments": list(fragments_of(text, rules, place, pdfium)),
        }
        text.close()
        page.close()


def as_shown(page) -> Callable[[float, float], tuple[float, float]]:
    """Where a place of `page` is seen: pages may be stored lying on their side."""
    width, height = page.get_size()
    turns = {
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x, y))


def rules_of(page, place, pdfium) -> list[list[float]]:
    """The straight lines drawn on a page, upright and level; frames of boxes count as four."""
    rules = []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        if len(rules) >= _MOST_RULES:
            break
        try:
            bounds = path.get_bounds()
        except RuntimeError:
            continue
        (left, right), (bottom, top) = map(sorted, zip(place(*bounds[:2]), place(*bounds[2:]), strict=True))
        width, height = right - left, top - bottom
        if max(width, height) < _SHORTEST_RULE:
            continue
        if min(width, height) <= THIN:
            rules.append([left, bottom, right, top])
        elif pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke) and stroke.value:
            rules += [[left, bottom, left, top], [right, bottom, right, top]]
            rules += [[left, bottom, right, bottom], [left, top, right, top]]
    return [[round(number, 1) for number in rule] for rule in rules]


def fragments_of(page, rules: list[list[float]], place, pdfium):
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
        left, right = sorted((place(box.left, box.bottom)[0], place(box.right, box.top)[0]))
        if is_space:
            if rows:
                rows[-1].add(Glyph(left, right, " ", (False, False), not is_generated))
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        baseline = place(x.value, y.value)[1]
        key = ctypes.cast(pdfium.FPDFText_GetTextObject(raw, index), ctypes.c_void_p).value or 0
        if key not in looks:
            looks[key] = look_at(raw, index, pdfium), size_at(raw, index, pdfium)
        look, size = looks[key]
        is_near = bool(rows) and rows[0].is_around(left, baseline)
        if len(rows) > 1 and is_near and left < rows[-1].left:
            for row in rows[1:]:
                rows[0].absorb(row)
            del rows[1:]
        elif not rows or not rows[-1].takes(left, baseline, size, upright):
            if rows and not is_near:
                yield from (fragment for row in rows for fragment in row.fragments(upright))
                rows = []
            rows.append(Row(left, baseline, size))
        rows[-1].add(Glyph(left, right, character, look), size, baseline)
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
