"""Where the pictures of a source stand in the body."""

from bisect import bisect_left

from plans.drafting.document import Document
from plans.drafting.parts import Concern, Picture
from plans.drafting.source import Source

from . import certainty


def place_pictures(document: Document, source: Source) -> None:
    """Put every picture of `source` between the parts of the body, or behind the one it stood in."""
    closing = [part.start for part in (document.recipients_caption, *document.recipients) if part]
    closing += [
        part.end for signer in document.signers for part in (signer.authority, signer.title, signer.name) if part
    ]
    head = max(document.title.start, document.type_line.start)
    pictures = []
    for index, picture in enumerate(source.pictures):
        position = picture.position
        is_outside = position <= head or (bool(closing) and min(closing) <= position <= max(closing) + 1)
        concern = Concern.PICTURE_OUTSIDE if is_outside else None
        sure = certainty.DOUBTFUL if is_outside else certainty.PATTERN
        pictures.append(Picture((), concern, sure, index, position))
    starts = [part.start for part in document.body]
    for picture in sorted(pictures, key=lambda each: each.position, reverse=True):
        document.body.insert(bisect_left(starts, picture.position), picture)
