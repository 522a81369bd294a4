"""What a person can do to the tree of the check screen: every verb gives a `Splice`, and a splice can be undone.

The words of the document are never lost by a verb: they move, join and part; what is left out stays in the tree.
No database.
"""

from itertools import accumulate

from django.utils.translation import gettext as _

from .node_words import as_html, cut, joined, stripped, with_change, with_words, words_of
from .recognising.labels import label_of
from .splice import Splice
from .tree import DEEPEST, LEVELLED, SURE, TEXT_KINDS, Node, NodeKind, Tree, find, is_doubtful, new_id, text_of

_FIXED = frozenset({NodeKind.TABLE, NodeKind.PICTURE})
_JOINABLE = frozenset(TEXT_KINDS) - {NodeKind.SIGNER}


class EditRefusedError(ValueError):
    """That cannot be done to this node; the message says why and what can."""


def move(tree: Tree, node_id: str, by: int) -> Splice:
    """Move the node and what belongs to it past its neighbour: `by` -1 upwards, 1 downwards."""
    start = _position(tree, node_id)
    end = _end_of(tree, start)
    if by < 0:
        if start == 0:
            raise EditRefusedError(_("It is the first part already."))
        above = _start_above(tree, start)
        return Splice(above, tree[above:end], [*tree[start:end], *tree[above:start]], node_id)
    if end >= len(tree):
        raise EditRefusedError(_("It is the last part already."))
    below = _end_of(tree, end) if _same_or_inner(tree[start], tree[end]) else end + 1
    return Splice(start, tree[start:below], [*tree[end:below], *tree[start:end]], node_id)


def place_before(tree: Tree, node_id: str, other_id: str) -> Splice:
    """Put the node and what belongs to it in front of another one; at the end when that is ""."""
    start = _position(tree, node_id)
    end = _end_of(tree, start)
    target = _position(tree, other_id) if other_id else len(tree)
    if start <= target <= end:
        return Splice(start, chosen=node_id)
    if target < start:
        return Splice(target, tree[target:end], [*tree[start:end], *tree[target:start]], node_id)
    return Splice(start, tree[start:target], [*tree[end:target], *tree[start:end]], node_id)


def relevel(tree: Tree, node_id: str, by: int) -> Splice:
    """Make the item and those inside it `by` levels deeper (or higher, if negative)."""
    start = _position(tree, node_id)
    node = tree[start]
    if node["kind"] not in LEVELLED:
        raise EditRefusedError(_("Only numbered items and headings have a level. Change the kind of this part first."))
    if not 1 <= node["level"] + by <= DEEPEST:
        raise EditRefusedError(_("It is on the outermost level.") if by < 0 else _("It is on the innermost level."))
    end = _end_of(tree, start)
    after = [_releveled(each, by) for each in tree[start:end]]
    after[0] = _seen(after[0])
    return Splice(start, tree[start:end], after, node_id)


def merge(tree: Tree, node_id: str) -> Splice:
    """Join the words of the node to the end of the one above it."""
    position = _position(tree, node_id)
    if position == 0:
        raise EditRefusedError(_("There is nothing above it to join it to."))
    first, second = tree[position - 1], tree[position]
    for node in (first, second):
        if node["kind"] not in _JOINABLE:
            raise EditRefusedError(_("Tables, pictures, signers and parts left out cannot be joined with others."))
    together = joined(as_html(second["label"]), as_html(second["heading"]), second["html"])
    if first["kind"] == NodeKind.HEADING:
        words = {"heading": " ".join(part for part in (first["heading"], words_of(together)) if part)}
    else:
        words = {"html": joined(first["html"], together)}
    spans = sorted([*first["spans"], *second["spans"]])
    return Splice(position - 1, [first, second], [_seen({**first, **words, **_place(spans)})], first["id"])


def rewrite(tree: Tree, node_id: str, *, kind: str, level: int, label: str, heading: str, text: str) -> Splice:
    """The node as written in the form of one part; every further line of `text` becomes a part of its own."""
    position = _position(tree, node_id)
    old = tree[position]
    if old["kind"] == NodeKind.PICTURE:
        node = {**old, "heading": heading}
        return Splice(position, [old], [_seen(node) if heading else node], node_id)
    lines = [line for line in (each.strip() for each in text.split("\n")) if line]
    html = with_words(old["html"], " ".join(lines))
    ends = list(accumulate(len(line) + 1 for line in lines))
    pieces = [stripped(cut(html, end - len(line) - 1, end)) for line, end in zip(lines, ends, strict=True)] or [""]
    node = {**old, "label": label, "heading": heading, "html": pieces[0]}
    if not text_of(node):
        raise EditRefusedError(_("A part without words cannot be kept. Leave the part out instead."))
    if kind != old["kind"]:
        node = _of_kind(node, kind, tree, position)
    elif kind in LEVELLED:
        node["level"] = min(max(level, 1), DEEPEST)
    after = [_seen(node)]
    for piece in pieces[1:]:
        after.append(_rest(node, piece, new_id(tree, after)))
    return Splice(position, [old], after, node_id)


def change_kind(tree: Tree, node_id: str, kind: str) -> Splice:
    """Let the node be something else; its words find the places that kind has."""
    position = _position(tree, node_id)
    node = tree[position]
    if node["kind"] == kind:
        return Splice(position, chosen=node_id)
    return Splice(position, [node], [_seen(_of_kind(node, kind, tree, position))], node_id)


def drop(tree: Tree, node_id: str) -> Splice:
    """Leave the node out of the page; it stays in the tree and can be taken back."""
    position = _position(tree, node_id)
    node = tree[position]
    if node["kind"] == NodeKind.DROPPED:
        return take_back(tree, node_id)
    following = tree[position + 1]["id"] if position + 1 < len(tree) else node_id
    return Splice(position, [node], [{**node, "kind": str(NodeKind.DROPPED), "was": node["kind"]}], following)


def take_back(tree: Tree, node_id: str) -> Splice:
    """Take a node that was left out into the page again."""
    position = _position(tree, node_id)
    node = tree[position]
    if node["kind"] != NodeKind.DROPPED:
        return Splice(position, chosen=node_id)
    kept = {name: value for name, value in node.items() if name != "was"}
    return Splice(position, [node], [{**kept, "kind": node.get("was", str(NodeKind.PARAGRAPH))}], node_id)


def confirm(tree: Tree, node_id: str) -> Splice:
    """Say that the node is right as it stands."""
    position = _position(tree, node_id)
    return Splice(position, [tree[position]], [_seen(tree[position])], node_id)


def confirm_alike(tree: Tree, node_id: str) -> Splice:
    """Say that all parts with the same doubt are right as they stand."""
    position = _position(tree, node_id)
    concern = tree[position]["concern"]
    alike = [place for place, node in enumerate(tree) if is_doubtful(node) and node["concern"] == concern]
    if not alike:
        return confirm(tree, node_id)
    before = tree[alike[0] : alike[-1] + 1]
    after = [_seen(node) if is_doubtful(node) and node["concern"] == concern else node for node in before]
    return Splice(alike[0], before, after, node_id)


def mend(tree: Tree, node_id: str, part: str, start: int, end: int, replacement: str) -> Splice:
    """Put in a fix of the format checker: `part` is "label", "heading", "html" or "cell.<row>.<column>"."""
    position = _position(tree, node_id)
    node = tree[position]
    if part == "html":
        changed = {"html": with_change(node["html"], start, end, replacement)}
    elif part.startswith("cell."):
        row, column = (int(number) for number in part.split(".")[1:])
        rows = [list(cells) for cells in node["rows"]]
        rows[row][column] = rows[row][column][:start] + replacement + rows[row][column][end:]
        changed = {"rows": rows}
    else:
        changed = {part: node[part][:start] + replacement + node[part][end:]}
    return Splice(position, [node], [{**node, **changed}], node_id)


def _position(tree: Tree, node_id: str) -> int:
    position = find(tree, node_id)
    if position < 0:
        raise EditRefusedError(_("This part is not there any more. Choose another one."))
    return position


def _same_or_inner(node: Node, below: Node) -> bool:
    return node["kind"] in LEVELLED and below["kind"] in LEVELLED and below["level"] >= node["level"]


def _end_of(tree: Tree, start: int) -> int:
    """Where ends what belongs to the node at `start`: deeper items, and the text between them."""
    if tree[start]["kind"] not in LEVELLED:
        return start + 1
    end = start + 1
    while end < len(tree):
        node = tree[end]
        is_inner = node["kind"] in LEVELLED and node["level"] > tree[start]["level"]
        if not is_inner and node["kind"] not in _INSIDE:
            break
        end += 1
    return end


_INSIDE = frozenset({NodeKind.PARAGRAPH, NodeKind.TABLE, NodeKind.PICTURE, NodeKind.LEFTOVER, NodeKind.DROPPED})


def _start_above(tree: Tree, start: int) -> int:
    """Where begins what the node at `start` moves past: one line, or the whole item before it on its own level."""
    node = tree[start]
    above = start - 1
    if node["kind"] in LEVELLED:
        for position in range(start - 1, -1, -1):
            other = tree[position]
            if other["kind"] in LEVELLED and other["level"] <= node["level"]:
                return position if other["level"] == node["level"] else above
            if other["kind"] not in _INSIDE and other["kind"] not in LEVELLED:
                break
    return above


def _releveled(node: Node, by: int) -> Node:
    if node["kind"] not in LEVELLED:
        return node
    return {**node, "level": min(max(node["level"] + by, 1), DEEPEST)}


def _seen(node: Node) -> Node:
    """The node after a person has dealt with it."""
    return {**node, "confidence": SURE, "concern": ""}


def _place(spans: list[list[int]]) -> dict:
    return {"spans": spans, "start": spans[0][0], "end": spans[-1][1]} if spans else {}


def _rest(node: Node, html: str, node_id: str) -> Node:
    """What was split off from `node`: a numbered item if it begins with a number, else what the first part is."""
    kind = str(NodeKind.PARAGRAPH) if node["kind"] in LEVELLED else node["kind"]
    words = {"label": "", "heading": "", "html": html, "from": node.get("from", node["id"])}
    rest = _seen({**node, "id": node_id, "kind": kind, "level": 0, **words})
    label = label_of(words_of(html))
    if label and kind == NodeKind.PARAGRAPH:
        level = node["level"] or 1
        return rest | {"kind": str(NodeKind.ITEM), "level": level, **_with_label(html, label.end)}
    return rest


def _with_label(html: str, end: int) -> dict:
    text = words_of(html)
    return {"label": text[:end].strip(), "html": stripped(cut(html, end))}


def _of_kind(node: Node, kind: str, tree: Tree, position: int) -> Node:
    """`node` as another kind, its words where that kind has them."""
    if node["kind"] == NodeKind.DROPPED:
        node = {**node, "kind": node.get("was", str(NodeKind.PARAGRAPH))}
    if node["kind"] == kind:
        return node
    if kind not in TEXT_KINDS or node["kind"] in _FIXED:
        raise EditRefusedError(_("A table or picture stays what it is. Leave it out if it does not belong here."))
    parts = [node["label"], node["heading"]]
    html = joined(*(as_html(part) for part in parts), node["html"])
    changed = {**node, "kind": str(kind), "level": 0, "label": "", "heading": "", "html": html}
    if kind == NodeKind.HEADING:
        changed |= {"heading": words_of(html), "html": "", "level": node["level"] or 1}
    elif kind == NodeKind.ITEM:
        label = label_of(words_of(html))
        level = node["level"] or _level_above(tree, position)
        changed |= {"level": level, **(_with_label(html, label.end) if label else {})}
    elif kind == NodeKind.SIGNER:
        is_post = words_of(html).isupper()
        changed |= {"heading": words_of(html), "html": ""} if is_post else {}
    elif kind == NodeKind.RECIPIENT:
        label = label_of(words_of(html))
        changed["html"] = _with_label(html, label.end)["html"] if label and not label.text[0].isalnum() else html
    return changed


def _level_above(tree: Tree, position: int) -> int:
    above = (node["level"] for node in reversed(tree[:position]) if node["kind"] in LEVELLED)
    return next(above, 1)
