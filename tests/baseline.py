"""The database as every test finds it, and how it comes back after tests that commit.

Django would empty every table and put back what the migrations made, row by row. Here the state at the beginning
is kept once: SQLite keeps a copy of the file in memory, PostgreSQL copies of the tables that held rows; afterwards
only what has changed is put back.
"""

import shutil
import sqlite3

from django.core.cache import cache
from django.db import connections, transaction
from django.test import TransactionTestCase

_KEPT = "kept_by_the_tests"


def copy(ready: str, using: str = "default") -> None:
    """Make the test database a copy of `ready`: a SQLite file, or another database on the same PostgreSQL server."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        shutil.copyfile(ready, connection.settings_dict["TEST"]["NAME"])
        return
    name = connection.ops.quote_name(connection.creation._get_test_db_name())
    with connection._nodb_cursor() as cursor:
        # Two processes must not copy at once: a database that is copied has no other reader.
        cursor.execute("SELECT pg_advisory_lock(1)")
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {connection.ops.quote_name(ready)}")


def keep(using: str = "default") -> None:
    """Remember the database as it is now; from now on every test that commits ends with it."""
    connection = connections[using]
    baseline = _SQLite(connection) if connection.vendor == "sqlite" else _PostgreSQL(connection)

    def bring_back(_test) -> None:
        baseline.bring_back(connections[using])
        cache.clear()

    TransactionTestCase._fixture_teardown = bring_back


class _SQLite:
    """A copy of the whole file in memory."""

    def __init__(self, connection):
        connection.ensure_connection()
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self._copy)

    def bring_back(self, connection) -> None:
        connection.ensure_connection()
        self._copy.backup(connection.connection)


class _PostgreSQL:
    """Copies of the tables with rows, in a schema of their own; all other tables are empty at the beginning."""

    def __init__(self, connection):
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {_KEPT} CASCADE")
            cursor.execute(f"CREATE SCHEMA {_KEPT}")
            cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
            tables = [name for (name,) in cursor.fetchall()]
            cursor.execute(_union("SELECT '{0}' WHERE EXISTS (SELECT FROM {0})", tables))
            filled = {name for (name,) in cursor.fetchall()}
            for name in filled:
                cursor.execute(f"CREATE TABLE {_KEPT}.{name} AS TABLE {name}")
            self._all = ", ".join(tables)
            self._empty = _union("SELECT '{0}' WHERE EXISTS (SELECT FROM {0})", [t for t in tables if t not in filled])
            self._sums = _union("SELECT '{0}', count(*), sum(hashtextextended(t::text, 0)) FROM {0} t", sorted(filled))
            cursor.execute(self._sums)
            self._expected = set(cursor.fetchall())

    def bring_back(self, connection) -> None:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            # Waits for what a process that was killed may still be writing.
            cursor.execute(f"LOCK TABLE {self._all} IN SHARE MODE")
            cursor.execute("SET LOCAL session_replication_role = replica")  # rows need no order then
            cursor.execute(self._empty)
            for (name,) in cursor.fetchall():
                cursor.execute(f"DELETE FROM {name}")
            cursor.execute(self._sums)
            for name, _count, _sum in set(cursor.fetchall()) - self._expected:
                cursor.execute(f"DELETE FROM {name}")
                cursor.execute(f"INSERT INTO {name} SELECT * FROM {_KEPT}.{name}")


def _union(select: str, tables: list[str]) -> str:
    return " UNION ALL ".join(select.format(name) for name in tables)
