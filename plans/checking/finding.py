"""What the format checker says: a finding, where it is, why it matters, how to mend it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding matters; nothing of it ever stops a publication."""

    ERROR = "error"  # the document is wrong as it stands
    WARNING = "warning"  # a human being should look


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is safe at one click: characters `start` to `end` of the text at `place` become `replacement`."""

    place: str
    start: int
    end: int
    replacement: str

    def apply(self, text: str) -> str:
        """`text`, the whole text at `place`, mended."""
        return text[: self.start] + self.replacement + text[self.end :]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `excerpt` are the words it is about, `why` and `mend` whole sentences for a person.

    `start` and `end` count characters of the text at `place`; both 0 when it is about something that is missing.
    """

    rule: str
    place: str
    excerpt: str
    why: str
    mend: str
    fix: Fix | None = None
    weight: Weight = Weight.WARNING
    start: int = 0
    end: int = 0

    @property
    def key(self) -> str:
        """A short name that stays the same while the text around the fault does."""
        facts = "\x1f".join((self.rule, self.place, str(self.start), self.excerpt))
        return hashlib.sha256(facts.encode()).hexdigest()[:16]


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """`text`, the whole text at one place, with all of `fixes` put in; where two overlap, the first one counts."""
    begin = len(text) + 1
    for fix in sorted(fixes, key=lambda each: (each.start, each.end), reverse=True):
        if fix.end <= begin and fix.end <= len(text):
            text, begin = fix.apply(text), fix.start
    return text
