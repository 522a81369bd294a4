"""A change of the tree of the check screen: a stretch of nodes that becomes another one, and can be turned back."""

from dataclasses import dataclass, field

from .tree import Node, Tree


@dataclass(frozen=True)
class Splice:
    """From `at` on, the nodes `before` become `after`; `chosen` is the node to look at then."""

    at: int
    before: list[Node] = field(default_factory=list)
    after: list[Node] = field(default_factory=list)
    chosen: str = ""

    def apply(self, tree: Tree) -> Tree:
        """`tree` with the change."""
        return [*tree[: self.at], *self.after, *tree[self.at + len(self.before) :]]

    def reversed(self, chosen: str = "") -> "Splice":
        """The change back."""
        return Splice(self.at, self.after, self.before, chosen or (self.before[0]["id"] if self.before else ""))
