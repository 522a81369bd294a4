"""The documents in `styles/`: above the line of signs what a person sees in them, below it the document.

Each line of the expectation is `name: value`; values apart by `|` for headings (level, label, heading), signers
(authority, title, name) and appendices (label, heading). What is not named must not be found.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from plans.drafting.document import Document, Purpose
from plans.drafting.normalising import normalise
from plans.drafting.source import Source

from .marked import source_of

FOLDER = Path(__file__).parent / "styles"
_LISTS = ("superior", "issuing", "addressee", "basis", "recipient", "note", "table", "attachment")
_ROWS = ("heading", "signer", "appendix")
_SINGLE = ("number", "place", "date", "type", "title", "authority", "enacting", "picture")


@dataclass(frozen=True)
class Written:
    """A document written by hand, with what is to be found in it."""

    name: str
    expected: dict
    source: Source


def written_documents() -> list[Written]:
    """All of them, by name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def found_in(document: Document) -> dict:
    """What was found in `document`, in the words of the expectations."""

    def words(purpose: Purpose) -> str:
        return " ".join(part.text for part in document.paragraphs if part.purpose is purpose)

    dated = document.dated
    return {
        "superior": [part.text for part in document.superior_lines],
        "issuing": [part.text for part in document.issuing_lines],
        "number": document.number.text,
        "place": dated.place.text if dated else "",
        "date": (dated.day.isoformat() if dated.day else "-") if dated else "",
        "type": document.document_type,
        "title": document.title.text,
        "authority": words(Purpose.AUTHORITY),
        "addressee": [part.text for part in document.addressees],
        "basis": [part.text for part in document.legal_bases],
        "enacting": words(Purpose.ENACTING),
        "heading": [(str(item.level), item.label.text, item.heading.text) for item in document.headings],
        "recipient": [part.text for part in document.recipients],
        "signer": [(each.authority.text, each.title.text, each.name.text) for each in document.signers],
        "appendix": [(each.heading.label.text, each.heading.heading.text) for each in document.appendices],
        "table": [f"{len(table.rows)}x{max(map(len, table.rows))}" for table in document.tables],
        "note": [note.text for note in document.footnotes],
        "attachment": [part.text for part in document.attachments],
        "picture": str(len(document.pictures) or ""),
    }


def _read(path: Path) -> Written:
    above, _line, text = path.read_text(encoding="utf-8").partition("\n=====\n")
    expected: dict = {name: [] for name in (*_LISTS, *_ROWS)} | dict.fromkeys(_SINGLE, "")
    transforms = ""
    for line in above.splitlines():
        name, _colon, value = line.partition(":")
        value = value.strip()
        if name == "transform":
            transforms = value
        elif name in _ROWS:
            expected[name].append(tuple(cell.strip() for cell in value.split("|")))
        elif name in _LISTS:
            expected[name].append(value)
        else:
            expected[name] = value
    if "nbsp" in transforms:
        text = text.replace(". ", ".\u00a0").replace(": ", ":\u00a0")
    if "nfd" in transforms:
        text = unicodedata.normalize("NFD", text)
    is_marked = "{" in text or "<b>" in text
    return Written(path.stem, expected, source_of(text) if is_marked else Source(normalise(text)))
