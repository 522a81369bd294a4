"""Full text on SQLite: an FTS5 table over SearchText, read for membership only and never ranked by FTS5.

Its word splitter takes everything but ASCII punctuation and spaces as letters, so the words arrive as
`words.py` made them. `detail=column` keeps no positions: neighbours are words of their own.
"""

from collections.abc import Sequence

from django.db.models.expressions import RawSQL


def ids_with(words: Sequence[str], *, in_title: bool, is_prefix: bool) -> RawSQL:
    """See `database.ids_with`."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    if is_prefix:
        quoted[-1] += " *"
    column = "title_words" if in_title else "words"
    match = f"{column} : ({' AND '.join(quoted)})"
    return RawSQL("SELECT rowid FROM search_fulltext WHERE search_fulltext MATCH %s", [match])
