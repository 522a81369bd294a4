"""Pages in the search index."""

from itertools import count

from cms.pages.models import PlainPage
from cms.search.indexing import rebuild

_numbers = count(1)


def make_plain_page(parent, title: str, text: str = "", **fields) -> PlainPage:
    """A published page below `parent`; `text` becomes a paragraph of its body."""
    body = [("paragraph", f"<p>{text}</p>")] if text else []
    fields = {"slug": f"trang-{next(_numbers)}", "locale": parent.locale, "body": body, **fields}
    return parent.add_child(instance=PlainPage(title=title, **fields))


def write_index() -> None:
    """Bring the whole index up to date, as `manage.py rebuild_search` does."""
    for _step in rebuild():
        pass
