"""What an official document consists of, before it is set as DOCX or PDF (Decree 30/2020/NĐ-CP, annex I).

A text is plain, or a tuple of runs where words stand out; whoever sets it escapes it. Texts may hold line ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plans.signing import authority_lines


@dataclass(frozen=True)
class Run:
    """Words set in one way; `address` is where a link leads."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_raised: bool = False
    is_lowered: bool = False
    address: str = ""


Text = str | tuple[Run, ...]


def runs_of(text: Text) -> tuple[Run, ...]:
    """`text` as runs; no run for an empty text."""
    if isinstance(text, str):
        return (Run(text),) if text else ()
    return text


def words_of(text: Text) -> str:
    """`text` without its looks."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


@dataclass(frozen=True)
class Heading:
    """A part's heading; `level` 1 to 4, `label` as printed ("I.", "1.", "a)"), empty for none."""

    text: Text
    level: int = 1
    label: str = ""

    @property
    def line(self) -> str:
        """Label and text as one line."""
        return f"{self.label} {words_of(self.text)}".strip()

    def lines(self) -> list[str]:
        """Label and text each in a line of its own, as above an annex; without what is empty."""
        return [line for line in (self.label, words_of(self.text)) if line]


@dataclass(frozen=True)
class Paragraph:
    """Running text. `is_quote` sets it apart: the words of somebody else.

    A numbered paragraph has the `label` and the `level` (1 to 6) it has in the text's outline.
    """

    text: Text
    is_bold: bool = False
    is_italic: bool = False
    is_quote: bool = False
    is_centred: bool = False
    label: str = ""
    level: int = 0


@dataclass(frozen=True)
class Items:
    """A list, each item behind the `mark`, or behind its number; `depth` counts the lists it stands in."""

    items: tuple[Text, ...]
    mark: str = "-"
    is_numbered: bool = False
    depth: int = 0
    first: int = 1

    def labels(self) -> list[str]:
        """What stands in front of each item."""
        if not self.is_numbered:
            return [self.mark] * len(self.items)
        return [f"{self.first + place}." for place in range(len(self.items))]


@dataclass(frozen=True)
class Cell:
    """A cell that is more than a text: over several columns or rows; the cells it covers are left out."""

    text: Text
    columns: int = 1
    rows: int = 1


def cell_of(content: "Text | Cell") -> Cell:
    """A cell as such."""
    return content if isinstance(content, Cell) else Cell(content)


@dataclass(frozen=True)
class Table:
    """Rows of texts (or Cells) below a header, which may be empty; `widths` are parts of the line's width.

    Without `widths` all columns are equally wide. Columns numbered in `numeric` are set to the right.
    """

    header: tuple[Text | Cell, ...]
    rows: tuple[tuple[Text | Cell, ...], ...]
    widths: tuple[int, ...] = ()
    numeric: tuple[int, ...] = ()
    caption: str = ""
    has_header_column: bool = False

    @property
    def column_count(self) -> int:
        """How many columns the first row has."""
        first = self.header or (self.rows[0] if self.rows else ())
        return sum(cell_of(content).columns for content in first)

    def shares(self) -> list[float]:
        """The width of every column as a part of 1."""
        widths = self.widths or (1,) * self.column_count
        return [width / sum(widths) for width in widths]


@dataclass(frozen=True)
class Picture:
    """A picture (JPEG or PNG) in the middle; `share` is its part of the line's width."""

    data: bytes
    description: str = ""
    caption: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Box:
    """Parts with a line around them: a note that readers should not miss. Boxes hold no boxes."""

    parts: tuple["Part", ...]


Part = Heading | Paragraph | Items | Table | Picture | Box


@dataclass(frozen=True)
class Signer:
    """Who signs: for whom (KT. GIÁM ĐỐC), as what (PHÓ GIÁM ĐỐC), and the name."""

    title: str
    name: str = ""
    authority: str = ""

    @property
    def authority_lines(self) -> list[str]:
        """For whom, line by line."""
        return authority_lines(self.authority)


@dataclass(frozen=True)
class OfficialDocument:
    """One document.

    `number` is complete ("12/BB-SKHCN"); while it has none, `symbol` ("BB-SKHCN") leaves room for the running number.
    `issued_on` None leaves room for the day. Without `kind` it is an official letter: the `subject` then stands below
    the number, and `addressees` in the salutation. Without `place` there is no line of place and day, as in minutes.
    Two `signers` stand side by side, the recipients below them. Each annex begins a new page behind the signatures.
    `summary` is not printed: programs show it with the title.
    """

    office: str
    subject: str
    body: tuple[Part, ...]
    superior: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    issued_on: date | None = None
    year: int | None = None
    kind: str = ""
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    qr_address: str = ""
    qr_note: str = ""
    closing: str = "./."
    annexes: tuple[tuple[Part, ...], ...] = ()
    summary: str = ""

    @property
    def is_letter(self) -> bool:
        """Whether it is an official letter (công văn), which has no name of a kind."""
        return not self.kind

    @property
    def title(self) -> str:
        """What programs call it: kind and subject."""
        return " ".join(part for part in (self.kind, self.subject) if part)

    def body_with_closing(self) -> tuple[Part, ...]:
        """The body with the closing sign behind its last words; behind a table it stands in a line of its own."""
        if not self.closing:
            return self.body
        if not self.body or not isinstance(self.body[-1], Paragraph | Items):
            return (*self.body, Paragraph(self.closing))
        return (*self.body[:-1], _closed(self.body[-1], self.closing))


def _closed(part: Paragraph | Items, closing: str) -> Part:
    if isinstance(part, Items):
        return replace(part, items=(*part.items[:-1], _ended(part.items[-1], closing)))
    return replace(part, text=_ended(part.text, closing))


def _ended(text: Text, closing: str) -> Text:
    if words_of(text).rstrip().endswith(closing):
        return text
    if isinstance(text, str):
        return text.rstrip().rstrip(".;,") + closing
    return (*text[:-1], replace(text[-1], text=text[-1].text.rstrip().rstrip(".;,")), Run(closing))


def as_tuple(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts without those that hold nothing."""
    return tuple(part for part in parts if not (isinstance(part, Items) and not part.items))
