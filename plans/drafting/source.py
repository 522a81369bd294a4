"""What a reader found in a file: its text, and what the file said about the text beyond its words.

Every reader (plain text, Word, HTML, PDF) ends here and the recogniser starts here, so that there is one way from any
file to a `Document`. All offsets count characters of `Source.text`. No database, no Django.
"""

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How the characters `start` to `end` were set."""

    start: int
    end: int
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class LineHint:
    """What the file said about one line: nothing of it must be true, all of it helps.

    `label_length` counts the characters at the line's start that automatic numbering put there; `outline_level` is 1
    to 9 for a heading style; `column` numbers the cell of a table that only places things side by side (letterhead,
    signature), from 0, and `layout` numbers that table; `footnote` numbers the note the line belongs to, from 1.
    `alignment` is "left", "center", "right", "justify" or unknown; `continues` says that the line goes on a paragraph
    that was broken by hand (Shift+Enter), so that both are one paragraph of the file.
    """

    alignment: str = ""
    outline_level: int = 0
    label_length: int = 0
    layout: int | None = None
    column: int | None = None
    footnote: int | None = None
    page: int | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a table: the stretch of the text that holds its lines (may be empty)."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table with content of its own, from `start` to `end` of the text, row by row."""

    start: int
    end: int
    rows: tuple[tuple[SourceCell, ...], ...]
    has_header: bool = False


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture that stood at `position`; with its file and its alternative text."""

    position: int
    data: bytes
    name: str = ""
    description: str = ""


@dataclass(slots=True)
class Source:
    """A text as documents keep it (`normalise`d), and its surroundings; lines are told apart by line ends.

    `hints` belong to lines by their number, from 0. `remarks` are sentences for the person who chose the file: what
    of it was left out on purpose.
    """

    text: str
    kind: str = "txt"
    emphases: tuple[Emphasis, ...] = ()
    hints: dict[int, LineHint] = field(default_factory=dict)
    tables: tuple[SourceTable, ...] = ()
    pictures: tuple[SourcePicture, ...] = ()
    remarks: tuple[str, ...] = ()

    def emphasis_at(self, offset: int) -> Emphasis | None:
        """How the character at `offset` was set; None for plain text. `emphases` are in order and do not overlap."""
        index = bisect_right(self.emphases, offset, key=lambda each: each.start) - 1
        found = self.emphases[index] if index >= 0 else None
        return found if found and offset < found.end else None
