"""The labels of HTML lists, which a browser computes."""

import re

from plans.drafting.readers.numerals import bullet, numeral

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_QUOTED = re.compile(r"[\"'](.{1,5})[\"']")


class WebList:
    """An `ol` or `ul`, which numbers its items one after another."""

    def __init__(self, element, style: dict[str, str]):
        self._is_ordered = element.tag == "ol"
        self._type = element.get("type") or ""
        self._style = _list_style(style)
        self._step = -1 if element.get("reversed") is not None else 1
        items = sum(1 for child in element if child.tag == "li") if self._step < 0 else 1
        self._next = _whole(element.get("start"), items)

    def label(self, item, style: dict[str, str]) -> str:
        """The label of the next item."""
        own = _list_style(style) or self._style
        if not self._is_ordered:
            return _bullet(own)
        count = _whole(item.get("value"), self._next)
        self._next = count + self._step
        kind = item.get("type") or self._type
        if own == "none" or own.startswith(("'", '"')):
            return _bullet(own)
        return f"{numeral(count, _STYLES.get(own) or _TYPES.get(kind, 'decimal'))}."


def word_label(text: str) -> str:
    """The label that Word wrote in front of a pasted list item; signs of symbol fonts become plain ones."""
    text = text.strip("\u00a0 \t\r\n")
    return bullet(text) if len(text) == 1 and not text.isdigit() else text


def _bullet(style: str) -> str:
    if style == "none":
        return ""
    quoted = _QUOTED.search(style)
    return bullet(quoted[1]) if quoted else "•"


def _list_style(style: dict[str, str]) -> str:
    said = style.get("list-style-type") or style.get("list-style") or ""
    return (
        said if said[:1] in "\"'" else next((word for word in said.split() if word in _STYLES or word == "none"), "")
    )


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None and len(text) < 7 else default
    except ValueError:
        return default
