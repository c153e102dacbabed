"""Many plain rows into a table, without an instance for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def insert(
    model: Any, names: Sequence[str], rows: Iterable[Sequence[Any]], *,
    once: Sequence[str] = (), renew: Sequence[str] = (),
) -> None:
    """Insert rows given as the values of these fields, foreign keys as keys.

    A row that is there already, by the unique fields `once`, gets only its fields `renew` anew.
    It runs on `default`, in the caller's transaction, and sends no signal.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    fields = [model._meta.get_field(name) for name in names]
    prepared = [_remembered(partial(field.get_db_prep_save, connection=connection))
                for field in fields]
    values = [
        [prepare(value) for prepare, value in zip(prepared, row, strict=True)] for row in rows
    ]
    if values:
        quote, column = connection.ops.quote_name, lambda name: model._meta.get_field(name).column
        columns = ", ".join(quote(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
        if once:
            key = ", ".join(quote(column(name)) for name in once)
            new = ", ".join(f"{quote(column(name))} = excluded.{quote(column(name))}"
                            for name in renew)
            into += f" ON CONFLICT ({key}) DO UPDATE SET {new}"
        with connection.cursor() as cursor:
            cursor.executemany(into, values)


def _remembered(prepare: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same value, of the same type, is prepared once."""
    seen: dict[Any, Any] = {}

    def prepared(value: Any) -> Any:
        key = (value.__class__, value)
        try:
            if key not in seen:
                seen[key] = prepare(value)
            return seen[key]
        except TypeError:  # a list, or something that holds one
            return prepare(value)

    return prepared
