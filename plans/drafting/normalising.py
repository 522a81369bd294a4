"""Text as documents keep it: what every reader makes and the recogniser reads."""

import re

from cms.text import clean

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK_PILE = re.compile(f"([{_MARKS}]{{8}})[{_MARKS}]+")


def normalise(text: str) -> str:
    """`text` as documents keep it: `cms.text.clean` (NFC, `\\n`, nothing invisible); doing it twice changes nothing.

    Piles of combining marks are cut before: putting thousands of them in order takes quadratic time.
    """
    return clean(_MARK_PILE.sub(r"\1", text))
