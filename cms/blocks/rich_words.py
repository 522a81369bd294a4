"""The words of a rich text, and putting a change of the words back into its HTML.

Words are what a reader sees; paragraphs, list entries and forced line ends are told apart by line ends. Every
character knows where it stands in the HTML, so that a change touches nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

_TOKEN = re.compile(r"<[^>]*>|&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|[^<&]+|[<&]", re.DOTALL)
_BREAKS = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|blockquote|hr|br|div|table|tr|td|th)\b", re.IGNORECASE)
_SEAM = re.compile(r"</p>\s*<p(?:\s[^>]*)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Character:
    """A character of the words and the stretch of HTML it came from; a line end came from tags."""

    sign: str
    start: int
    end: int
    is_break: bool = False


class UnmendableError(ValueError):
    """The change cannot be put into this HTML without touching its structure."""


def words_of(html: str) -> str:
    """What a reader sees of `html`."""
    return "".join(words for words, *_place in _runs(html))


def changed(html: str, start: int, end: int, replacement: str) -> str:
    """`html` with characters `start` to `end` of its words replaced; UnmendableError where tags forbid it."""
    characters = _characters(html)
    if not 0 <= start <= end <= len(characters):
        raise UnmendableError
    touched = characters[start:end]
    new = escape(replacement, quote=False)
    if any(character.is_break for character in touched):
        if len(touched) != 1 or not _SEAM.fullmatch(html[touched[0].start : touched[0].end].strip()):
            raise UnmendableError
        return html[: touched[0].start] + new + html[touched[0].end :]
    if not touched:
        place = characters[start - 1].end if start else characters[0].start if characters else 0
        return html[:place] + new + html[place:]
    pieces, position = [html[: touched[0].start], new], touched[0].end
    for character in touched[1:]:
        pieces.append(html[position : character.start])
        position = character.end
    return "".join([*pieces, html[position:]])


def _characters(html: str) -> list[_Character]:
    characters: list[_Character] = []
    for words, start, end, is_break in _runs(html):
        if is_break or html[start] == "&":
            characters += [_Character(sign, start, end, is_break) for sign in words]
        else:
            characters += [_Character(sign, start + index, start + index + 1) for index, sign in enumerate(words)]
    return characters


def _runs(html: str) -> Iterator[tuple[str, int, int, bool]]:
    """The words in runs without a tag: (words, start, end, whether it is a line end made by tags)."""
    seam: tuple[int, int] | None = None
    has_words = False
    for found in _TOKEN.finditer(html):
        token, start, end = found.group(), found.start(), found.end()
        if len(token) > 1 and token[0] == "<":
            if _BREAKS.match(token):
                seam = (seam[0] if seam else start, end)
            continue
        if seam:
            # White space between blocks is no text.
            start += len(token) - len(token.lstrip())
            seam = (seam[0], start)
            if start == end:
                continue
            if has_words:
                yield "\n", *seam, True
            seam, token = None, token.lstrip()
        has_words = True
        yield (unescape(token) if token[0] == "&" else token), start, end, False
