"""White space and the composition of letters."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet

_DOUBLE = re.compile(r"(?<=\S)[^\S\n\t]{2,}(?=\S)")
_BEFORE_SIGN = re.compile(r"(?<=[^\W_])[^\S\n]+(?=[,;!?](?!\S*[/\\])|[.:](?![./…\w])|[)\]”’])")
_BEHIND_OPENING = re.compile(r"(?<=[(\[“])[^\S\n]+(?=\S)")
_BEHIND_SIGN = re.compile(r"(?<=[^\W\d_][;:!?])(?=[^\W\d_])|(?<=[^\W\d_],)(?=[^\W\d_])|(?<=[^\W\d_]”)(?=[^\W\d_])")
_SENTENCES = re.compile(r"(?<=[a-zà-ỹđ]{2}[.])(?=[A-ZÀ-ỸĐ][a-zà-ỹđ])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,500}|[^\s@]{1,64}@\S{1,200}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:vn|com|org|net|gov|edu|info)\b\S{0,500}",
    re.IGNORECASE,
)
_COMBINING = re.compile(r"\w[\u0300-\u036f]+")
_SLIPS = (
    (_DOUBLE, gettext_lazy("Two spaces or more stand between two words."), gettext_lazy("Leave one space."), " "),
    (_BEFORE_SIGN, gettext_lazy("A space stands before a sign."), gettext_lazy("Write the sign at the word."), ""),
    (
        _BEHIND_OPENING,
        gettext_lazy("A space stands behind an opening sign."),
        gettext_lazy("Write the word at the sign."),
        "",
    ),
    (
        _BEHIND_SIGN,
        gettext_lazy("There is no space behind a sign."),
        gettext_lazy("Put a space behind the sign."),
        " ",
    ),
    (
        _SENTENCES,
        gettext_lazy("There is no space between two sentences."),
        gettext_lazy("Put a space behind the full stop."),
        " ",
    ),
)
_SKIPPED = (Kind.OUTSIDE, Kind.ATTACHMENT, Kind.LABEL, Kind.NUMBER, Kind.DATE)


@rules.register("spacing", gettext_lazy("Spaces"), Weight.WARNING)
def find_wrong_spaces(sheet: Sheet, today: date):
    """One space between words, none before a closing sign, one behind it.

    Source: custom, and the keyboard rules of every office. Addresses of the web, times and numbers are left alone.
    """
    for text in sheet.texts:
        if text.kind in _SKIPPED or not text.text:
            continue
        words = text.text
        addresses = [found.span() for found in _ADDRESS.finditer(words)] if "." in words or "/" in words else []
        for pattern, why, mend, replacement in _SLIPS:
            for found in pattern.finditer(words):
                if any(start <= found.start() < end for start, end in addresses):
                    continue
                yield Fault(text, *found.span(), str(why), str(mend), replacement)


@rules.register("composed_letters", gettext_lazy("Letters in two pieces"), Weight.WARNING)
def find_decomposed_letters(sheet: Sheet, today: date):
    """Letters and their marks are one character (TCVN 6909:2001, precomposed); else search and sorting miss them."""
    for text in sheet.texts:
        # Only texts that did not pass through cms.text, which composes everything.
        if text.text.isascii() or unicodedata.is_normalized("NFC", text.text):
            continue
        found = _COMBINING.search(text.text)
        if found:
            yield Fault(
                text,
                0,
                len(text.text),
                _("Letters and their marks are typed as two characters; search will not find the words."),
                _("Write every letter as one character."),
                unicodedata.normalize("NFC", text.text),
            )
