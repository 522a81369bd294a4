"""Asking one question with other values each time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple

from django.db import connections
from django.db.models import QuerySet


class _Statement(NamedTuple):
    """`places` are the positions in `constants` that take values: (position, number of the value)."""

    sql: str
    constants: tuple
    places: tuple[tuple[int, int], ...]
    converters: tuple


class Prepared:
    """A query of the ORM whose SQL is made once for every database.

    `build` gets one value for each of `kinds` (int, str or datetime) and returns a `values_list`; each value must
    come out as a parameter of the SQL just as it went in. So no None, no lists, no `icontains`.
    """

    def __init__(self, build: Callable[..., QuerySet], *kinds: type):
        self._build, self._kinds = build, kinds
        self._statements: dict[str, _Statement] = {}
        self._lock = Lock()

    def rows(self, *values, using: str = "default") -> list[tuple]:
        """What the query finds for `values`."""
        connection = connections[using]
        statement = self._statements.get(using) or self._made_for(using)
        parameters = list(statement.constants)
        for position, number in statement.places:
            parameters[position] = _adapted(values[number], connection)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            found = cursor.fetchall()
        if not statement.converters:
            return list(found)
        return [_converted(row, statement.converters, connection) for row in found]

    def _made_for(self, using: str) -> _Statement:
        connection = connections[using]
        samples = [_SAMPLES[kind](number) for number, kind in enumerate(self._kinds)]
        with self._lock:
            compiler = self._build(*samples).query.get_compiler(using)
            sql, parameters = compiler.as_sql()
            wanted = [_adapted(sample, connection) for sample in samples]
            places = tuple(
                (position, wanted.index(parameter))
                for position, parameter in enumerate(parameters)
                if parameter in wanted
            )
            if {number for _position, number in places} != set(range(len(samples))):
                raise TypeError(f"A value does not come out as a parameter of {sql}")
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            columns = tuple((index, functions, column) for index, (functions, column) in converters.items())
            statement = self._statements[using] = _Statement(sql, tuple(parameters), places, columns)
        return statement


_SAMPLES = {
    int: lambda number: 1_987_654_300 + number,
    str: lambda number: f"\ue000{number}\ue000",
    datetime: lambda number: datetime.fromisoformat("1901-01-01T00:00:00+00:00") + timedelta(days=number),
}


def _adapted(value, connection):
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _converted(row, converters, connection) -> tuple:
    values = list(row)
    for index, functions, column in converters:
        for function in functions:
            values[index] = function(values[index], column, connection)
    return tuple(values)
