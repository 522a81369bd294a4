"""From a `Document` to the fields and blocks of a plan page. What no field can hold becomes a paragraph."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from html import escape

from django.utils.translation import gettext as _

from plans.dating import is_impossible
from plans.models import Issuer
from plans.numbers import clean_number

from .concerns import EXPLANATIONS, IMPOSSIBLE_DAY, NO_ISSUER, TOO_LONG_FOR_FIELD
from .document import Concern, Document, OutlineItem, Part, Run
from .offices import find_issuer
from .reading import UnreadableError

LONGEST = {"title": 255, "number": 80, "place": 120, "basis": 2000, "recipient": 500, "signer": 200}
MOST_PARTS = 5_000
"""Blocks and rows of a draft: what the edit form of a page, with eight fields each, can still send."""
_LONGEST_LABEL = 30
_LONGEST_HEADING = 500


@dataclass
class Content:
    """The values of a plan page: `body` are stored stream blocks; `remarks` are explanations of its places.

    A place is a content path as Wagtail's comments use it: "body.<block id>" or "body.<block id>.text".
    """

    title: str = ""
    number: str = ""
    issued_on: date | None = None
    place: str = ""
    document_type: str = ""
    issuer: Issuer | None = None
    legal_bases: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signers: list[dict[str, str]] = field(default_factory=list)
    body: list[dict] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def part_count(self) -> int:
        """How many blocks and rows the edit form of the page has."""
        return sum(map(len, (self.body, self.legal_bases, self.recipients, self.signers)))


def content_of(document: Document, today: date) -> Content:
    """What a page made of `document` holds; reads the list of offices.

    `UnreadableError` when that is more than the edit form of one page can hold.
    """
    content = Content(document_type=document.document_type or document.type_line.text)
    blocks: list[tuple[int, dict, object]] = []

    def keep(part: Part, why=None):
        """Put `part` into the body where the source has it; what belongs to a web site comes last."""
        if part.text:
            position = part.start + (len(document.source) if part.concern is Concern.SITE_TEXT else 0)
            blocks.append((position, _paragraph(part), why or EXPLANATIONS.get(part.concern)))

    def fits(part: Part, limit: str) -> str:
        """The text of `part` for a field; if it is too long, the text goes into the body."""
        if len(part.text) <= LONGEST[limit]:
            return part.text
        keep(part, TOO_LONG_FOR_FIELD)
        return ""

    content.title = fits(document.title, "title") or _shortened(document.title.text)
    content.number = clean_number(fits(document.number, "number"))
    content.issuer = find_issuer([part.text for part in document.agency_lines])
    if content.issuer is None:
        for part in document.agency_lines:
            keep(part, NO_ISSUER)
    if document.dated:
        content.place = fits(document.dated.place, "place")
        day = document.dated.day
        if day and not is_impossible(day, today):
            content.issued_on = day
        else:
            keep(document.dated.written, IMPOSSIBLE_DAY if day else None)
    content.legal_bases = [text for part in document.legal_bases if (text := fits(part, "basis"))]
    content.recipients = [text for part in document.recipients if (text := fits(part, "recipient"))]
    for signer in document.signers:
        row = {name: fits(getattr(signer, name), "signer") for name in ("authority", "title", "name")}
        if any(row.values()):
            content.signers.append(row)
    for part in (*document.national_title, *document.attachments, *document.leftovers):
        keep(part)
    for part in document.body:
        if isinstance(part, OutlineItem):
            blocks.append((part.start, _item(part), EXPLANATIONS.get(part.text.concern)))
        else:
            keep(part)
    blocks.sort(key=lambda entry: entry[0])
    content.body = [block for _position, block, _why in blocks]
    content.remarks = _remarks(blocks)
    if content.part_count > MOST_PARTS:
        raise UnreadableError(
            _("The text has %(count)s items and paragraphs, a page can hold %(most)s. Import it in parts.")
            % {"count": content.part_count, "most": MOST_PARTS}
        )
    return content


def html_of(runs: Iterable[Run]) -> str:
    """Runs of text as escaped HTML with <b> and <i>."""
    html = []
    for run in runs:
        text = escape(run.text, quote=False)
        if run.is_italic:
            text = f"<i>{text}</i>"
        if run.is_bold:
            text = f"<b>{text}</b>"
        html.append(text)
    return "".join(html)


def _paragraph(part: Part) -> dict:
    return {"type": "paragraph", "value": f"<p>{html_of(part.runs)}</p>", "id": str(uuid.uuid4())}


def _item(item: OutlineItem) -> dict:
    """The block of `item`; one whose label or heading no field can hold becomes a paragraph."""
    label, heading, runs = item.label.text, item.heading.text, item.text.runs
    is_bare = not heading and not runs
    if is_bare or len(label) > _LONGEST_LABEL or len(heading) > _LONGEST_HEADING:
        texts = [part.runs for part in (item.label, item.heading, item.text) if part.runs]
        html = " ".join(html_of(part) for part in texts)
        return {"type": "paragraph", "value": f"<p>{html}</p>", "id": str(uuid.uuid4())}
    text = f"<p>{html_of(runs)}</p>" if runs else ""
    value = {"level": str(item.level), "label": label, "heading": heading, "text": text}
    return {"type": "outline_item", "value": value, "id": str(uuid.uuid4())}


def _shortened(text: str) -> str:
    """`text` cut at a word to what a page title holds."""
    if len(text) <= LONGEST["title"]:
        return text
    return text[: LONGEST["title"] - 2].rsplit(" ", 1)[0] + " …"


def _remarks(blocks: list[tuple[int, dict, object]]) -> list[tuple[str, str]]:
    """One remark for each stretch of blocks that want the same: (place of the first block, explanation)."""
    remarks = []
    last = None
    for _position, block, why in blocks:
        if why and why is not last:
            inner = ".text" if block["type"] == "outline_item" else ""
            remarks.append((f"body.{block['id']}{inner}", str(why)))
        last = why
    return remarks
