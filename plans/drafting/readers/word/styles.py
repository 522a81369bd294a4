"""How Word sets text: properties written at the text, and those that come from its styles."""

from dataclasses import dataclass, replace

from .names import VAL, W, number, switch, value

_MOST_ANCESTORS = 20
_ALIGNMENTS = {
    "center": "center",
    "right": "right",
    "end": "right",
    "left": "left",
    "start": "left",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
}


@dataclass(frozen=True, slots=True)
class TextLook:
    """How characters are set; None where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph is set; `number_list` 0 takes numbering away."""

    alignment: str | None = None
    outline: int | None = None
    number_list: int | None = None
    number_level: int | None = None
    breaks_page: bool | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with what it inherits."""

    identifier: str = ""
    text: TextLook = TextLook()
    paragraph: ParagraphLook = ParagraphLook()
    table_borders: bool | None = None


def over(look, base):
    """`look` with what it does not say taken from `base`."""
    missing = {name: getattr(base, name) for name in look.__slots__ if getattr(look, name) is None}
    return replace(look, **missing) if missing else look


def text_look(properties) -> TextLook:
    """What a `w:rPr` says."""
    if properties is None:
        return TextLook()
    fonts = properties.find(f"{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    capitals, small = switch(properties, "caps"), switch(properties, "smallCaps")
    return TextLook(
        switch(properties, "b"),
        switch(properties, "i"),
        capitals if small is None else bool(small or capitals),
        switch(properties, "vanish"),
        font,
    )


def paragraph_look(properties) -> ParagraphLook:
    """What a `w:pPr` says."""
    if properties is None:
        return ParagraphLook()
    numbering = properties.find(f"{W}numPr")
    outline = number(value(properties, "outlineLvl"))
    return ParagraphLook(
        _ALIGNMENTS.get(value(properties, "jc")),
        outline,
        number(value(numbering, "numId")),
        number(value(numbering, "ilvl")),
        switch(properties, "pageBreakBefore"),
    )


def shows_rules(borders) -> bool | None:
    """Whether `w:tblBorders` or `w:tcBorders` draw lines between cells; None where they say nothing of that."""
    if borders is None:
        return None
    sides = [borders.find(W + side) for side in ("insideV", "insideH", "left", "right", "start", "end")]
    said = [side.get(VAL) not in (None, "nil", "none") for side in sides if side is not None]
    return any(said) if said else None


class Styles:
    """The styles of a document by identifier."""

    def __init__(self, root):
        self._elements = {}
        self._defaults = {}
        for element in root.iter(f"{W}style") if root is not None else ():
            identifier = element.get(f"{W}styleId") or ""
            self._elements[identifier] = element
            if element.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[element.get(f"{W}type")] = identifier
        self._found: dict[str, Style] = {}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.text_defaults = text_look(defaults)

    def get(self, identifier: str | None, kind: str = "paragraph") -> Style:
        """The style `identifier`, or the default one of `kind`; an empty one where nothing is known of it."""
        if identifier not in self._elements:
            identifier = self._defaults.get(kind, "")
        if identifier not in self._found:
            self._found[identifier] = self._read(identifier)
        return self._found[identifier]

    def look_of(self, direct: TextLook, paragraph_style: Style, text_style: Style | None) -> TextLook:
        """How characters look: what they say themselves, else both styles, where twice bold is not bold."""
        base, own = paragraph_style.text, text_style.text if text_style else TextLook()

        def toggled(name: str) -> bool:
            written = getattr(direct, name)
            if written is not None:
                return written
            said = [getattr(look, name) for look in (base, own) if getattr(look, name) is not None]
            return sum(said) == 1 if said else bool(getattr(self.text_defaults, name))

        font = direct.font or own.font or base.font or self.text_defaults.font
        return TextLook(toggled("bold"), toggled("italic"), toggled("capitals"), toggled("hidden"), font)

    def number_list_of(self, identifier: str) -> int | None:
        """The list that a numbering style names."""
        element = self._elements.get(identifier)
        return number(value(element.find(f"{W}pPr/{W}numPr"), "numId")) if element is not None else None

    def _read(self, identifier: str) -> Style:
        chain, current = [], identifier
        while current in self._elements and current not in chain and len(chain) < _MOST_ANCESTORS:
            chain.append(current)
            current = value(self._elements[current], "basedOn")
        text, paragraph, borders = TextLook(), ParagraphLook(), None
        for name in chain:
            element = self._elements[name]
            text = over(text, text_look(element.find(f"{W}rPr")))
            paragraph = over(paragraph, paragraph_look(element.find(f"{W}pPr")))
            if borders is None:
                borders = shows_rules(element.find(f"{W}tblPr/{W}tblBorders"))
        return Style(identifier, text, paragraph, borders)
