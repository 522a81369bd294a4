"""What the check screen shows: one row for each node, the form of the chosen one, what the checker found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plans.checking.finding import Finding

from .concerns import EXPLANATIONS
from .editing import BUTTONS, KIND_CHOICES, Button
from .node_words import words_of
from .tree import DEEPEST, LEVELLED, NOT_ON_PAGE, Node, NodeKind, Tree, is_doubtful
from .tree_sheet import is_mendable, node_of

_SURE_FROM = 0.85
_ROWS_SHOWN = 6


@dataclass(frozen=True)
class Remark:
    """A finding of the checker beside a part; `key` is what a click on its button mends."""

    key: str
    excerpt: str
    why: str
    mend: str
    is_error: bool
    is_mendable: bool
    replacement: str
    node: str


@dataclass(frozen=True)
class Row:
    """A node as a line of the tree."""

    id: str
    kind: str
    kind_label: str
    level: int
    label: str
    heading: str
    text: str
    is_dropped: bool
    is_off_page: bool
    doubt: str
    concern: str
    origin: str = ""
    picture: int | None = None
    table: list[list[str]] = field(default_factory=list)
    more_rows: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def classes(self) -> str:
        """How the line is set."""
        level = f" part--level-{self.level}" if self.level else ""
        return f"part part--{self.kind}{level}{' part--dropped' if self.is_dropped else ''}"

    @property
    def has_more(self) -> bool:
        """Whether there is anything below the line itself."""
        return bool(self.doubt or self.table) or self.picture is not None


@dataclass(frozen=True)
class PanelField:
    """A field in the form of one part."""

    name: str
    label: str
    value: str
    hint: str = ""
    is_long: bool = False


@dataclass(frozen=True)
class Panel:
    """The form of the chosen part."""

    row: Row
    fields: list[PanelField]
    buttons: list[Button]
    kinds: list[tuple[str, str]]
    levels: list[int]


def rows_of(nodes: Iterable[Node], findings: Iterable[Finding] = ()) -> list[Row]:
    """The lines of the tree, each with what was found in it."""
    remarks: dict[str, list[Remark]] = {}
    for finding in findings:
        remarks.setdefault(node_of(finding.place), []).append(_remark(finding))
    return [row_of(node, remarks.get(node["id"], [])) for node in nodes]


def row_of(node: Node, remarks: list[Remark] | None = None) -> Row:
    """One line of the tree."""
    kind = node.get("was", node["kind"]) if node["kind"] == NodeKind.DROPPED else node["kind"]
    rows = node.get("rows", [])
    return Row(
        id=node["id"],
        kind=kind,
        kind_label=str(NodeKind(kind).label),
        level=node["level"],
        label=node["label"],
        heading=node["heading"],
        text=words_of(node["html"]),
        is_dropped=node["kind"] == NodeKind.DROPPED,
        is_off_page=node["kind"] in NOT_ON_PAGE and node["kind"] != NodeKind.DROPPED,
        doubt=_doubt(node),
        concern=str(EXPLANATIONS.get(node["concern"], "")) if node["concern"] else "",
        origin=node.get("from", node["id"]),
        picture=node.get("picture"),
        table=rows[:_ROWS_SHOWN],
        more_rows=max(len(rows) - _ROWS_SHOWN, 0),
        remarks=remarks or [],
    )


def general_remarks(findings: Iterable[Finding]) -> list[Remark]:
    """Findings that belong to no part of the tree: what is missing, what is wrong on top."""
    return [_remark(finding) for finding in findings if not node_of(finding.place)]


def panel_of(tree: Tree, node_id: str, typed: dict[str, str] | None = None) -> Panel | None:
    """The form of a part, with what somebody `typed` into it if it could not be kept; None for no such part."""
    node = next((each for each in tree if each["id"] == node_id), None)
    if node is None:
        return None
    row = row_of(node)
    shown = {**node, "text": row.text, **(typed or {})}
    kinds = [(row.kind, row.kind_label)] if row.kind in _FIXED or row.is_dropped else KIND_CHOICES
    levels = list(range(1, DEEPEST + 1)) if row.kind in LEVELLED and not row.is_dropped else []
    alike = sum(is_doubtful(each) and each["concern"] == node["concern"] for each in tree) if row.concern else 0
    return Panel(row, _fields(row, shown), _buttons(row, node, alike), kinds, levels)


_FIXED = frozenset({NodeKind.TABLE, NodeKind.PICTURE})


def _fields(row: Row, shown: dict) -> list[PanelField]:
    label, heading, text = shown["label"], shown["heading"], shown["text"]
    hint = _("A new line (Enter) makes a part of its own of what follows.")
    match NodeKind(row.kind):
        case _ if row.is_dropped:
            return []
        case NodeKind.TABLE:
            return []
        case NodeKind.PICTURE:
            words = _("For people who cannot see the picture: what is on it, in one sentence.")
            return [PanelField("heading", _("Description of the picture"), heading, words)]
        case NodeKind.SIGNER:
            return [
                PanelField("label", _("On whose authority"), label, _("For example TM. ỦY BAN NHÂN DÂN.")),
                PanelField("heading", _("Post held"), heading),
                PanelField("text", _("Full name"), text),
            ]
        case NodeKind.HEADING:
            return [PanelField("heading", _("Heading"), heading)]
        case NodeKind.ITEM:
            return [
                PanelField("label", _("Number as printed"), label, _("For example IV. or 5.1.")),
                PanelField("heading", _("Heading"), heading, _("Empty when the item has none.")),
                PanelField("text", _("Text of this part"), text, hint, True),
            ]
        case NodeKind.FOOTNOTE:
            return [
                PanelField("label", _("Mark of the note"), label),
                PanelField("text", _("Text of this part"), text, "", True),
            ]
        case _:
            return [PanelField("text", _("Text of this part"), text, hint, True)]


def _buttons(row: Row, node: Node, alike: int) -> list[Button]:
    """The steps that can be taken here; `alike` counts the parts with the same doubt."""
    if row.is_dropped:
        return [Button("take_back", _("Take it back"), "rotate", "Delete")]
    unfit = set()
    if row.kind not in LEVELLED:
        unfit |= {"outer", "inner"}
    if row.kind in _FIXED or row.kind == NodeKind.SIGNER:
        unfit.add("merge")
    if not is_doubtful(node) and node["confidence"] >= _SURE_FROM:
        unfit.add("confirm")
    buttons = [button for button in BUTTONS if button.verb not in unfit]
    if alike > 1 and "confirm" not in unfit:
        label = _("All %(count)s like this are right") % {"count": alike}
        buttons.insert(1, Button("confirm_alike", label, "check", "Shift Y"))
    return buttons


def _doubt(node: Node) -> str:
    if is_doubtful(node):
        return "doubtful"
    is_unsure = node["kind"] != NodeKind.DROPPED and node["confidence"] < _SURE_FROM
    return "likely" if is_unsure else ""


def _remark(finding: Finding) -> Remark:
    return Remark(
        key=finding.key,
        excerpt=finding.excerpt,
        why=str(finding.why),
        mend=str(finding.mend),
        is_error=finding.weight == "error",
        is_mendable=is_mendable(finding),
        replacement=finding.fix.replacement if finding.fix else "",
        node=node_of(finding.place),
    )
