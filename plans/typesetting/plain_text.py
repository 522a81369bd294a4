"""What a clerk writes into one box, read as parts of a document: headings, list items, paragraphs."""

import re

from .document import Heading, Items, Paragraph, Part

_ROMAN = re.compile(r"^([IVX]{1,5}\.)\s+(.+)$")
_ARABIC = re.compile(r"^(\d{1,2}\.)\s+(.+)$")
_ITEM = re.compile(r"^[-–+•]\s+(.+)$")
# A numbered line longer than this is a paragraph that is numbered, no heading.
LONGEST_HEADING = 120


def parts_of(text: str) -> tuple[Part, ...]:
    """The lines of `text` as parts: "I. …" and short "1. …" are headings, "- …" items, the rest paragraphs."""
    parts: list[Part] = []
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        if item := _ITEM.match(line):
            earlier = parts.pop().items if parts and isinstance(parts[-1], Items) else ()
            parts.append(Items((*earlier, item[1])))
        else:
            parts.append(_heading(line) or Paragraph(line))
    return tuple(parts)


def _heading(line: str) -> Heading | None:
    for level, pattern in enumerate((_ROMAN, _ARABIC), 1):
        found = pattern.match(line)
        if found and len(line) <= LONGEST_HEADING and not line.endswith((".", ";", ":", "?")):
            return Heading(found[2], level=level, label=found[1])
    return None


def text_of(parts: tuple[Part, ...]) -> str:
    """The parts as lines for the box, so that `parts_of` gives them back; tables are left out."""
    lines = []
    for part in parts:
        if isinstance(part, Heading):
            lines += ["", part.line]
        elif isinstance(part, Items):
            lines += [f"- {item}" for item in part.items]
        elif isinstance(part, Paragraph):
            lines.append(part.text)
    return "\n".join(lines).strip()
