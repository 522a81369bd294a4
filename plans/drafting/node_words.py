"""The words of a node and their emphasis: HTML of escaped text, <b> and <i> alone, cut and joined by characters.

Offsets count characters of the plain text. No database, no Django.
"""

import re
from collections.abc import Iterable
from html import escape, unescape

from .document import Run

_TOKEN = re.compile(r"<(/?)(b|i)>|([^<]+)|<")


def html_of(runs: Iterable[Run]) -> str:
    """Runs of text as escaped HTML with <b> and <i>."""
    html = []
    for run in runs:
        text = escape(run.text, quote=False)
        if run.is_italic:
            text = f"<i>{text}</i>"
        if run.is_bold:
            text = f"<b>{text}</b>"
        html.append(text)
    return "".join(html)


def runs_of(html: str) -> list[Run]:
    """The runs that `html_of` wrote."""
    runs = []
    is_bold = is_italic = False
    for closes, tag, text in _TOKEN.findall(html):
        if tag == "b":
            is_bold = not closes
        elif tag == "i":
            is_italic = not closes
        elif text:
            runs.append(Run(unescape(text), is_bold, is_italic))
    return runs


def words_of(html: str) -> str:
    """The plain text of `html`."""
    return "".join(run.text for run in runs_of(html))


def as_html(text: str) -> str:
    """Plain text as HTML without emphasis."""
    return escape(text, quote=False)


def cut(html: str, start: int, end: int | None = None) -> str:
    """The characters `start` to `end` with their emphasis."""
    return html_of(_joined(_cut(runs_of(html), start, end)))


def with_change(html: str, start: int, end: int, replacement: str) -> str:
    """`html` with `replacement` for the characters `start` to `end`, set like what stands there or before it."""
    runs = runs_of(html)
    before, there, after = _cut(runs, 0, start), _cut(runs, start, end), _cut(runs, end, None)
    model = (there or before[-1:] or after or [Run("")])[0]
    between = [Run(replacement, model.is_bold, model.is_italic)] if replacement else []
    return html_of(_joined([*before, *between, *after]))


def with_words(html: str, text: str) -> str:
    """`html` saying `text` instead; what stayed the same at both ends keeps its emphasis."""
    old = words_of(html)
    start = 0
    while start < min(len(old), len(text)) and old[start] == text[start]:
        start += 1
    end = 0
    while end < min(len(old), len(text)) - start and old[-1 - end] == text[-1 - end]:
        end += 1
    if old == text:
        return html
    return with_change(html, start, len(old) - end, text[start : len(text) - end])


def joined(*parts: str) -> str:
    """Pieces of HTML, one space between them; empty ones leave no trace."""
    runs: list[Run] = []
    for part in parts:
        if part:
            runs += [*([Run(" ")] if runs else []), *runs_of(part)]
    return html_of(_joined(runs))


def stripped(html: str) -> str:
    """`html` without white space at its ends."""
    text = words_of(html)
    lead = len(text) - len(text.lstrip())
    return cut(html, lead, len(text.rstrip())) if text.strip() else ""


def _cut(runs: list[Run], start: int, end: int | None) -> list[Run]:
    found = []
    position = 0
    for run in runs:
        left = max(start - position, 0)
        right = len(run.text) if end is None else min(end - position, len(run.text))
        if left < right:
            found.append(Run(run.text[left:right], run.is_bold, run.is_italic))
        position += len(run.text)
    return found


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of the same emphasis as one run; a space alone is set like what stands behind it."""
    result: list[Run] = []
    space = ""
    for run in runs:
        if not run.text.strip():
            space += run.text
            continue
        last = result[-1] if result else None
        if last is not None and (last.is_bold, last.is_italic) == (run.is_bold, run.is_italic):
            result[-1] = Run(last.text + space + run.text, last.is_bold, last.is_italic)
        elif space and run.is_bold | run.is_italic:
            result += [Run(space), run]
        else:
            result.append(Run(space + run.text, run.is_bold, run.is_italic))
        space = ""
    return [*result, Run(space)] if space else result
