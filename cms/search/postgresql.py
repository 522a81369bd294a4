"""Full text on PostgreSQL: generated tsvector columns of SearchText with GIN indexes.

The vectors are arrays of ready words, never parsed, and questions are asked so that the index alone
answers: no weights, no positions, hence no reading of long vectors back from storage.
"""

from collections.abc import Sequence

from django.db.models.expressions import RawSQL


def ids_with(words: Sequence[str], *, in_title: bool, is_prefix: bool) -> RawSQL:
    """See `database.ids_with`."""
    quoted = ["'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words]
    if is_prefix:
        quoted[-1] += ":*"
    column = "title_vector" if in_title else "vector"
    return RawSQL(  # noqa: S611 - the column is one of two above
        f"SELECT entry_id FROM search_searchtext WHERE {column} @@ %s::tsquery",  # noqa: S608
        [" & ".join(quoted)],
    )
