"""Many rows into a table with one statement, which is prepared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from types import NoneType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


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
    prepared = [
        _prepared(partial(field.get_db_prep_save, connection=connection), column)
        for field, column in zip(fields, zip(*rows, strict=True), strict=False)
    ]
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
               ([field.pre_save(row, True) for field in fields] for row in rows), once=once)


def renew(rows: Sequence[Any]) -> None:
    """Write instances of one model that are saved already, whole, as `insert` does."""
    if not rows:
        return
    connection, meta = connections[DEFAULT_DB_ALIAS], rows[0]._meta
    fields = [*(field for field in meta.concrete_fields if not field.primary_key), meta.pk]
    values = zip(*([field.pre_save(row, False) for field in fields] for row in rows), strict=True)
    prepared = [_prepared(partial(field.get_db_prep_save, connection=connection), column)
                for field, column in zip(fields, values, strict=True)]
    named = [f"{connection.ops.quote_name(field.column)} = %s" for field in fields]
    statement = (f"UPDATE {connection.ops.quote_name(meta.db_table)} "  # noqa: S608
                 f"SET {', '.join(named[:-1])} WHERE {named[-1]}")
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*prepared, strict=True)))


def _prepared(prepare: Callable[[Any], Any], column: Sequence[Any]) -> list[Any]:
    """The values of a field; the same value, of the same type, is prepared once."""
    kinds = set(map(type, column))
    if len(kinds - {NoneType}) < 2:
        try:
            once = {value: prepare(value) for value in set(column)}
        except TypeError:  # a list, or something that holds one
            empty = {kind: prepare(kind()) for kind in kinds & {list, dict}}
            return [prepare(value) if value or type(value) not in empty else empty[type(value)]
                    for value in column]
        return [once[value] for value in column]
    return [prepare(value) for value in column]
