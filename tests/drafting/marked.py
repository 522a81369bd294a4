"""Documents with the hints a file gives, written by hand as plain lines.

A line may begin with marks in braces: `c` `r` `j` alignment, `b` `i` emphasis, `h2` outline level, `n` automatic
numbering (up to the first blank), `L0.1` column 1 of layout table 0, `p2` page, `f1` footnote. `{head}` and `{row}`
lines are rows of one table: cells apart by `|`, paragraphs of a cell by `¶`. `{picture name}` places a picture.
`<b>` and `<i>` inside a line set emphasis.
"""

import re
from dataclasses import dataclass, field

from plans.drafting.normalising import normalise
from plans.drafting.source import Emphasis, LineHint, Source, SourceCell, SourcePicture, SourceTable

_MARKS = re.compile(r"\{([^{}]*)\}")
_TAG = re.compile(r"<(/?)([bi])>")
_ALIGNMENTS = {"c": "center", "r": "right", "j": "justify"}


def source_of(marked: str) -> Source:
    """The source that the lines of `marked` describe."""
    return _Writer().write(marked)


@dataclass
class _Writer:
    text: str = ""
    emphases: list[Emphasis] = field(default_factory=list)
    hints: dict[int, LineHint] = field(default_factory=dict)
    tables: list[SourceTable] = field(default_factory=list)
    pictures: list[SourcePicture] = field(default_factory=list)
    rows: list[tuple[SourceCell, ...]] = field(default_factory=list)
    has_header: bool = False

    def write(self, marked: str) -> Source:
        for line in marked.strip("\n").split("\n"):
            found = _MARKS.match(line)
            marks, words = (found.group(1), line[found.end() :]) if found else ("", line)
            if marks in ("head", "row"):
                self._write_row(words, marks == "head")
                continue
            self._end_table()
            if marks.startswith("picture "):
                name = marks.removeprefix("picture ")
                self.pictures.append(SourcePicture(len(self.text), b"", name, name))
            else:
                self._write_line(words, marks.split())
        self._end_table()
        return Source(
            self.text.rstrip("\n"),
            "docx",
            tuple(self.emphases),
            self.hints,
            tuple(self.tables),
            tuple(self.pictures),
        )

    def _write_line(self, words: str, marks: list[str]) -> tuple[int, int]:
        """Add a line; returns where its words begin and end."""
        start, number = len(self.text), self.text.count("\n")
        opened: dict[str, int] = {}
        position = 0
        for tag in [*_TAG.finditer(words), None]:
            end = tag.start() if tag else len(words)
            stretch = normalise(f"|{words[position:end]}|")[1:-1]
            styles = {*opened, *(mark for mark in marks if mark in ("b", "i"))}
            begin = len(self.text)
            self.text += stretch
            if styles and stretch.strip():
                self.emphases.append(Emphasis(begin, len(self.text), "b" in styles, "i" in styles))
            if tag:
                position = tag.end()
                opened.pop(tag[2], None) if tag[1] else opened.setdefault(tag[2], begin)
        written = self.text[start:]
        hint = _hint_of(marks, written)
        if hint != LineHint():
            self.hints[number] = hint
        self.text += "\n"
        return start, start + len(written)

    def _write_row(self, words: str, is_header: bool) -> None:
        cells = []
        for cell in words.split("|"):
            start = end = len(self.text)
            for line in cell.split("¶"):
                if line.strip():
                    _begin, end = self._write_line(line.strip(), ["b"] if is_header else [])
            cells.append(SourceCell(start, end))
        self.has_header = self.has_header or is_header
        self.rows.append(tuple(cells))

    def _end_table(self) -> None:
        if self.rows:
            start, end = self.rows[0][0].start, max(cell.end for row in self.rows for cell in row)
            self.tables.append(SourceTable(start, end, tuple(self.rows), self.has_header))
        self.rows, self.has_header = [], False


def _hint_of(marks: list[str], words: str) -> LineHint:
    values = {}
    for mark in marks:
        if mark in _ALIGNMENTS:
            values["alignment"] = _ALIGNMENTS[mark]
        elif mark == "n":
            values["label_length"] = len(words.split(" ", 1)[0])
        elif mark[0] == "L":
            values["layout"], values["column"] = map(int, mark[1:].split("."))
        elif mark[0] in "hpf" and mark[1:].isdigit():
            name = {"h": "outline_level", "p": "page", "f": "footnote"}[mark[0]]
            values[name] = int(mark[1:])
    return LineHint(**values)
