"""Full text on PostgreSQL: GIN indexes over the word columns of SearchText.

The words are taken as they are, never parsed, and questions are asked so that the index alone answers:
no weights, no positions, hence no reading of long texts back from storage.
"""

from collections.abc import Sequence

from django.db.models.expressions import RawSQL


def ids_with(words: Sequence[str], *, in_title: bool, is_prefix: bool) -> RawSQL:
    """See `database.ids_with`."""
    quoted = ["'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words]
    if is_prefix:
        quoted[-1] += ":*"
    function = "search_titles_with" if in_title else "search_pages_with"
    return RawSQL(f"SELECT * FROM {function}(%s::tsquery)", [" & ".join(quoted)])  # noqa: S608, S611
