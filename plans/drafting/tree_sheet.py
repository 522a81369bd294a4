"""The document on the check screen as the format checker sees it, and what the checker says as the screen shows it.

A place is "<node>.<part>": part is "label", "heading", "html" or "cell.<row>.<column>" for a table, or a part of a
line on top ("n3.place"); what is missing has its place at a field of the form ("field.number"), or nowhere.
"""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from plans.checking.finding import Finding
from plans.checking.sheet import Item, Kind, Sheet, Text

from .facts import Facts, facts_of
from .node_words import words_of
from .splice import Splice
from .tree import Node, NodeKind, Tree
from .tree_edits import EditRefusedError, mend

_PLACE = re.compile(r"(n\d{1,9})\.(label|heading|html|cell\.\d{1,6}\.\d{1,6})")
_KINDS = {
    NodeKind.AGENCY: Kind.AGENCY,
    NodeKind.NATIONAL_TITLE: Kind.NATIONAL_TITLE,
    NodeKind.BASIS: Kind.BASIS,
    NodeKind.PARAGRAPH: Kind.PARAGRAPH,
    NodeKind.HEADING: Kind.HEADING,
    NodeKind.FOOTNOTE: Kind.FOOTNOTE,
    NodeKind.CAPTION: Kind.CAPTION,
    NodeKind.RECIPIENT: Kind.RECIPIENT,
    NodeKind.ATTACHMENT: Kind.ATTACHMENT,
    NodeKind.LEFTOVER: Kind.PARAGRAPH,
}
_FIELDS = {
    NodeKind.NUMBER: ("number", Kind.NUMBER),
    NodeKind.TYPE: ("document_type", Kind.TYPE),
    NodeKind.TITLE: ("title", Kind.TITLE),
}
MISSING = {
    Kind.NUMBER: "field.number",
    Kind.PLACE: "field.place",
    Kind.DATE: "field.issued_on",
    Kind.TYPE: "field.document_type",
    Kind.TITLE: "field.title",
    Kind.AGENCY: "field.issuer",
}


def sheet_of_tree(tree: Tree, typed: dict[str, str], today: date) -> Sheet:
    """What the checker is to judge: the nodes, with the facts the clerk typed in place of the recognised ones."""
    facts = facts_of(tree, typed, today)
    sheet = Sheet(
        document_type=facts.document_type,
        issued_on=facts.issued_on,
        is_issued=bool(facts.number and facts.issued_on),
        places=dict(MISSING),
    )
    head = dict(_typed_texts(facts, typed))
    for node in tree:
        if node["kind"] in _FIELDS and _FIELDS[node["kind"]][0] in typed:
            name, kind = _FIELDS[node["kind"]]
            if name in head:
                sheet.texts.append(Text(f"field.{name}", kind, head.pop(name)))
            continue
        _add(sheet, node, typed, facts)
    for name, text in head.items():
        kind = next(kind for kind, place in MISSING.items() if place == f"field.{name}")
        sheet.texts.insert(0, Text(f"field.{name}", kind, text))
    return sheet


def node_of(place: str) -> str:
    """The node a finding stands beside; "" for one about a field or about something missing."""
    name = place.partition(".")[0]
    return name if re.fullmatch(r"n\d{1,9}", name) else ""


def splice_of(tree: Tree, finding: Finding) -> Splice:
    """The change its fix makes. EditRefusedError when it has none that this screen can put in."""
    found = _PLACE.fullmatch(finding.fix.place) if finding.fix else None
    if not found:
        raise EditRefusedError(_("This cannot be mended by a click. Open the part and write it anew."))
    return mend(tree, found[1], found[2], finding.fix.start, finding.fix.end, finding.fix.replacement)


def is_mendable(finding: Finding) -> bool:
    """Whether one click mends it."""
    return bool(finding.fix and _PLACE.fullmatch(finding.fix.place))


def _typed_texts(facts: Facts, typed: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("document_type", "number", "title", "place"):
        text = getattr(facts, name)
        if name in typed and text:
            yield name, text
    if "issued_on" in typed and facts.issued_on:
        yield "issued_on", f"ngày {facts.issued_on:%d} tháng {facts.issued_on:%m} năm {facts.issued_on.year}"


def _add(sheet: Sheet, node: Node, typed: dict[str, str], facts: Facts) -> None:
    name, kind, words = node["id"], node["kind"], words_of(node["html"])
    texts: list[Text] = []
    if kind == NodeKind.DROPPED or kind == NodeKind.PICTURE:
        return
    if kind == NodeKind.ITEM:
        number = len(sheet.items)
        is_bullet = node["level"] >= 5 and not node["heading"]
        starts_anew = bool(node.get("starts_anew"))
        sheet.items.append(Item(node["level"], node["label"], f"{name}.label", is_bullet, starts_anew))
        texts = [
            Text(f"{name}.label", Kind.LABEL, node["label"], number),
            Text(f"{name}.heading", Kind.HEADING, node["heading"], number),
            Text(f"{name}.html", Kind.ITEM, words, number),
        ]
    elif kind == NodeKind.TABLE:
        texts = [
            Text(f"{name}.cell.{row}.{column}", Kind.CELL, cell)
            for row, cells in enumerate(node["rows"])
            for column, cell in enumerate(cells)
        ]
    elif kind == NodeKind.SIGNER:
        texts = [
            Text(f"{name}.label", Kind.AUTHORITY, node["label"]),
            Text(f"{name}.heading", Kind.SIGNER_TITLE, node["heading"]),
            Text(f"{name}.html", Kind.SIGNER_NAME, words),
        ]
    elif kind == NodeKind.PLACE_DATE:
        if "place" not in typed:
            texts.append(Text(f"{name}.place", Kind.PLACE, facts.place))
        if "issued_on" not in typed:
            texts.append(Text(f"{name}.day", Kind.DATE, facts.written_day or words))
    elif kind in _FIELDS:
        texts = [Text(f"{name}.html", _FIELDS[kind][1], words)]
    elif kind == NodeKind.LEFTOVER and node["concern"] == "site_text":
        texts = [Text(f"{name}.html", Kind.OUTSIDE, words)]
    else:
        main = "heading" if kind == NodeKind.HEADING else "html"
        texts = [Text(f"{name}.{main}", _KINDS[kind], node["heading"] if main == "heading" else words)]
    sheet.texts += [text for text in texts if text.text]
