"""Signs of symbol fonts, which stand in a private range of Unicode, as characters that every font has."""

import re

_PRIVATE = re.compile("[\uf020-\uf0ff]")
# Code in Symbol or Wingdings to what is seen there; boxes and ticks of forms, arrows, dashes.
_SIGNS = {
    0x2A: "*",
    0x2B: "+",
    0x2D: "-",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0xA3: "□",
    0xA8: "□",
    0x78: "☒",
    0xFD: "☒",
    0x52: "☑",
    0xFE: "☑",
    0xFB: "✗",
    0xFC: "✓",
    0xE0: "→",
    0xE8: "→",
    0xDF: "←",
    0xF0: "→",
    0xAE: "→",
    0xB3: "≥",
    0xB4: "×",
    0xB1: "±",
}
_FONTS = ("wingdings", "symbol", "webdings")


def symbol(code: str, font: str) -> str:
    """What a `w:sym` with the hexadecimal `code` of `font` shows."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF or (point < 0x100 and font.lower().startswith(_FONTS)):
        return _shown(point & 0xFF)
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE else ""


def in_unicode(text: str) -> str:
    """`text` without private signs of symbol fonts."""
    if _PRIVATE.search(text):
        return _PRIVATE.sub(lambda match: _shown(ord(match[0]) & 0xFF), text)
    return text


def _shown(code: int) -> str:
    return _SIGNS.get(code, "•")
