"""The one question whose answer differs between databases: which pages hold all of these words.

`sqlite.py` and `postgresql.py` each give `ids_with(words, *, in_title, is_prefix)`, a sub-select of
page ids for use in `filter(pk__in=…)`. Words come from `words.py` and are never read as operators.
"""

from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models.expressions import RawSQL

from . import postgresql, sqlite

_DATABASES = {"sqlite": sqlite, "postgresql": postgresql}


def ids_with(words: Sequence[str], *, in_title: bool = False, is_prefix: bool = False) -> RawSQL:
    """Ids of the pages holding all `words`; with `is_prefix` the last may be the beginning of a longer one."""
    database = _DATABASES.get(connection.vendor)
    if database is None:
        raise ImproperlyConfigured(
            f"Search does not know the database '{connection.vendor}'. Set DATABASE_URL to SQLite or PostgreSQL."
        )
    return database.ids_with(words, in_title=in_title, is_prefix=is_prefix)
