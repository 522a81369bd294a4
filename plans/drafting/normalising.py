"""Text as documents keep it: what every reader makes and the recogniser reads."""

import re
from html.entities import html5

from cms.text import clean

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK_PILE = re.compile(f"([{_MARKS}]{{8}})[{_MARKS}]+")
_FIRST_CODE = 0xA0
_PUNCTUATION = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# However often "&" itself was written as an entity, what remains is one sign.
_ENTITY = re.compile(r"&(?:amp;)*(?:([A-Za-z][A-Za-z0-9]{1,30})|#([0-9]{3,7})|#[xX]([0-9a-fA-F]{2,6}));")


def normalise(text: str) -> str:
    """`text` as documents keep it: `cms.text.clean` (NFC, `\\n`, nothing invisible); doing it twice changes nothing.

    Entities that a web page left behind ("&nbsp;", "&amp;") become the characters they mean. Piles of combining marks
    are cut before: putting thousands of them in order takes quadratic time.
    """
    text = clean(_MARK_PILE.sub(r"\1", text))
    return clean(_ENTITY.sub(_meant, text)) if "&" in text else text


def _meant(entity: re.Match) -> str:
    """The character that `entity` stands for; the entity itself where that is none for a text."""
    name, decimal, hexadecimal = entity.groups()
    if name in _PUNCTUATION:
        return _PUNCTUATION[name]
    if name:
        char = html5.get(f"{name};", "")
    else:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        char = chr(code) if code <= 0x2FFFF else ""
    is_sign = len(char) == 1 and ord(char) >= _FIRST_CODE
    # What cleaning would change or drop stays as it was written.
    return char if is_sign and clean(f"a{char}b") == f"a{char}b" else entity.group()
