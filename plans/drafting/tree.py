"""The tree of the check screen: a document as a list of nodes that a person can set right.

A node is a plain dictionary, so that the list can be kept as JSON:

    id          short name, unique in its tree and never given twice
    kind        what it is (`NodeKind`)
    level       1 to 6 for numbered items and headings, else 0
    label       the number as printed; of a signer: on whose authority
    heading     of a numbered item; of a signer: the post; of a picture: its description
    html        the words with <b> and <i>; of a signer: the name
    spans       [start, end] stretches of the source it was read from
    start, end  where the first begins and the last ends; -1 for a node without a source
    confidence  0 to 1
    concern     why it wants the editor's eye (a key of `EXPLANATIONS`), or ""
    rows, header_rows   of a table: lists of cells as plain text; how many rows on top are headings
    picture     of a picture: its number in the source
    starts_anew of an item that begins an appendix: numbering starts again
    from        of a node that was parted from another one: that node
    was         of a node left out: what kind it had

Nodes stand in the order of the page to be made. No database.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line

from .concerns import NOT_DESCRIBED
from .document import Concern, Document, OutlineItem, Part, Picture, Piece, Run, Table
from .node_words import html_of, words_of

Node = dict[str, Any]
Tree = list[Node]

DEEPEST = 6
SURE = 1.0
_WITH_CONCERN = 0.4
_MOST_COLUMNS = 100


class NodeKind(TextChoices):
    """What a node is, in words for the person at the screen."""

    AGENCY = "agency", _("Issuing office")
    NATIONAL_TITLE = "national_title", _("National title")
    NUMBER = "number", _("Number and symbol")
    PLACE_DATE = "place_date", _("Place and date")
    TYPE = "type", _("Kind of document")
    TITLE = "title", _("Title")
    BASIS = "basis", _("Legal basis")
    ITEM = "item", _("Numbered item")
    HEADING = "heading", _("Heading without a number")
    PARAGRAPH = "paragraph", _("Paragraph")
    TABLE = "table", _("Table")
    PICTURE = "picture", _("Picture")
    FOOTNOTE = "footnote", _("Footnote")
    CAPTION = "caption", _("Words above the recipients")
    RECIPIENT = "recipient", _("Recipient")
    SIGNER = "signer", _("Signer")
    ATTACHMENT = "attachment", _("Attached file")
    LEFTOVER = "leftover", _("Not understood")
    DROPPED = "dropped", _("Left out")


TEXT_KINDS = [kind for kind in NodeKind if kind not in {NodeKind.TABLE, NodeKind.PICTURE, NodeKind.DROPPED}]
"""The kinds any stretch of words can be given."""
LEVELLED = frozenset({NodeKind.ITEM, NodeKind.HEADING})
NOT_ON_PAGE = frozenset({NodeKind.NATIONAL_TITLE, NodeKind.CAPTION, NodeKind.DROPPED})
"""What the page and the official sheet set by themselves, or what is not wanted."""


def tree_of(document: Document, pictures: Iterable = ()) -> Tree:
    """The nodes of `document`, in source order; the text of a web site it was copied from comes last."""
    builder = _Builder(document)
    nodes = list(builder.nodes())
    size = len(document.source)
    nodes.sort(key=lambda node: node["start"] + (size if node["concern"] == Concern.SITE_TEXT else 0))
    for number, node in enumerate(nodes, 1):
        node["id"] = f"n{number}"
    described = {index: picture.description for index, picture in enumerate(pictures)}
    for node in nodes:
        if node["kind"] == NodeKind.PICTURE:
            node["heading"] = clean_line(described.get(node["picture"]) or "")
            if not node["heading"] and not node["concern"]:
                node["concern"] = NOT_DESCRIBED
    return nodes


def text_of(node: Node) -> str:
    """All words of a node in one line."""
    if node["kind"] == NodeKind.TABLE:
        return " ".join(cell for row in node["rows"] for cell in row if cell)
    return " ".join(part for part in (node["label"], node["heading"], words_of(node["html"])) if part)


def is_doubtful(node: Node) -> bool:
    """Whether somebody should look at it."""
    return node["kind"] != NodeKind.DROPPED and (bool(node["concern"]) or node["confidence"] < 0.6)


def find(tree: Tree, node_id: str) -> int:
    """The position of the node; -1 when there is none."""
    return next((position for position, node in enumerate(tree) if node["id"] == node_id), -1)


def new_id(tree: Tree, taken: Iterable[Node] = ()) -> str:
    """A name no node of `tree` or `taken` has."""
    numbers = (int(node["id"][1:]) for node in (*tree, *taken))
    return f"n{max(numbers, default=0) + 1}"


def make_node(kind: str, **facts) -> Node:
    """A node with everything a node has."""
    node = {
        "id": "n0",
        "kind": str(kind),
        "level": 0,
        "label": "",
        "heading": "",
        "html": "",
        "spans": [],
        "start": -1,
        "end": -1,
        "confidence": SURE,
        "concern": "",
    }
    return {**node, **facts}


class _Builder:
    """Makes nodes of the parts of one document."""

    def __init__(self, document: Document):
        self.document = document

    def nodes(self) -> Iterator[Node]:
        document = self.document
        simple = [
            (NodeKind.AGENCY, document.agency_lines),
            (NodeKind.NATIONAL_TITLE, document.national_title),
            (NodeKind.NUMBER, [document.number]),
            (NodeKind.TITLE, [document.title]),
            (NodeKind.BASIS, document.legal_bases),
            (NodeKind.CAPTION, [document.recipients_caption]),
            (NodeKind.RECIPIENT, document.recipients),
            (NodeKind.ATTACHMENT, document.attachments),
        ]
        for kind, parts in simple:
            for part in parts:
                if part.text or (kind == NodeKind.CAPTION and part.pieces):
                    yield self.plain(kind, part)
        yield from self.head()
        for part in document.body:
            yield from self.body(part)
        for note in document.footnotes:
            yield self.node(NodeKind.FOOTNOTE, [note], label=f"[{note.number}]", html=html_of(note.runs))
        for part in document.leftovers:
            kind = NodeKind.LEFTOVER if part.concern else NodeKind.PARAGRAPH
            yield self.plain(kind, part)
        for signer in document.signers:
            parts = [signer.authority, signer.title, signer.name]
            if any(part.text for part in parts):
                words = {"label": parts[0].text, "heading": parts[1].text, "html": html_of(parts[2].runs)}
                yield self.node(NodeKind.SIGNER, parts, **words)

    def head(self) -> Iterator[Node]:
        document, dated = self.document, self.document.dated
        if dated and (dated.place.text or dated.written.text):
            place, written = html_of(dated.place.runs), html_of(dated.written.runs)
            together = ", ".join(part for part in (place, written) if part)
            yield self.node(NodeKind.PLACE_DATE, [dated.place, dated.written], html=together)
        if document.type_line.text:
            yield self.plain(NodeKind.TYPE, document.type_line)

    def body(self, part) -> Iterator[Node]:
        if isinstance(part, OutlineItem):
            yield from self.item(part)
        elif isinstance(part, Table):
            rows = [["\n".join(line.text for line in cell.lines) for cell in row] for row in part.rows]
            if any(any(row) for row in rows):
                yield self.node(NodeKind.TABLE, [part], rows=_even(part, rows), header_rows=part.header_rows)
        elif isinstance(part, Picture):
            place = {"start": part.position, "end": part.position}
            yield self.node(NodeKind.PICTURE, [part], picture=part.index, **place)
        elif part.text:
            yield self.plain(NodeKind.PARAGRAPH, part)

    def item(self, item: OutlineItem) -> Iterator[Node]:
        words = {"label": item.label.text, "heading": item.heading.text, "html": html_of(item.text.runs)}
        if words["label"]:
            words |= {"starts_anew": True} if item.is_appendix else {}
            yield self.node(NodeKind.ITEM, [item.label, item.heading, item.text], level=item.level, **words)
            return
        if words["heading"]:
            parts = [item.label, item.heading]
            yield self.node(NodeKind.HEADING, parts, level=item.level, heading=words["heading"])
        if words["html"]:
            yield self.plain(NodeKind.PARAGRAPH, item.text)

    def plain(self, kind: NodeKind, part: Part) -> Node:
        html = html_of(part.runs) or html_of([Run(" ".join(piece.text.strip() for piece in part.pieces))])
        return self.node(kind, [part], html=html)

    def node(self, kind: NodeKind, parts: list[Part], **facts) -> Node:
        # The national title needs nobody's eye: the portal sets it by itself.
        concern = next((str(part.concern.value) for part in parts if part.concern), "")
        concern = "" if kind == NodeKind.NATIONAL_TITLE else concern
        confidence = min((part.confidence for part in parts if part), default=SURE)
        if concern:
            confidence = min(confidence, _WITH_CONCERN)
        spans = _spans(self.document.source, [piece for part in parts for piece in part.pieces])
        place = {"start": spans[0][0], "end": spans[-1][1]} if spans else {}
        facts = {"spans": spans, **place, "concern": concern, "confidence": round(confidence, 2), **facts}
        return make_node(kind, **facts)


def _even(table: Table, rows: list[list[str]]) -> list[list[str]]:
    """The cells of `table` in full rows: what spans columns or rows stands in the first of its places."""
    grid: dict[tuple[int, int], str] = {}
    for line, row in enumerate(table.rows):
        column = 0
        for cell, text in zip(row, rows[line], strict=True):
            while (line, column) in grid:
                column += 1
            columns = min(cell.columns, _MOST_COLUMNS)
            for down in range(min(cell.rows, len(table.rows) - line)):
                for right in range(columns):
                    grid[line + down, column + right] = text if not down and not right else ""
            column += columns
    width = max(column for _line, column in grid) + 1
    return [[grid.get((line, column), "") for column in range(width)] for line in range(len(rows))]


def _spans(source: str, pieces: list[Piece]) -> list[list[int]]:
    """The stretches that `pieces` cover; those with nothing but white space between them are one."""
    spans: list[list[int]] = []
    for piece in sorted(pieces, key=lambda each: each.start):
        if spans and not source[spans[-1][1] : piece.start].strip():
            spans[-1][1] = max(spans[-1][1], piece.end)
        else:
            spans.append([piece.start, piece.end])
    return spans
