"""Writing a batch of views into the figures: in one transaction, once, exactly.

Batches of one site are written one after another (the row of the site's total is locked), so visits are
decided on settled facts however many web processes count. No row is written per view.
"""

from collections import defaultdict
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Model

from .batch import Batch, View
from .definition import VIEWS_PER_VISITOR_AND_PAGE, day_of, is_new_visit
from .models import CountingProcess, PageDay, PageTotal, SiteDay, SiteTotal, Visitor, VisitorPage


def write(batch: Batch, now: datetime) -> int:
    """Add the batch to the figures; the number of views counted, 0 if it had been written before.

    Views beyond a browser's daily limit for one page are left out. Any database error leaves
    everything as it was, and the same batch may be tried again.
    """
    views = sorted(batch.views, key=lambda view: view.at)
    with transaction.atomic(durable=True):
        _lock_sites({view.site_id for view in views})
        if not _is_first_time(batch, now):
            return 0
        return _Tally(views).write()


def _lock_sites(site_ids: set[int]) -> None:
    """Let one writer at a time work on each of these sites; always in the same order, against deadlock."""
    SiteTotal.objects.bulk_create([SiteTotal(site_id=site_id) for site_id in sorted(site_ids)], ignore_conflicts=True)
    list(SiteTotal.objects.select_for_update().filter(site_id__in=site_ids).order_by("site_id"))


def _is_first_time(batch: Batch, now: datetime) -> bool:
    """Note the batch as written, unless it is already: its commit may have succeeded with the answer lost."""
    row = CountingProcess.objects.filter(pk=batch.process_key).first()
    if row is not None and row.last_batch >= batch.number:
        return False
    CountingProcess.objects.update_or_create(
        key=batch.process_key, defaults={"last_batch": batch.number, "written_at": now}
    )
    return True


class _Tally:
    """What a batch adds, decided view by view in the order of time."""

    def __init__(self, views: list[View]):
        self.views = views
        keys = {view.visitor_key for view in views}
        pages = {view.page_id for view in views}
        self.visitors = {row.key: row for row in Visitor.objects.filter(key__in=keys)}
        self.visitor_pages = {
            (row.visitor_key, row.page_id): row
            for row in VisitorPage.objects.filter(visitor_key__in=keys, page_id__in=pages)
        }
        # (site, page or None, day) → [visits, views]
        self.added: dict[tuple[int, int | None, date], list[int]] = defaultdict(lambda: [0, 0])

    def write(self) -> int:
        counted = sum(self._count(view) for view in self.views)
        self._write_visitors()
        self._write_figures()
        return counted

    def _count(self, view: View) -> int:
        """Add one view and what it means for visits; 1 if counted, 0 if beyond the limit."""
        day = day_of(view.at)
        visitor = self.visitors.get(view.visitor_key)
        page = self.visitor_pages.get((view.visitor_key, view.page_id))
        if page is not None and page.views >= VIEWS_PER_VISITOR_AND_PAGE:
            return 0
        opens_visit = is_new_visit(visitor.last_seen_at if visitor else None, view.at)
        if visitor is None:
            visitor = self.visitors[view.visitor_key] = Visitor(key=view.visitor_key, day=day)
        if opens_visit:
            visitor.visit_started_at = view.at
        visitor.last_seen_at = view.at if opens_visit else max(visitor.last_seen_at, view.at)

        is_first_in_visit = page is None or page.visit_started_at != visitor.visit_started_at
        if page is None:
            page = VisitorPage(visitor_key=view.visitor_key, page_id=view.page_id, day=day, views=0)
            self.visitor_pages[view.visitor_key, view.page_id] = page
        page.visit_started_at = visitor.visit_started_at
        page.views += 1

        for page_id, visits in ((None, int(opens_visit)), (view.page_id, int(is_first_in_visit))):
            figures = self.added[view.site_id, page_id, day]
            figures[0] += visits
            figures[1] += 1
        return 1

    def _write_visitors(self) -> None:
        Visitor.objects.bulk_create(
            self.visitors.values(),
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["visit_started_at", "last_seen_at"],
            batch_size=500,
        )
        changed = {(view.visitor_key, view.page_id) for view in self.views}
        rows = [row for key, row in self.visitor_pages.items() if key in changed]
        for row in rows:
            row.pk = None
        VisitorPage.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["visitor_key", "page_id"],
            update_fields=["visit_started_at", "views"],
            batch_size=500,
        )

    def _write_figures(self) -> None:
        site_days = {(site, day): sums for (site, page, day), sums in self.added.items() if page is None}
        page_days = {key: sums for key, sums in self.added.items() if key[1] is not None}
        sites: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        pages: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
        for (site, _day), sums in site_days.items():
            sites[site] = [a + b for a, b in zip(sites[site], sums, strict=True)]
        for (site, page, _day), sums in page_days.items():
            pages[page, site] = [a + b for a, b in zip(pages[page, site], sums, strict=True)]

        _add(SiteTotal, ["site_id"], [], [(site, *sums) for site, sums in sites.items()])
        _add(SiteDay, ["site_id", "day"], [], [(site, day, *sums) for (site, day), sums in site_days.items()])
        _add(PageTotal, ["page_id"], ["site_id"], [(page, site, *sums) for (page, site), sums in pages.items()])
        _add(
            PageDay,
            ["page_id", "day"],
            ["site_id"],
            [(page, day, site, *sums) for (site, page, day), sums in page_days.items()],
        )


def _add(model: type[Model], key: list[str], also: list[str], rows: list[tuple]) -> None:
    """Add visits and views to rows, making those that are missing: `n = n + delta` in the database.

    Each row holds the values of the `key` columns, of the `also` columns (set once), visits, views.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [*key, *also, "visits", "views"]
    day = model._meta.get_field("day") if "day" in key else None
    if day is not None:
        index = columns.index("day")
        rows = [(*row[:index], day.get_db_prep_value(row[index], connection), *row[index + 1 :]) for row in rows]
    sql = (
        f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "  # noqa: S608 - names of our own models only
        f"VALUES ({', '.join(['%s'] * len(columns))}) "
        f"ON CONFLICT ({', '.join(map(quote, key))}) DO UPDATE SET "
        f"visits = {table}.visits + excluded.visits, views = {table}.views + excluded.views"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, sorted(rows))
