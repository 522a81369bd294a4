"""Text from outside is made NFC and loses what nobody can see, before it is stored or compared."""

import re
import unicodedata

# Zero-width and formatting characters that hide in pasted text, the soft hyphen, and the
# characters that turn the reading direction (Unicode TR9, TR36). Control characters, lone
# surrogates and noncharacters can break databases (NUL), XML and XLSX.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|\u0085|\u2028|\u2029|\x0b|\x0c")
_MARK_PILE = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean(text: str) -> str:
    """`text` in NFC with `\\n` line ends, without control, zero-width and direction characters.

    Piles of more than four combining marks on one letter ("zalgo") are cut to four. Spaces and
    empty lines inside stay as typed; spaces at the end of lines and around the text go.
    """
    text = _LINE_END.sub("\n", text)
    text = _FORBIDDEN.sub("", _INVISIBLE.sub("", text))
    # Before NFC, which takes quadratic time over a pile, and after it, which may reorder what is left.
    text = _MARK_PILE.sub(r"\1", unicodedata.normalize("NFC", _MARK_PILE.sub(r"\1", text)))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def clean_line(text: str) -> str:
    """Like `clean`, on one line: every run of white space (also U+00A0 and U+3000) becomes one space."""
    return " ".join(clean(text).split())
