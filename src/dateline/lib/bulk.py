"""Many rows into a table with one statement, which is prepared once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from types import NoneType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Field

_OFTEN, _SELDOM = 1000, 16_000
"""Pages of 4 KB in SQLite's log after which it is written back; the first is its own default."""


@contextmanager
def many() -> Iterator[None]:
    """While batch after batch comes, SQLite writes its log back only now and then (at 64 MB): what
    each batch changes again goes to the database file once for several. As durable as ever."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "sqlite":
        yield
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA wal_autocheckpoint={_SELDOM}")
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA wal_autocheckpoint={_OFTEN}")


def insert(
    model: Any, names: Sequence[str], rows: Iterable[Sequence[Any]], *,
    once: Sequence[str] = (), renew: Sequence[str] = (),
) -> None:
    """Insert rows given as the values of these fields, foreign keys as keys.

    A row that is there already, by the unique fields `once`, gets only its fields `renew` anew,
    or stays as it is where there are none. It runs on `default`, in the caller's transaction, and
    sends no signal.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    fields = [model._meta.get_field(name) for name in names]
    prepared = [_prepared(field, column, connection)
                for field, column in zip(fields, zip(*rows, strict=True), strict=False)]
    if prepared:
        quote, column = connection.ops.quote_name, lambda name: model._meta.get_field(name).column
        columns = ", ".join(quote(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
        if once:
            key = ", ".join(quote(column(name)) for name in once)
            new = ", ".join(f"{quote(column(name))} = excluded.{quote(column(name))}"
                            for name in renew)
            into += f" ON CONFLICT ({key}) DO " + (f"UPDATE SET {new}" if new else "NOTHING")
        with connection.cursor() as cursor:
            cursor.executemany(into, list(zip(*prepared, strict=True)))


def insert_all(rows: Sequence[Any], *, once: Sequence[str] = ()) -> None:
    """Insert instances of one model that are not saved yet, as `insert` does; they get no key."""
    if rows:
        meta = rows[0]._meta
        fields = [field for field in meta.concrete_fields if field is not meta.auto_field]
        insert(rows[0].__class__, [field.name for field in fields],
               _values(rows, fields, add=True), once=once)


def renew(rows: Sequence[Any]) -> None:
    """Write instances of one model that are saved already, whole, as `insert` does."""
    if not rows:
        return
    connection, meta = connections[DEFAULT_DB_ALIAS], rows[0]._meta
    fields = [*(field for field in meta.concrete_fields if not field.primary_key), meta.pk]
    values = zip(*_values(rows, fields, add=False), strict=True)
    prepared = [_prepared(field, column, connection)
                for field, column in zip(fields, values, strict=True)]
    named = [f"{connection.ops.quote_name(field.column)} = %s" for field in fields]
    statement = (f"UPDATE {connection.ops.quote_name(meta.db_table)} "  # noqa: S608
                 f"SET {', '.join(named[:-1])} WHERE {named[-1]}")
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*prepared, strict=True)))


def _values(rows: Sequence[Any], fields: Sequence[Any], *, add: bool) -> Iterator[tuple[Any, ...]]:
    """The values of each row's fields, as a row alone would be saved."""
    own = [(at, field) for at, field in enumerate(fields)
           if type(field).pre_save is not Field.pre_save]
    read = attrgetter(*(field.attname for field in fields))
    for row in rows:
        values = list(read(row)) if len(fields) > 1 else [read(row)]
        for at, field in own:
            values[at] = field.pre_save(row, add)
        yield tuple(values)


def _prepared(field: Any, column: Sequence[Any], connection: Any) -> Sequence[Any]:
    """The values of a field; the same value, of the same type, is prepared once."""
    field, kinds = getattr(field, "target_field", field), set(map(type, column))
    if kinds <= _AS_THEY_ARE.get(type(field), set()):
        return column
    prepare = partial(field.get_db_prep_save, connection=connection)
    if len(kinds - {NoneType}) < 2:
        try:
            once = {value: prepare(value) for value in set(column)}
        except TypeError:  # a list, or something that holds one
            empty = {kind: prepare(kind()) for kind in kinds & {list, dict}}
            return [prepare(value) if value or type(value) not in empty else empty[type(value)]
                    for value in column]
        return [once[value] for value in column]
    return [prepare(value) for value in column]


_AS_THEY_ARE: dict[type, set[type]] = {
    kind: {said, NoneType}
    for said, kinds in {
        str: (models.CharField, models.TextField, models.SlugField),
        int: (models.IntegerField, models.PositiveIntegerField, models.SmallIntegerField,
              models.PositiveSmallIntegerField, models.BigIntegerField, models.AutoField,
              models.BigAutoField),
        bool: (models.BooleanField,),
    }.items()
    for kind in kinds
}
"""Of these very fields, values of which kinds are saved as they are, on both databases."""
