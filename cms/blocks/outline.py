"""The outline of a text: labels, anchors and the contents list of its numbered items.

Official documents number their parts I → 1 → 1.1 → a → - → +. An editor may leave a label empty,
then the next one in order is used, or type it as printed, then counting goes on from there.
Nothing here needs a database; time and memory grow with the number of items.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.text import clean_line, slugify

DEEPEST_LEVEL = 6
FIRST_BULLET_LEVEL = 5

# Lists in Vietnamese documents leave out f, j, w, z and the letters with hooks and hats.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PLAIN_TOKEN = re.compile(r"(?:[ivxlcdm]+|[0-9]+(?:-[0-9]+)*|[a-z]{1,2})\Z")
_BLOCK_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_NUMBERS = re.compile(r"[0-9]{1,9}")
_PUNCTUATION = " .,:;()[]/-–—"


@dataclass
class OutlineItem:
    """One numbered item (or heading) of a text, as shown.

    `position` counts the blocks of the body from 0; `anchor` is unique in the body; `block_id` is
    the block's own id, a second anchor that survives new labels (empty when the block has none);
    `children` are the items below it in the contents list.
    """

    position: int
    level: int
    label: str
    heading: str
    anchor: str
    block_id: str = ""
    children: list["OutlineItem"] = field(default_factory=list, repr=False)

    @property
    def contents_heading(self) -> str:
        """The heading for the contents list, without the colon that leads to the text."""
        return self.heading.rstrip(" :.;") or self.heading

    @property
    def extra_anchor(self) -> str:
        """The block's id as an anchor; empty if it is no use as one."""
        return self.block_id if _BLOCK_ID.fullmatch(self.block_id) else ""

    @property
    def is_bullet(self) -> bool:
        """Whether it is a dash or plus item without a heading, shown as a list entry."""
        return self.level >= FIRST_BULLET_LEVEL and not self.heading


class Outline:
    """All items of one body, in order, and the contents list made of those with a heading."""

    def __init__(self, items: list[OutlineItem], body: Iterable | None = None):
        self.items = items
        self.body = body
        self.by_position = {item.position: item for item in items}
        self.by_block_id = {item.block_id: item for item in items if item.block_id}
        self.contents = _nested([item for item in items if item.heading])

    @classmethod
    def of(cls, body: Iterable) -> "Outline":
        """The outline of a StreamValue: its `outline_item` and `heading` blocks."""
        numbering = _Numbering()
        items = []
        for position, child in enumerate(body):
            if child.block_type == "outline_item":
                items.append(numbering.number(position, child.value, child.id))
            elif child.block_type == "heading":
                items.append(numbering.name(position, child.value, child.id))
        return cls(items, body)

    @property
    def has_contents(self) -> bool:
        """Whether a contents list is worth showing: at least two entries."""
        return len(self.contents) > 1 or any(item.children for item in self.contents)


class _Numbering:
    """Where counting stands while a body is read from top to bottom."""

    def __init__(self):
        self.counts = [0] * (DEEPEST_LEVEL + 1)
        self.paths = [""] * (DEEPEST_LEVEL + 1)
        self.tokens = [""] * (DEEPEST_LEVEL + 1)
        self.used: dict[str, int] = {}

    def number(self, position: int, value, block_id: str | None) -> OutlineItem:
        level = level_of(value.get("level"))
        printed = clean_line(str(value.get("label") or ""))
        self._forget_below(level)
        self.counts[level] = ordinal_of(printed, level) or self.counts[level] + 1
        label = printed or self._automatic_label(level)
        anchor = self._unique(self._path(level, label))
        self.paths[level], self.tokens[level] = anchor, _token(label)
        return OutlineItem(position, level, label, _heading(value), anchor, block_id or "")

    def name(self, position: int, value, block_id: str | None) -> OutlineItem:
        rank = max(1, level_of(value.get("level")) - 1)
        if rank == 1:
            # An annex or part of its own: counting starts anew.
            self._forget_below(0)
        heading = _heading(value)
        anchor = self._unique(f"muc-{slugify(heading, 60) or position}")
        return OutlineItem(position, rank, "", heading, anchor, block_id or "")

    def _forget_below(self, level: int):
        for deeper in range(level + 1, DEEPEST_LEVEL + 1):
            self.counts[deeper], self.paths[deeper], self.tokens[deeper] = 0, "", ""

    def _automatic_label(self, level: int) -> str:
        count = self.counts[level]
        if level == 3 and self.counts[2]:
            return f"{self.counts[2]}.{count}."
        return {1: f"{to_roman(count)}.", 4: f"{to_letter(count)})", 5: "-", 6: "+"}.get(level, f"{count}.")

    def _path(self, level: int, label: str) -> str:
        token = _token(label)
        if not token:
            token = f"g{self.counts[level]}" if level >= FIRST_BULLET_LEVEL else f"muc-{self.counts[level]}"
        parent = next((above for above in range(level - 1, 0, -1) if self.paths[above]), 0)
        if not parent:
            return token
        repeated = f"{self.tokens[parent]}-"
        if self.tokens[parent] and token.startswith(repeated):
            token = token[len(repeated) :]
        return f"{self.paths[parent]}-{token}"

    def _unique(self, path: str) -> str:
        # No path ends in "_2" by itself, so a later item never finds its anchor taken by a suffix.
        self.used[path] = self.used.get(path, 0) + 1
        return path if self.used[path] == 1 else f"{path}_{self.used[path]}"


def level_of(value) -> int:
    """The level 1–6 in a stored value ("2", 2); 1 for what is no level."""
    try:
        return min(max(int(value), 1), DEEPEST_LEVEL)
    except (TypeError, ValueError, OverflowError):
        return 1


def ordinal_of(label: str, level: int) -> int:
    """The number a printed label stands for: "IV." → 4, "5.2." → 2, "đ)" → 5; 0 if it is none."""
    bare = label.strip(_PUNCTUATION)
    if level == 1 and bare and from_roman(bare.upper()):
        return from_roman(bare.upper())
    numbers = _NUMBERS.findall(bare)
    if numbers:
        return int(numbers[-1])
    if len(bare) == 1 and bare.lower() in _LETTERS:
        return _LETTERS.index(bare.lower()) + 1
    return from_roman(bare.upper()) if bare else 0


def to_roman(number: int) -> str:
    """4 → "IV"."""
    digits = []
    for worth, digit in _ROMAN:
        times, number = divmod(number, worth)
        digits.append(digit * times)
    return "".join(digits)


def from_roman(text: str) -> int:
    """ "IV" → 4; 0 for what is no Roman number below 4000."""
    if len(text) > 15:
        return 0
    number, rest = 0, text
    for worth, digit in _ROMAN:
        while rest.startswith(digit):
            number, rest = number + worth, rest[len(digit) :]
    return number if not rest and to_roman(number) == text else 0


def to_letter(number: int) -> str:
    """1 → "a", 5 → "đ", 24 → "aa": the order of letters in Vietnamese documents."""
    letters = ""
    while number > 0:
        number, index = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[index] + letters
    return letters


def _token(label: str) -> str:
    bare = label.strip(_PUNCTUATION).lower()
    token = slugify(bare.replace("đ", "dd") if len(bare) <= 2 else bare, 40)
    return token if not token or _PLAIN_TOKEN.match(token) else f"muc-{token}"


def _heading(value) -> str:
    return clean_line(str(value.get("heading") or ""))


def _nested(items: list[OutlineItem]) -> list[OutlineItem]:
    top: list[OutlineItem] = []
    open_items: list[OutlineItem] = []
    for item in items:
        item.children = []
        while open_items and open_items[-1].level >= item.level:
            open_items.pop()
        (open_items[-1].children if open_items else top).append(item)
        open_items.append(item)
    return top
