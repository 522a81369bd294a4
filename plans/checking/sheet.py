"""A document as the format checker sees it: its texts in the order of the paper, each with its place.

Whoever has a document (a page, a file just read, the tree of the check screen) makes a `Sheet` of it; the rules know
nothing else. A place is a string that belongs to the maker of the sheet: it says where a finding is shown and where a
fix is put in, so it must be unique in a sheet. No database, no Django.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a text is to its document."""

    AGENCY = "agency"
    NATIONAL_TITLE = "national_title"
    NUMBER = "number"  # number and symbol, without "Số:"
    PLACE = "place"  # the place in front of the date
    DATE = "date"  # the date as written on top
    TYPE = "type"
    TITLE = "title"
    BASIS = "basis"
    LABEL = "label"  # of a numbered item, as printed; never an automatic one
    HEADING = "heading"
    ITEM = "item"  # the text of a numbered item
    PARAGRAPH = "paragraph"
    CELL = "cell"
    FOOTNOTE = "footnote"
    CAPTION = "caption"  # words above a part: "Nơi nhận:"
    RECIPIENT = "recipient"
    AUTHORITY = "authority"
    SIGNER_TITLE = "signer_title"
    SIGNER_NAME = "signer_name"
    ATTACHMENT = "attachment"
    OUTSIDE = "outside"  # stands in the file but is no part of the document: menus of a site, page numbers


LETTERHEAD = (Kind.AGENCY, Kind.NATIONAL_TITLE, Kind.NUMBER, Kind.PLACE, Kind.DATE)
BODY = (Kind.LABEL, Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH, Kind.CELL, Kind.FOOTNOTE)
RUNNING = (Kind.BASIS, Kind.ITEM, Kind.PARAGRAPH)
CLOSING = (Kind.CAPTION, Kind.RECIPIENT, Kind.AUTHORITY, Kind.SIGNER_TITLE, Kind.SIGNER_NAME)


@dataclass(frozen=True, slots=True)
class Text:
    """One stretch of words. Paragraphs inside one place are told apart by line ends.

    `item` numbers the item of the outline a label, heading or text belongs to, from 0; -1 outside the outline.
    """

    place: str
    kind: Kind
    text: str
    item: int = -1


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item: its `level` 1 to 6, its `label` as printed, empty when the house counts.

    `starts_anew` says that counting begins again here, as in an annex.
    """

    level: int
    label: str
    place: str
    is_bullet: bool = False
    starts_anew: bool = False


@dataclass(slots=True)
class Sheet:
    """The whole document.

    `texts` stand in the order of the paper. `issued_on` is the day of issue as far as it could be read.
    `is_laid_out` says that the house itself sets what is always the same (national title, captions, the final sign),
    so that it cannot be missing; `is_official` is False for news and other pages that need no letterhead.
    `is_issued` says that the document counts as issued (its page is on the site, or it has number and date).
    `places` says where a part that is missing would stand; without an entry it is the name of its kind.
    """

    texts: list[Text] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    document_type: str = ""
    issued_on: date | None = None
    is_official: bool = True
    is_laid_out: bool = False
    is_issued: bool = False
    places: dict[Kind, str] = field(default_factory=dict)

    def of(self, *kinds: Kind) -> Iterator[Text]:
        """The texts of these kinds that say something, in order."""
        return (text for text in self.texts if text.kind in kinds and text.text.strip())

    def first(self, *kinds: Kind) -> Text | None:
        """The first of them; None when there is none."""
        return next(self.of(*kinds), None)

    def place_of(self, kind: Kind) -> str:
        """Where a part of this kind stands, or would stand if it is missing."""
        found = self.first(kind)
        return found.place if found else self.places.get(kind, kind.value)
