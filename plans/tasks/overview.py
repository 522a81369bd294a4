"""All tasks of public plans on one page: counted, filtered by how they stand and by unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cms.blocks.readable import readable_pages
from cms.text import clean_line
from plans.models import Unit

from .models import PlanTask
from .promises import Promise, promises
from .standing import BADGES, Standing

PAGE_SIZE = 30


@dataclass(frozen=True)
class ShownTask:
    """A task as readers see it on a day; `plan` is the page in their language."""

    task: PlanTask
    standing: Standing
    plan: object = None

    @property
    def badge(self) -> str:
        """The colour of its mark: open, soon, closed or none."""
        return BADGES.get(self.standing, "")

    @property
    def label(self) -> str:
        """How it stands, in words."""
        return str(self.standing.label)

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed while it is open."""
        return self.standing in (Standing.OVERDUE, Standing.PROMISED)


@dataclass(frozen=True)
class Tally:
    """How many tasks stand so, and the address of the list of them."""

    standing: Standing
    count: int
    address: str
    is_current: bool

    @property
    def label(self) -> str:
        """How they stand, in words."""
        return str(self.standing.label)


@dataclass(frozen=True)
class Overview:
    """One page of tasks with the tallies of all; `units` to choose from as (value, name, is chosen)."""

    tasks: list[ShownTask]
    tallies: list[Tally]
    total: int
    units: list[tuple[str, str, bool]]
    unit: str
    standing: str
    promises: list[Promise]
    notes: list[str]
    page: int
    previous: str
    following: str


def show(tasks, today: date) -> list[ShownTask]:
    """The tasks as they stand on that day."""
    return [ShownTask(task, task.standing(today)) for task in tasks]


def show_with_plans(tasks, today: date) -> list[ShownTask]:
    """The same with the pages of their plans; those nobody may read are left out."""
    tasks = list(tasks)
    pages = readable_pages({task.plan_id: task.plan for task in tasks}.values())
    return [ShownTask(task, task.standing(today), pages[task.plan_id]) for task in tasks if task.plan_id in pages]


def overview(query: Mapping[str, str], today: date) -> Overview:
    """What `query` (standing, unit, page) asks for; what means nothing is left out and said."""
    asked = {name: clean_line(str(query.get(name, "")))[:40] for name in ("standing", "unit", "page")}
    public = PlanTask.objects.for_readers()
    units = list(Unit.objects.filter(pk__in=public.order_by().values("unit")))
    notes = []
    standing = asked["standing"] if asked["standing"] in Standing.values else ""
    unit = asked["unit"] if asked["unit"] in {str(each.pk) for each in units} else ""
    if asked["standing"] != standing or asked["unit"] != unit:
        notes.append(_("One of the filters is not known; it was left out."))
    if unit:
        public = public.filter(unit=int(unit))
    counts = public.counts(today)
    found = public.standing(standing, today) if standing else public
    total = counts[Standing(standing)] if standing else sum(counts.values())
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(int(asked["page"]), pages) if asked["page"].isascii() and asked["page"].isdigit() else 1
    page = max(page, 1)
    start = (page - 1) * PAGE_SIZE
    rows = found.select_related("unit", "plan").defer("plan__body").by_deadline()[start : start + PAGE_SIZE]
    kept = {"unit": unit, "standing": standing}
    return Overview(
        tasks=show_with_plans(rows, today),
        tallies=[
            Tally(each, count, _address(kept, standing=each.value), each.value == standing)
            for each, count in counts.items()
            if count or each.value == standing
        ],
        total=total,
        units=[(str(each.pk), str(each), str(each.pk) == unit) for each in units],
        unit=unit,
        standing=standing,
        promises=promises(today) if page == 1 and standing in ("", Standing.PROMISED) and not unit else [],
        notes=notes,
        page=page,
        previous=_address(kept, page=page - 1) if page > 1 else "",
        following=_address(kept, page=page + 1) if page < pages else "",
    )


def _address(kept: dict[str, str], **changes) -> str:
    query = {key: value for key, value in {**kept, **changes}.items() if value not in ("", 1)}
    return f"?{urlencode(query)}" if query else "?"
