"""Numbering that a word processor counts by itself: the outline's labels, dashes, numbered lists."""

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from .numbering import DEEPEST, Form, Step

_INDENT = 567  # twentieths of a point: 10 mm, as the first line of every paragraph
_USUAL = {
    1: Form("", "upperRoman", 0, "."),
    2: Form("", "decimal", 0, "."),
    3: Form("", "decimal", 1, "."),
    4: Form("", "lowerLetter", 0, ")"),
}
BULLETS = ("-", "+")


class Numbering:
    """The numbering part of one file; lists are made when first asked for."""

    def __init__(self, file, forms: dict[int, Form]):
        self._root = file.part.numbering_part.element
        self._forms = {**_USUAL, **forms}
        self._current = 0
        self._abstract: dict[str, int] = {}
        self._bullets = 0

    def count(self, paragraph, step: Step) -> None:
        """Number a w:p element as the outline has it."""
        if not self._current or step.starts:
            self._current = self._new_list("outline", self._outline_levels, step.starts)
        _number(paragraph, self._current, step.level - 1)

    def bullet(self, paragraph, depth: int) -> None:
        """A dash, or a plus one list deeper."""
        if not self._bullets:
            self._bullets = self._new_list("bullets", self._bullet_levels, ())
        _number(paragraph, self._bullets, min(depth, len(BULLETS) - 1))

    def new_numbered_list(self, first: int) -> int:
        """A list 1., 2., 3. of its own; its number is for `item`."""
        return self._new_list("list", self._list_levels, (first,))

    def item(self, paragraph, number: int) -> None:
        """An item of a numbered list."""
        _number(paragraph, number, 0)

    def _new_list(self, kind: str, levels, starts: tuple[int, ...]) -> int:
        if kind not in self._abstract:
            self._abstract[kind] = self._add_abstract(levels())
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in enumerate(starts)
        )
        number = 1 + max((int(num.get(qn("w:numId"))) for num in self._root.findall(qn("w:num"))), default=0)
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{self._abstract[kind]}"/>{overrides}</w:num>'
            )
        )
        return number

    def _add_abstract(self, levels: str) -> int:
        known = self._root.findall(qn("w:abstractNum"))
        number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in known), default=-1)
        element = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        # All abstract lists stand before the first list, or word processors refuse the file.
        first_list = self._root.find(qn("w:num"))
        self._root.append(element) if first_list is None else first_list.addprevious(element)
        return number

    def _outline_levels(self) -> str:
        return "".join(
            _level(level - 1, self._forms[level].kind, self._forms[level].pattern(level))
            for level in range(1, DEEPEST + 1)
        )

    @staticmethod
    def _bullet_levels() -> str:
        return "".join(_level(depth, "bullet", mark) for depth, mark in enumerate(BULLETS))

    @staticmethod
    def _list_levels() -> str:
        return _level(0, "decimal", "%1.")


def embolden_number(paragraph) -> None:
    """Have the counted number of a w:p element in bold: it looks like the paragraph's end mark."""
    looks = OxmlElement("w:rPr")
    looks.append(OxmlElement("w:b"))
    paragraph.get_or_add_pPr().insert_element_before(looks, "w:sectPr", "w:pPrChange")


def _level(index: int, kind: str, pattern: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{_INDENT}"/></w:pPr></w:lvl>'
    )


def _number(paragraph, number: int, level: int) -> None:
    properties = paragraph.get_or_add_pPr().get_or_add_numPr()
    for tag, value in (("w:ilvl", level), ("w:numId", number)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(value))
        properties.append(element)
