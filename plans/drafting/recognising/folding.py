"""`cms.text.fold` for the lines of one document: each short line is looked at many times and folded once."""

from functools import lru_cache

from cms.text import fold as fold_anew

_LONGEST = 200


def fold(text: str) -> str:
    """`text` without accents and in lower case, as `cms.text.fold` gives it."""
    return _fold_kept(text) if len(text) <= _LONGEST else fold_anew(text)


_fold_kept = lru_cache(maxsize=4096)(fold_anew)
