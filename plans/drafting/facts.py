"""The facts on top of the check screen: as recognised in the tree, and as the clerk has typed them instead.

Typed facts are a dictionary of texts, as they are kept in JSON: "issued_on" as "2026-01-08", "issuer" as the number of
the office. A fact that is in it counts, also when it is empty; one that is not is read from the tree.
"""

from dataclasses import dataclass
from datetime import date

from cms.text import clean_line, fold
from plans.dating import is_impossible
from plans.models import DocumentType, Issuer
from plans.numbers import clean_number

from .document import Document
from .node_words import words_of
from .offices import find_issuer
from .recognising.dates import match_bare_day, match_placed_day
from .tree import Node, NodeKind, Tree

FACT_OF_KIND = {
    NodeKind.AGENCY: ("issuer",),
    NodeKind.NUMBER: ("number",),
    NodeKind.PLACE_DATE: ("place", "issued_on"),
    NodeKind.TYPE: ("document_type",),
    NodeKind.TITLE: ("title",),
}
LONGEST_TITLE = 255
_LONGEST = {"number": 80, "place": 120, "document_type": 60}


@dataclass(frozen=True)
class Facts:
    """What the page says about the document; `written_day` are the words a date that is not understood is made of."""

    title: str = ""
    document_type: str = ""
    number: str = ""
    place: str = ""
    issued_on: date | None = None
    issuer: Issuer | None = None
    written_day: str = ""
    agency_lines: tuple[str, ...] = ()


def typed_of(document: Document) -> dict[str, str]:
    """The facts of a document just read that stand in none of its nodes."""
    if document.document_type and not document.type_line.text:
        return {"document_type": document.document_type}
    return {}


def facts_of(tree: Tree, typed: dict[str, str], today: date) -> Facts:
    """The facts of `tree`, those in `typed` instead of the recognised ones; reads the list of offices."""
    lines = tuple(words_of(node["html"]) for node in tree if node["kind"] == NodeKind.AGENCY)
    place, day, written = _placed_day(tree, today)
    found = {
        "title": _words(tree, NodeKind.TITLE),
        "document_type": _words(tree, NodeKind.TYPE),
        "number": _words(tree, NodeKind.NUMBER),
        "place": place,
    }
    texts = {name: clean_line(typed.get(name, text)) for name, text in found.items()}
    texts["number"] = clean_number(texts["number"])
    for name, longest in _LONGEST.items():
        texts[name] = texts[name] if len(texts[name]) <= longest else ""
    return Facts(
        **texts,
        issued_on=_day(typed["issued_on"]) if "issued_on" in typed else day,
        issuer=_issuer(typed["issuer"]) if "issuer" in typed else find_issuer(list(lines)),
        written_day=written,
        agency_lines=lines,
    )


def is_settled(node: Node, facts: Facts, typed: dict[str, str]) -> bool:
    """Whether a field of the page says everything that `node`, one of the letterhead, says."""
    words = words_of(node["html"])
    match node["kind"]:
        case NodeKind.AGENCY:
            return facts.issuer is not None
        case NodeKind.PLACE_DATE:
            return "issued_on" in typed or (facts.issued_on is not None and bool(facts.place or not _has_place(words)))
        case NodeKind.TITLE:
            return "title" in typed or len(facts.title) <= LONGEST_TITLE
        case NodeKind.NUMBER:
            return "number" in typed or bool(facts.number)
        case NodeKind.TYPE:
            return "document_type" in typed or bool(facts.document_type)
    return False


def _words(tree: Tree, kind: NodeKind) -> str:
    return " ".join(words for node in tree if node["kind"] == kind and (words := words_of(node["html"])))


def _placed_day(tree: Tree, today: date) -> tuple[str, date | None, str]:
    """Place, day and the words of the first line that names them."""
    for node in tree:
        if node["kind"] == NodeKind.PLACE_DATE:
            words = words_of(node["html"]).strip()
            place, day, written = split_place(words)
            possible = day if day and not is_impossible(day, today) else None
            return place, possible, written
    return "", None, ""


def split_place(words: str) -> tuple[str, date | None, str]:
    """ "Sơn La, ngày 08 tháng 01 năm 2026" → place, day, the words of the day."""
    placed = match_placed_day(words)
    if placed:
        end, start, day = placed
        return words[:end].strip(), day, words[start:]
    bare = match_bare_day(words)
    if bare:
        return "", bare[0], words
    start = fold(words).find("ngay")
    if start < 0:
        return words.rstrip(" ,"), None, ""
    only = match_placed_day(f"Nơi, {words[start:]}")
    return words[:start].rstrip(" ,"), only[2] if only else None, words[start:]


def _has_place(words: str) -> bool:
    return bool(split_place(words)[0])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _issuer(text: str) -> Issuer | None:
    return Issuer.objects.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 10 else None


def known_type(text: str) -> str:
    """The official name of a kind of document; unknown ones as written."""
    return DocumentType.recognise(text)
