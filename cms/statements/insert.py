"""Writing rows."""

from collections.abc import Sequence
from functools import cache
from types import NoneType

from django.db import connections, router
from django.db.models import AutoField, Model

# What a kind of column takes unchanged, as nearly all values are such; of exactly these classes, subclasses convert.
_AS_IT_IS = {
    **dict.fromkeys(("CharField", "TextField"), (str, NoneType)),
    **dict.fromkeys(("ForeignKey", "OneToOneField", "IntegerField", "PositiveIntegerField"), (int, NoneType)),
    **dict.fromkeys(("PositiveSmallIntegerField", "SmallIntegerField", "BigIntegerField"), (int, NoneType)),
    "BooleanField": (bool, NoneType),
}


def insert(rows: Sequence[Model], *, unless_known: bool = False) -> bool:
    """Write new `rows` of one model with one statement and give them their keys; returns whether they were written.

    `unless_known` is for a single row: where a unique constraint speaks against it nothing is written and no error
    breaks the transaction. Values are taken as `save()` takes them, but `save()` itself is not called.
    """
    if not rows:
        return True
    if unless_known and len(rows) > 1:
        raise ValueError("Only a single row can be found known")
    model = type(rows[0])
    using = router.db_for_write(model, instance=rows[0])
    connection = connections[using]
    values = [_value(field, row, as_it_is, connection) for row in rows for field, as_it_is in _fields_of(model)]
    with connection.cursor() as cursor:
        cursor.execute(_sql(model, len(rows), unless_known, using), values)
        # SQLite promises no order of what it returns; the keys grow with the rows.
        keys = sorted(key for (key,) in cursor.fetchall())
    for row, key in zip(rows, keys, strict=False):
        row.pk = key
        row._state.adding, row._state.db = False, using
    return bool(keys)


@cache
def _fields_of(model: type[Model]) -> tuple:
    if not isinstance(model._meta.pk, AutoField) or model._meta.parents:
        raise TypeError(f"{model.__name__} has no numbers of its own that the database gives")
    return tuple(
        (field, _AS_IT_IS.get(field.get_internal_type(), ()))
        for field in model._meta.local_concrete_fields
        if not field.primary_key
    )


def _value(field, row: Model, as_it_is: tuple[type, ...], connection):
    """What the database gets for one column."""
    value = field.pre_save(row, add=True)
    if type(value) in as_it_is:
        return value
    return field.get_db_prep_save(value, connection)


@cache
def _sql(model: type[Model], count: int, unless_known: bool, using: str) -> str:
    quote = connections[using].ops.quote_name
    fields = [field for field, _as_it_is in _fields_of(model)]
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    known = " ON CONFLICT DO NOTHING" if unless_known else ""
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * count)}{known} RETURNING {key}"  # noqa: S608
