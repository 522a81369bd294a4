"""Views waiting in a web process's memory until they are written, with bounds for floods."""

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from uuid import UUID, uuid4

from .definition import VIEWS_PER_ADDRESS, VISITORS_PER_ADDRESS, day_of

BATCH_SIZE = 1000
"""So many views are written at once without waiting for the clock."""

MOST_WAITING = 20_000
"""More views than this never wait in one process; while the database is away the rest is lost."""

_MOST_ADDRESSES = 50_000


@dataclass(frozen=True, slots=True)
class View:
    """One view: of which page of which site, by whom (salted key), when (aware time)."""

    site_id: int
    page_id: int
    visitor_key: str
    at: datetime


@dataclass(frozen=True)
class Batch:
    """Views written together, once: `number` counts up within the process `process_key`."""

    process_key: UUID
    number: int
    views: list[View]


@dataclass(slots=True)
class _AddressUse:
    views: int = 0
    visitors: set[str] = field(default_factory=set)


class AddressLimits:
    """How much one network address has already been counted today by this process."""

    def __init__(self):
        self._day: date | None = None
        self._uses: OrderedDict[bytes, _AddressUse] = OrderedDict()

    def admit(self, address_key: bytes, visitor_key: str, day: date) -> bool:
        """Count one view of `address_key`, unless it has had its share of the day."""
        if day != self._day:
            self._day, self._uses = day, OrderedDict()
        use = self._uses.get(address_key)
        if use is None:
            use = self._uses[address_key] = _AddressUse()
            if len(self._uses) > _MOST_ADDRESSES:
                self._uses.popitem(last=False)
        is_known = visitor_key in use.visitors
        if use.views >= VIEWS_PER_ADDRESS or (not is_known and len(use.visitors) >= VISITORS_PER_ADDRESS):
            return False
        use.views += 1
        use.visitors.add(visitor_key)
        return True


class WaitingViews:
    """The views of one process that are not yet written, in order; safe to use from several threads."""

    def __init__(self):
        self._lock = Lock()
        self._limits = AddressLimits()
        self._process_key = uuid4()
        self._number = 0
        self._views: list[View] = []
        self._sealed: list[Batch] = []
        self.refused = Counter()

    def __len__(self):
        return len(self._views) + sum(len(batch.views) for batch in self._sealed)

    @property
    def is_full_batch(self) -> bool:
        """Whether enough views wait to write them at once."""
        return len(self._views) >= BATCH_SIZE

    def add(self, view: View, address_key: bytes) -> bool:
        """Keep `view` for writing; False if it is refused (`refused` says how often and why)."""
        with self._lock:
            if len(self) >= MOST_WAITING:
                self.refused["full"] += 1
                return False
            if not self._limits.admit(address_key, view.visitor_key, day_of(view.at)):
                self.refused["address"] += 1
                return False
            self._views.append(view)
            return True

    def next_batch(self) -> Batch | None:
        """The oldest batch to be written; the same one again until it is `done`. None when nothing waits."""
        with self._lock:
            if not self._sealed and self._views:
                self._number += 1
                self._sealed.append(Batch(self._process_key, self._number, self._views))
                self._views = []
            return self._sealed[0] if self._sealed else None

    def done(self, batch: Batch) -> None:
        """Forget a batch that is written."""
        with self._lock:
            self._sealed = [sealed for sealed in self._sealed if sealed.number != batch.number]
