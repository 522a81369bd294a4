"""From the tree of the check screen to the fields and blocks of a plan page. Nothing of it is lost on the way."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from cms.blocks.table import MOST_CELLS
from plans.models import Issuer

from .concerns import EXPLANATIONS, IMPOSSIBLE_DAY, NO_ISSUER, NOT_A_PICTURE, TOO_LONG_FOR_FIELD
from .facts import LONGEST_TITLE, Facts, facts_of, is_settled, split_place
from .node_words import as_html, joined, words_of
from .reading import UnreadableError
from .tree import NOT_ON_PAGE, Node, NodeKind, Tree, text_of

LONGEST = {"title": LONGEST_TITLE, "number": 80, "place": 120, "basis": 2000, "recipient": 500, "signer": 200}
MOST_PARTS = 5_000
"""Blocks and rows of a draft: what the edit form of a page, with eight fields each, can still send."""
_LONGEST_LABEL = 30
_LONGEST_HEADING = 500
_LETTERHEAD = frozenset({NodeKind.AGENCY, NodeKind.NUMBER, NodeKind.PLACE_DATE, NodeKind.TYPE, NodeKind.TITLE})


@dataclass(frozen=True)
class Remark:
    """What an editor is told: `place` is a content path as Wagtail's comments use it, "body.<block id>.text".

    `position` marks the words in a formatted text, as the editor's comments do: JSON, or "" for a plain field.
    """

    place: str
    text: str
    position: str = ""


@dataclass
class Content:
    """The values of a plan page: `body` are stored stream blocks; `remarks` are explanations of its places."""

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
    remarks: list["Remark"] = field(default_factory=list)

    @property
    def part_count(self) -> int:
        """How many blocks and rows the edit form of the page has."""
        return sum(map(len, (self.body, self.legal_bases, self.recipients, self.signers)))


def content_of(
    tree: Tree, today: date, typed: Mapping[str, str] | None = None, pictures: Mapping[int, int] | None = None
) -> Content:
    """What a page made of `tree` holds; `typed` are facts the clerk wrote, `pictures` says which picture is which.

    Reads the list of offices. `UnreadableError` when that is more than the edit form of one page can hold.
    """
    typed = dict(typed or {})
    facts = facts_of(tree, typed, today)
    writer = _Writer(facts, typed, pictures or {})
    for node in tree:
        if node["kind"] not in NOT_ON_PAGE:
            writer.write(node)
    content = writer.content
    if content.part_count > MOST_PARTS:
        raise UnreadableError(
            _("The text has %(count)s items and paragraphs, a page can hold %(most)s. Import it in parts.")
            % {"count": content.part_count, "most": MOST_PARTS}
        )
    return content


class _Writer:
    """Puts nodes where a page has a place for them."""

    def __init__(self, facts: Facts, typed: dict[str, str], pictures: Mapping[int, int]):
        self.facts = facts
        self.typed = typed
        self.pictures = pictures
        self.has_date = False
        self.last_why = None
        self.content = Content(
            title=_shortened(facts.title),
            number=facts.number,
            issued_on=facts.issued_on,
            place=facts.place,
            document_type=facts.document_type,
            issuer=facts.issuer,
        )

    def write(self, node: Node) -> None:
        """Put one node into its field, or into the body."""
        kind = node["kind"]
        if kind in _LETTERHEAD:
            self._letterhead(node)
        elif kind == NodeKind.BASIS and len(text_of(node)) <= LONGEST["basis"]:
            self.content.legal_bases.append(text_of(node))
        elif kind == NodeKind.RECIPIENT and len(text_of(node)) <= LONGEST["recipient"]:
            self.content.recipients.append(text_of(node))
        elif kind == NodeKind.SIGNER and self._signer(node):
            return
        else:
            too_long = kind in (NodeKind.BASIS, NodeKind.RECIPIENT, NodeKind.SIGNER)
            why = TOO_LONG_FOR_FIELD if too_long else EXPLANATIONS.get(node["concern"])
            for block in self._blocks(node):
                self._keep(block, why or (NOT_A_PICTURE if self._is_lost_picture(node) else None))

    def _keep(self, block: dict, why=None) -> None:
        """Add a block; of neighbours that want the same only the first one gets a remark."""
        if why and why is not self.last_why:
            block = self._remark(block, str(why))
        self.content.body.append(block)
        self.last_why = why

    def _remark(self, block: dict, why: str) -> dict:
        """Note why a block wants an eye; returns it with the mark that leads from the remark to its words."""
        place, value = f"body.{block['id']}", block["value"]
        if block["type"] == "paragraph":
            value, position = _marked(value, block["id"])
        elif block["type"] == "outline_item" and value["text"]:
            text, position = _marked(value["text"], block["id"])
            place, value = f"{place}.text", {**value, "text": text}
        else:
            inner = {"outline_item": ".heading", "heading": ".heading", "image": ".caption"}.get(block["type"], "")
            place, position = place + inner, ""
        self.content.remarks.append(Remark(place, why, position))
        return {**block, "value": value}

    def _letterhead(self, node: Node) -> None:
        is_second_date = node["kind"] == NodeKind.PLACE_DATE and self.has_date
        self.has_date = self.has_date or node["kind"] == NodeKind.PLACE_DATE
        if not is_second_date and is_settled(node, self.facts, self.typed):
            return
        html, why = joined(as_html(node["label"]), as_html(node["heading"]), node["html"]), TOO_LONG_FOR_FIELD
        if node["kind"] == NodeKind.AGENCY:
            why = NO_ISSUER
        elif node["kind"] == NodeKind.PLACE_DATE:
            place, day, written = split_place(words_of(node["html"]).strip())
            html = as_html(written) if written and place == self.facts.place else html
            why = IMPOSSIBLE_DAY if day else EXPLANATIONS.get(node["concern"])
        self._keep(_block("paragraph", f"<p>{html}</p>"), why)

    def _signer(self, node: Node) -> bool:
        row = {"authority": node["label"], "title": node["heading"], "name": words_of(node["html"])}
        if any(len(text) > LONGEST["signer"] for text in row.values()):
            return False
        self.content.signers.append(row)
        return True

    def _is_lost_picture(self, node: Node) -> bool:
        return node["kind"] == NodeKind.PICTURE and node["picture"] not in self.pictures

    def _blocks(self, node: Node) -> Iterator[dict]:
        match node["kind"]:
            case NodeKind.ITEM:
                yield _item(node)
            case NodeKind.HEADING:
                yield _heading(node)
            case NodeKind.TABLE:
                yield from _tables(node)
            case NodeKind.PICTURE if self._is_lost_picture(node):
                if node["heading"]:
                    yield _block("paragraph", f"<p>{as_html(node['heading'])}</p>")
            case NodeKind.PICTURE:
                image = {"image": self.pictures[node["picture"]], "alt_text": node["heading"]}
                image["decorative"] = not node["heading"] and not node["concern"]
                yield _block("image", {"image": image, "caption": "", "size": "wide"})
            case _:
                yield _paragraph(node)


def _marked(html: str, block_id: str) -> tuple[str, str]:
    """One paragraph with a name of its own, and the position of all its words."""
    key = block_id[:5]
    words = words_of(html.removeprefix("<p>").removesuffix("</p>"))
    position = json.dumps([{"key": key, "start": 0, "end": len(words)}])
    return html.replace("<p>", f'<p data-block-key="{key}">', 1), position


def _block(kind: str, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _paragraph(node: Node) -> dict:
    html = joined(as_html(node["label"]), as_html(node["heading"]), node["html"])
    return _block("paragraph", f"<p>{html}</p>")


def _item(node: Node) -> dict:
    """The block of a numbered item; one whose label or heading no field can hold becomes a paragraph."""
    label, heading, html = node["label"], node["heading"], node["html"]
    if not heading and not html and len(label.split()) > 1:
        return _heading(node)
    if not (heading or html) or len(label) > _LONGEST_LABEL or len(heading) > _LONGEST_HEADING:
        return _paragraph(node)
    text = f"<p>{html}</p>" if html else ""
    return _block("outline_item", {"level": str(node["level"]), "label": label, "heading": heading, "text": text})


def _heading(node: Node) -> dict:
    heading = " ".join(part for part in (node["label"], node["heading"], words_of(node["html"])) if part)
    if len(heading) > 300:
        return _paragraph(node)
    return _block("heading", {"heading": heading, "level": str(min(max(node["level"] + 1, 2), 4))})


def _tables(node: Node) -> Iterator[dict]:
    """The table block of a node; a table too large for one block goes on in the next one, under the same head."""
    rows, width = node["rows"], max(map(len, node["rows"]))
    has_head = node.get("header_rows", 0) > 0
    step = max(MOST_CELLS // width - 1, 1)
    for start in range(1 if has_head and len(rows) > 1 else 0, len(rows), step):
        part = rows[start : start + step]
        data = [rows[0], *part] if has_head and len(rows) > 1 else part
        choice = "row" if has_head else "neither"
        yield _block("table", {"data": data, "table_caption": "", "table_header_choice": choice})


def _shortened(text: str) -> str:
    """`text` cut at a word to what a page title holds."""
    if len(text) <= LONGEST["title"]:
        return text
    return text[: LONGEST["title"] - 2].rsplit(" ", 1)[0] + " …"
