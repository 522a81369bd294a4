"""Signers from the lines of one column, from top to bottom."""

from dataclasses import dataclass, field

from plans.drafting.parts import Concern, Paragraph, Part, Piece, Signer

from . import certainty
from .lines import raw_of
from .signatures import is_authority, is_name, is_note, is_signed_note, is_title

Pieces = tuple[Piece, ...]
_LONGEST_NAME = 60
_SEEN_BELOW = 6


@dataclass
class Column:
    """The lines that stand below each other in one column of a signature.

    `is_set` says that the file itself set the column: then its last line is a name, whatever it looks like.
    """

    is_set: bool = False
    lines: list[Pieces] = field(default_factory=list)
    has_begun: bool = False
    """Whether an authority or a title was found."""

    def takes(self, pieces: Pieces) -> bool:
        """Add `pieces` when they can belong to a signature; says whether they did."""
        raw = raw_of(pieces)
        begins = is_authority(raw) or is_title(raw)
        self.has_begun = self.has_begun or begins
        fits = begins or (self.has_begun and (is_signed_note(raw) or is_note(raw)))
        fits = fits or (self.has_begun and (is_name(raw, is_certain=True) or raw.strip().isupper()))
        if fits or self.is_set:
            self.lines.append(pieces)
        return fits or self.is_set

    @property
    def awaits_name(self) -> bool:
        """Whether the last thing found is an authority, a title or a remark below them."""
        return self.has_begun and _is_above_name(raw_of(self.lines[-1]))

    def signers(self) -> tuple[list[Signer], list[Paragraph]]:
        """The signers of the column, and what is no part of any of them."""
        signers: list[Signer] = []
        leftovers: list[Paragraph] = []
        authority: list[Piece] = []
        title: list[Piece] = []
        for index, line in enumerate(self.lines):
            raw = raw_of(line)
            if is_signed_note(raw) or (is_note(raw) and not is_title(raw)):
                leftovers.append(Paragraph(line, Concern.UNPLACED, certainty.UNPLACED))
            elif is_authority(raw) and not title:
                authority += line
            elif is_title(raw) or is_authority(raw):
                title += line
            elif (authority or title) and self._is_name(index):
                signers.append(signer_of(authority, title, line))
                authority, title = [], []
            elif authority or title:
                title += line
            else:
                leftovers.append(Paragraph(line, Concern.UNPLACED, certainty.UNPLACED))
        if authority or title:
            signers.append(signer_of(authority, title, ()))
        return signers, leftovers

    def _is_name(self, index: int) -> bool:
        """Whether line `index` is a name: like one, and with no other such line directly below."""
        raw = raw_of(self.lines[index])
        below = [raw_of(line) for line in self.lines[index + 1 : index + _SEEN_BELOW]]
        below = [text for text in below if not (is_signed_note(text) or is_note(text))]
        if below and raw.strip().isupper() and not _is_above_name(below[0]):
            return False
        return is_name(raw, is_certain=True) or (self.is_set and not below and len(raw) <= _LONGEST_NAME)


def signer_of(authority: list[Piece], title: list[Piece], name: Pieces) -> Signer:
    """The signer that these pieces make."""
    sure = certainty.SIGNER if name and (authority or title) else certainty.SIGNER_BARE
    return Signer(*(Part(tuple(pieces), None, sure) for pieces in (authority, title, name)))


def _is_above_name(raw: str) -> bool:
    return is_authority(raw) or is_title(raw) or is_signed_note(raw) or is_note(raw)
