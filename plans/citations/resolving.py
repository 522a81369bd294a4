"""Which page of the site a cited document is. What is not certain stays without link: numbers begin anew every year in
every office, so that a hundred communes have a 12/KH-UBND.

A page is certain when its number agrees and its day of issue is the one cited, and nothing speaks against its office.
Without a day the office must be certain (named in the text, or the citing page's own), and the year too: it stands in
the number, or the document was issued in the twelve months before the citing page.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from plans.models import PlanPage

from .offices import is_same_office
from .recognising import Citation

_WITH_YEAR = re.compile(r"/(?:19|20)[0-9]{2}/")
_YEAR = timedelta(days=366)


class Outcome(StrEnum):
    """What became of a look-up."""

    FOUND = "found"
    UNSURE = "unsure"  # one or several pages have the number, none is certain
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published document with a cited number, in one language."""

    pk: int
    translation_key: str
    locale_id: int
    number_key: str
    issued_on: date | None
    issuer_id: int | None
    issuer: str
    superior: str


@dataclass(frozen=True, slots=True)
class Citing:
    """What is known of the page that cites: who issued it and when; all of it may be missing."""

    translation_key: str = ""
    issuer_id: int | None = None
    day: date | None = None

    @classmethod
    def of(cls, page) -> "Citing":
        """The facts of any page; None is nobody's text."""
        if page is None:
            return cls()
        day = getattr(page, "listing_date", None)
        return cls(str(page.translation_key or ""), getattr(page, "issuer_id", None), day)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The page a citation means (its translations in `pages`), or why there is none."""

    outcome: Outcome
    pages: tuple[Candidate, ...] = ()

    def page_for(self, locale_id: int | None) -> Candidate | None:
        """The page in a language, else the one in the language it was written in first."""
        return next(
            (page for page in self.pages if page.locale_id == locale_id), self.pages[0] if self.pages else None
        )


def candidates_for(keys: Iterable[str]) -> dict[str, list[Candidate]]:
    """The published documents with these numbers, by key; one query for all of them."""
    wanted = {key for key in keys if key}
    found: dict[str, list[Candidate]] = defaultdict(list)
    if not wanted:
        return found
    rows = (
        PlanPage.objects.published()
        .filter(number_key__in=wanted)
        .order_by("pk")
        .values_list(
            "pk", "translation_key", "locale_id", "number_key", "issued_on", "issuer_id", "issuer__name",
            "issuer__parent_line",
        )
    )  # fmt: skip
    for pk, translation, locale, key, day, issuer_id, issuer, superior in rows:
        found[key].append(Candidate(pk, str(translation), locale, key, day, issuer_id, issuer or "", superior or ""))
    return found


def resolve(citation: Citation, candidates: list[Candidate], citing: Citing) -> Resolution:
    """What `citation` means among the published documents of its number."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.translation_key != citing.translation_key:
            groups[candidate.translation_key].append(candidate)
    if not groups:
        return Resolution(Outcome.UNKNOWN)
    certain = [group for group in groups.values() if _is_certain(citation, group[0], citing)]
    if len(certain) == 1:
        return Resolution(Outcome.FOUND, tuple(certain[0]))
    return Resolution(Outcome.UNSURE)


def _is_certain(citation: Citation, candidate: Candidate, citing: Citing) -> bool:
    office = is_same_office(citation.issuer, candidate.issuer, candidate.superior)
    if office is False:
        return False
    if citation.day and candidate.issued_on:
        return citation.day == candidate.issued_on
    if not citation.issuer and candidate.issuer_id and candidate.issuer_id == citing.issuer_id:
        office = True
    if not office:
        return False
    if _WITH_YEAR.search(citation.number):
        return True
    if citation.day or not candidate.issued_on or not citing.day:
        return False
    return candidate.issued_on <= citing.day <= candidate.issued_on + _YEAR
