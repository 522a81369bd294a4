"""An index that finds parts of words in one column of a big table.

A list that is read newest first finds frequent words soon; for a rare one, or one that stands nowhere, the whole
table would be read. SQLite: an FTS5 table of trigrams kept level by triggers, asked first whether the word is rare.
PostgreSQL: a GIN index of trigrams, which the planner weighs by itself.

Where the database has no trigrams (an old SQLite, a PostgreSQL without its contrib modules) there is no index, and
the lists work without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connections, migrations, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_migrate

# More rows than that are found quickly enough without the index, by reading the newest.
FEW = 500
# Shorter words have no trigram.
_SHORTEST = 3
_known: dict[tuple[str, str], bool] = {}


@dataclass(frozen=True)
class SubstringIndex:
    """The index over the text `column` (folded, lower case) of `table`, whose primary key is `id`."""

    table: str
    column: str

    @property
    def name(self) -> str:
        """What the database calls it."""
        return f"{self.table}_{self.column}_parts"

    def operation(self) -> migrations.RunPython:
        """What a migration does to make it and to take it away."""
        return migrations.RunPython(
            lambda apps, editor: self.install(editor.connection), lambda apps, editor: self.remove(editor.connection)
        )

    def restore_after(self, sender) -> None:
        """Look after every migration of the app `sender` whether the index is still there: SQLite rebuilds altered
        tables, and their triggers are lost by that.
        """
        post_migrate.connect(self._restore, sender=sender, dispatch_uid=self.name, weak=False)

    def matching(self, queryset: QuerySet, words: Sequence[str]) -> QuerySet:
        """The rows whose column holds every one of `words` (folded)."""
        few = self._few_with([word for word in words if len(word) >= _SHORTEST and not set(word) & set("%_\\")])
        if few is not None:
            queryset = queryset.filter(pk__in=few)
        for word in words:
            queryset = queryset.filter(**{f"{self.column}__contains": word})
        return queryset

    def install(self, connection) -> None:
        """Make it anew from the rows there are."""
        self.remove(connection)
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                for statement in self._statements(connection.vendor):
                    cursor.execute(statement)
        except DatabaseError:
            if self._is_possible(connection):
                raise
        _known.clear()

    def remove(self, connection) -> None:
        """Take it away; the column stays."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for event in ("insert", "delete", "update"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {self.name}_{event}")
                cursor.execute(f"DROP TABLE IF EXISTS {self.name}")
            else:
                cursor.execute(f"DROP INDEX IF EXISTS {self.name}")
        _known.clear()

    def _restore(self, using="default", **_kwargs) -> None:
        connection = connections[using]
        if connection.vendor != "sqlite" or self.table not in connection.introspection.table_names():
            return
        with connection.cursor() as cursor:
            names = [f"{self.name}_{event}" for event in ("insert", "delete", "update")]
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s, %s)", names)
            (triggers,) = cursor.fetchone()
        if triggers < len(names):
            self.install(connection)

    def _few_with(self, words: list[str]) -> list[int] | None:
        """The keys of all rows with `words` where these are few; None where that is not known."""
        connection = connections["default"]
        if not words or connection.vendor != "sqlite" or not self._is_there(connection):
            return None
        conditions = " AND ".join([f"{self.column} LIKE %s"] * len(words))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM {self.name} WHERE {conditions} LIMIT {FEW + 1}",  # noqa: S608 - own names
                [f"%{word}%" for word in words],
            )
            keys = [key for (key,) in cursor.fetchall()]
        return keys if len(keys) <= FEW else None

    def _is_there(self, connection) -> bool:
        key = (str(connection.settings_dict["NAME"]), self.name)
        if key not in _known:
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [self.name])
                _known[key] = bool(cursor.fetchone()[0])
        return _known[key]

    def _is_possible(self, connection) -> bool:
        """Whether this database knows trigrams, so that a failure has another reason."""
        question = "CREATE VIRTUAL TABLE temp.trigrams_there USING fts5(text, tokenize='trigram')"
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                if connection.vendor == "sqlite":
                    cursor.execute(question)
                    cursor.execute("DROP TABLE temp.trigrams_there")
                    return True
                cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
                return bool(cursor.fetchone()[0])
        except DatabaseError:
            return False

    def _statements(self, vendor: str) -> list[str]:
        name, table, column = self.name, self.table, self.column
        if vendor != "sqlite":
            return [
                "CREATE EXTENSION IF NOT EXISTS pg_trgm",
                f"CREATE INDEX {name} ON {table} USING gin ({column} gin_trgm_ops)",
            ]
        put_in = f"INSERT INTO {name} (rowid, {column}) VALUES (new.id, new.{column});"  # noqa: S608 - own names
        take_out = f"INSERT INTO {name} ({name}, rowid, {column}) VALUES ('delete', old.id, old.{column});"  # noqa: S608
        return [
            f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}', content_rowid='id', "
            "tokenize='trigram', detail=none, columnsize=0)",
            f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {put_in} END",
            f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {take_out} END",
            f"CREATE TRIGGER {name}_update AFTER UPDATE OF {column} ON {table} "
            f"WHEN old.{column} IS NOT new.{column} BEGIN {take_out} {put_in} END",
            f"INSERT INTO {name} ({name}) VALUES ('rebuild')",  # noqa: S608 - own names
        ]
