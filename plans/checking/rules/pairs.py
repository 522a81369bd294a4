"""Signs that come in pairs."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet, Text

_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_SKIPPED = (Kind.OUTSIDE, Kind.LABEL, Kind.ATTACHMENT)


@rules.register("pairs", gettext_lazy("Brackets and quotation marks"), Weight.WARNING)
def find_unpaired_signs(sheet: Sheet, today: date):
    """Every opening bracket and quotation mark has its closing one, of the same kind (custom).

    A closing bracket behind a letter or number ("a)", "1)") is a label and needs no opening one.
    """
    for text in sheet.texts:
        if text.kind not in _SKIPPED:
            yield from _in_text(text)


def _in_text(text: Text):
    words = text.text
    if not any(sign in words for sign in '()[]“”«»"'):
        return
    waiting: list[tuple[str, int]] = []
    straight = [index for index, sign in enumerate(words) if sign == '"']
    for index, sign in enumerate(words):
        if sign in _PAIRS:
            waiting.append((sign, index))
        elif sign in _CLOSERS:
            if waiting and waiting[-1][0] == _CLOSERS[sign]:
                waiting.pop()
            elif not _is_label(words, index, sign):
                yield _fault(text, index, _("The sign %(sign)s has no opening one.") % {"sign": sign})
    for sign, index in waiting:
        if sign == "“" and len(straight) == 1 and straight[0] > index:
            closing = straight.pop()
            yield Fault(
                text,
                closing,
                closing + 1,
                _("A quotation opened by “ is closed by a straight mark."),
                _("Write ”."),
                "”",
            )
            continue
        yield _fault(text, index, _("The sign %(sign)s is never closed.") % {"sign": sign})
    if len(straight) % 2:
        yield _fault(text, straight[-1], _("A quotation mark stands alone."))


def _is_label(words: str, index: int, sign: str) -> bool:
    """Whether the bracket at `index` belongs to a label such as "a)" or "12)"."""
    if sign != ")":
        return False
    start = index
    while start > 0 and words[start - 1].isalnum():
        start -= 1
    return 0 < index - start <= 3


def _fault(text: Text, index: int, why: str) -> Fault:
    return Fault(text, index, index + 1, why, _("Add the missing sign or delete this one."))
