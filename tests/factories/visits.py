"""Views and requests as the counter meets them."""

from datetime import datetime
from uuid import uuid4

from cms.visits.batch import Batch, View
from cms.visits.definition import VIETNAM

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"
BROWSER = {"HTTP_USER_AGENT": FIREFOX, "HTTP_ORIGIN": "http://localhost", "HTTP_HOST": "localhost"}
"""What a browser sends with a beacon from a page of the site at http://localhost."""


def moment(text: str) -> datetime:
    """An aware time in Vietnam: "2026-11-22 23:59:59"."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def make_view(*, at="2026-11-22 10:00:00", visitor="a", page=7, site=1) -> View:
    """A view; `visitor` stands for a browser of the day, as the real key does."""
    when = moment(at) if isinstance(at, str) else at
    return View(site, page, f"{visitor}@{when:%m%d}", when)


def make_batch(*views: View, number=1, process=None) -> Batch:
    """A batch as a web process seals it."""
    return Batch(process or uuid4(), number, list(views))
