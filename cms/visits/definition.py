"""What a view and a visit are. Everything else in this app only carries these rules out.

View (lượt xem): a published page of the site opened in a person's browser; opening it again counts again.
Visit (lượt truy cập): views by one browser without a pause of 30 minutes. A visit ends at midnight, Vietnam
time, because the key that recognises a browser lives for one day only.
A page's visits are the visits in which that page was viewed.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

PAUSE = timedelta(minutes=30)
"""A pause this long, or longer, ends a visit."""

VIEWS_PER_VISITOR_AND_PAGE = 2000
"""More views of one page by one browser on one day are a machine's and are not counted."""

VIEWS_PER_ADDRESS = 20_000
"""More views from one network address on one day are not counted (by each web process)."""

VISITORS_PER_ADDRESS = 2000
"""More different browsers behind one network address on one day are not counted (by each web process)."""


def day_of(moment: datetime) -> date:
    """The day, in Vietnam, on which an aware `moment` falls."""
    return moment.astimezone(VIETNAM).date()


def is_new_visit(last_seen_at: datetime | None, viewed_at: datetime) -> bool:
    """Whether a view at `viewed_at` opens a new visit of a browser last seen at `last_seen_at`."""
    return last_seen_at is None or viewed_at - last_seen_at >= PAUSE
