"""One step of a clerk on the check screen, as its forms send it, and what it does to the tree."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.text import clean, clean_line

from . import tree_edits
from .facts import FACT_OF_KIND
from .splice import Splice
from .tree import DEEPEST, TEXT_KINDS, NodeKind, Tree
from .tree_edits import EditRefusedError

_VERBS: dict[str, Callable[[Tree, str], Splice]] = {
    "up": lambda tree, node: tree_edits.move(tree, node, -1),
    "down": lambda tree, node: tree_edits.move(tree, node, 1),
    "outer": lambda tree, node: tree_edits.relevel(tree, node, -1),
    "inner": lambda tree, node: tree_edits.relevel(tree, node, 1),
    "merge": tree_edits.merge,
    "drop": tree_edits.drop,
    "take_back": tree_edits.take_back,
    "confirm": tree_edits.confirm,
    "confirm_alike": tree_edits.confirm_alike,
}
VERBS = [*_VERBS, "save", "kind", "before"]
_LONGEST_TEXT = 500_000


class EditForm(forms.Form):
    """One step: `verb` at `node`, seen in `version`; the other fields as the verb needs them."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    node = forms.CharField(max_length=12)
    version = forms.IntegerField(min_value=0)
    other = forms.CharField(max_length=12, required=False)
    kind = forms.ChoiceField(choices=NodeKind.choices, required=False)
    level = forms.IntegerField(min_value=0, max_value=DEEPEST, required=False)
    label = forms.CharField(max_length=200, required=False, strip=False)
    heading = forms.CharField(max_length=2000, required=False, strip=False)
    text = forms.CharField(max_length=_LONGEST_TEXT, required=False, strip=False)

    def clean(self):
        """Words as documents keep them."""
        data = super().clean()
        for name in ("label", "heading"):
            data[name] = clean_line(data.get(name) or "")
        data["text"] = "\n".join(" ".join(line.split()) for line in clean(data.get("text") or "").split("\n"))
        return data

    def splice(self, tree: Tree) -> Splice:
        """What the step does to `tree`; EditRefusedError when it cannot be done."""
        data = self.cleaned_data
        match data["verb"]:
            case "save":
                words = {name: data[name] for name in ("label", "heading", "text")}
                kind = data["kind"] or _kind_of(tree, data["node"])
                return tree_edits.rewrite(tree, data["node"], kind=kind, level=data["level"] or 1, **words)
            case "kind":
                return tree_edits.change_kind(tree, data["node"], data["kind"] or NodeKind.PARAGRAPH)
            case "before":
                return tree_edits.place_before(tree, data["node"], data["other"])
            case verb:
                return _VERBS[verb](tree, data["node"])


def _kind_of(tree: Tree, node_id: str) -> str:
    found = next((node["kind"] for node in tree if node["id"] == node_id), None)
    if found is None:
        raise EditRefusedError(_("This part is not there any more. Choose another one."))
    return found


def typed_after(typed: dict[str, str], splice: Splice) -> dict[str, str] | None:
    """The typed facts without those the clerk has just given to other words of the text; None for no change.

    Who makes a paragraph the title, or writes the title anew, wants that as the title, whatever was typed before.
    """
    before = {node["id"]: (node["kind"], node["html"]) for node in splice.before}
    given = {node["kind"] for node in splice.after if before.get(node["id"]) != (node["kind"], node["html"])}
    forgotten = {name for kind in given for name in FACT_OF_KIND.get(kind, ()) if name in typed}
    return {name: text for name, text in typed.items() if name not in forgotten} if forgotten else None


@dataclass(frozen=True)
class Button:
    """A step as a button of a part: `key` is what the keyboard does the same with."""

    verb: str
    label: str
    icon: str
    key: str


BUTTONS = (
    Button("confirm", gettext_lazy("It is right"), "check", "Y"),
    Button("up", gettext_lazy("Move up"), "arrow-up", "Shift ↑"),
    Button("down", gettext_lazy("Move down"), "arrow-down", "Shift ↓"),
    Button("outer", gettext_lazy("One level out"), "arrow-left", "Shift ←"),
    Button("inner", gettext_lazy("One level in"), "arrow-right", "Shift →"),
    Button("merge", gettext_lazy("Join to the part above"), "collapse-up", "G"),
    Button("drop", gettext_lazy("Leave out"), "bin", "Delete"),
)
KIND_CHOICES = [(str(kind.value), kind.label) for kind in TEXT_KINDS]
