"""Proposing tasks from a plan's own text: items of "Tổ chức thực hiện" that name a known unit.

Nothing is stored here; an editor looks at the proposals and takes those that are right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.db.models import Q

from cms.blocks.outline import FIRST_BULLET_LEVEL, Outline
from cms.text import clean, clean_line, fold
from plans.models import Unit
from plans.period_reading import find_periods

from .models import PlanTask

MOST = 200
_LONGEST = 1000
_SHORTEST_NAME = 3
_HEADINGS = ("to chuc thuc hien", "phan cong nhiem vu", "phan cong thuc hien", "trach nhiem thuc hien")
_EVENTS = re.compile(r"\bto chuc\b.{0,40}\b(hoi nghi|doi thoai|toa dam|hoi thao|le|cuoc hop|buoi)\b")
_PART_END = re.compile(r"</(?:p|li|h[1-6]|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
# What may stand before the unit that a text opens with: "- Giao Văn phòng …".
_OPENING = re.compile(r"[\W\d]*(?:giao\s+|de nghi\s+)?")
_DUTY_END = re.compile(r"[:;,–-]")


@dataclass(frozen=True)
class Proposal:
    """A task that the text seems to give: to whom, what, until when, and where it says so.

    `number` tells the proposals of one plan apart as long as its text stays the same.
    """

    number: int
    text: str
    unit: Unit
    deadline_text: str
    place_id: str
    place_label: str
    is_event: bool


def proposals_for(plan) -> list[Proposal]:
    """The tasks that the text of `plan` seems to give, without those written down already; at most MOST."""
    units = _known_units(plan)
    known = {fold(text) for text in PlanTask.objects.of_plan(plan).values_list("text", flat=True)}
    found = []
    for number, (text, unit, block, place) in enumerate(_duties(plan, units)):
        if fold(text) in known:
            continue
        known.add(fold(text))
        periods = find_periods(text)
        deadline = clean_line(text[periods[-1].start : periods[-1].end]) if periods else ""
        is_event = bool(_EVENTS.search(fold(text)))
        found.append(Proposal(number, text, unit, deadline, block[:36], place[:80], is_event))
    return found[:MOST]


def take(plan, numbers: set[int]) -> list[PlanTask]:
    """Write the chosen proposals down as tasks of `plan`."""
    chosen = [each for each in proposals_for(plan) if each.number in numbers]
    tasks = []
    for each in chosen:
        task = PlanTask(
            plan=plan,
            kind=PlanTask.Kind.EVENT if each.is_event else PlanTask.Kind.TASK,
            text=each.text,
            unit=each.unit,
            deadline_text=each.deadline_text,
            place_id=each.place_id,
            place_label=each.place_label,
        )
        task.save()
        tasks.append(task)
    return tasks


def _known_units(plan) -> list[tuple[str, Unit]]:
    """Folded names of the units of the plan's office and of those of no office, the longest first."""
    own = Unit.objects.filter(Q(issuer=plan.issuer_id) | Q(issuer=None)) if plan.issuer_id else Unit.objects.all()
    units = [(fold(unit.name), unit) for unit in own if len(unit.name) > _SHORTEST_NAME]
    return sorted(units, key=lambda pair: (-len(pair[0]), pair[1].issuer_id is None, pair[1].pk))


def _duties(plan, units) -> Iterator[tuple[str, Unit, str, str]]:
    """(text, unit, block, place) of every piece of text for which a unit is named at its start or in a heading above.

    A heading that names somebody who is not in the list stands for that one: what is below is nobody's here.
    """
    outline = Outline.of(plan.body)
    part_level, above, labels = 0, {}, {}
    for position, child in enumerate(plan.body):
        item = outline.by_position.get(position)
        if item is None or child.block_type != "outline_item":
            continue
        labels = {level: label for level, label in labels.items() if level < item.level}
        labels[item.level] = "" if item.level >= FIRST_BULLET_LEVEL else item.label
        if item.level <= part_level or not part_level:
            is_part = any(words in fold(item.heading) for words in _HEADINGS)
            part_level, above = (item.level if is_part else 0), {}
            if not is_part:
                continue
        above = {level: unit for level, unit in above.items() if level < item.level}
        pieces = _pieces(child.value.get("text"))
        if item.heading and item.level > part_level:
            above[item.level] = _unit_in(item.heading, units)
        inherited = above[max(above)] if above else None
        if not pieces and item.level > part_level:
            pieces = [item.heading]
        for piece in pieces:
            responsible = _unit_in(piece, units, at_start=bool(above)) or inherited
            if responsible is not None and _says_a_duty(piece, responsible):
                yield piece[:_LONGEST], responsible, item.block_id or "", _place(labels)


def _place(labels: dict[int, str]) -> str:
    """The numbered place of an item, "III.1.2"; a label that repeats the one above it stands for both."""
    place = ""
    for level in sorted(labels):
        label = labels[level].strip(" .:)")
        last = place.rpartition(".")[2]
        if label.startswith(f"{last}.") and last:
            label = label[len(last) + 1 :]
        place = ".".join(part for part in (place, label) if part)
    return place


def _unit_in(text: str, units, *, at_start: bool = False) -> Unit | None:
    """The unit named first in `text`; of two that begin at one place the one with the longer name.

    `at_start` asks for one that opens the text: further inside stand those that only help.
    """
    folded = fold(text)
    first, found = len(folded) + 1, None
    for name, unit in units:
        place = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
        if place and place.start() < first and (not at_start or _OPENING.fullmatch(folded[: place.start()])):
            first, found = place.start(), unit
    return found


def _says_a_duty(text: str, unit: Unit) -> bool:
    """Whether there is more than the unit's name."""
    rest = _DUTY_END.sub(" ", fold(text).replace(fold(unit.name), " "))
    return len(rest.split()) >= 3


def _pieces(text) -> list[str]:
    """The paragraphs and list entries of a rich text, plain."""
    source = getattr(text, "source", None) or str(text or "")
    plain = (clean(unescape(_TAG.sub("", piece))) for piece in _PART_END.split(source))
    return [clean_line(piece) for piece in plain if piece.strip()]
