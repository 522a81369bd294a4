"""The rules this house brings; each module is a family."""

from .rules import abbreviations, citing, dates, endings, letterhead, marks, numbering, pairs, spacing, words

__all__ = [
    "abbreviations",
    "citing",
    "dates",
    "endings",
    "letterhead",
    "marks",
    "numbering",
    "pairs",
    "spacing",
    "words",
]
