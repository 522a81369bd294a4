"""What plug-ins do to the HTML of a body before readers get it, such as turning document numbers into links.

    @finish_body.register
    def link_numbers(html, context): ...

A plug-in registers in its `blocks.py`, which is read before the first body is rendered. A finisher gets the whole HTML
of one body and the template's context (`page`, `request`), and returns safe HTML; it must not make a page personal.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString

Finisher = Callable[[SafeString, dict], SafeString]


class Finishing:
    """The finishers, in the order of registration."""

    def __init__(self):
        self._finishers: list[Finisher] = []

    def register(self, finisher: Finisher) -> Finisher:
        """Decorator: have every body pass through this function."""
        if finisher not in self._finishers:
            self._finishers.append(finisher)
        return finisher

    def apply(self, html: SafeString, context: dict) -> SafeString:
        """`html` after every finisher."""
        for finisher in self._finishers:
            html = finisher(html, context)
        return html


finish_body = Finishing()
