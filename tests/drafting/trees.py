"""Trees for tests, written as lines: "I. MỤC ĐÍCH" is an item of level 1, "Lời" a paragraph, "# Lời" a heading."""

from plans.drafting.node_words import as_html, words_of
from plans.drafting.tree import NodeKind, Tree, make_node

_LEVELS = {"I.": 1, "II.": 1, "III.": 1, "1.": 2, "2.": 2, "a)": 4, "-": 5}


def tree(*lines: str) -> Tree:
    """A tree of these lines, with the names n1, n2 …"""
    nodes = []
    for number, line in enumerate(lines, 1):
        label, _space, rest = line.partition(" ")
        if label in _LEVELS:
            node = make_node(NodeKind.ITEM, label=label, level=_LEVELS[label], html=as_html(rest))
        elif label == "#":
            node = make_node(NodeKind.HEADING, heading=rest, level=1)
        else:
            node = make_node(NodeKind.PARAGRAPH, html=as_html(line))
        nodes.append(node | {"id": f"n{number}", "start": number * 10, "end": number * 10 + 5})
        nodes[-1]["spans"] = [[number * 10, number * 10 + 5]]
    return nodes


def lines(nodes: Tree) -> list[str]:
    """The tree as lines again, with the level of each item in front."""
    shown = []
    for node in nodes:
        words = " ".join(part for part in (node["label"], node["heading"], words_of(node["html"])) if part)
        shown.append(f"{node['level']} {words}" if node["level"] else words)
    return shown
