"""Tables from the rows of an export, with their own keys."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, connections

from dateline.lib.bulk import insert
from dateline.lib.rows import Kept, is_natural, naturals

BATCH = 1000
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00")
Row = tuple[int, dict[str, Any]]
"""A row, and the line it stands in."""


class NotRow(Exception):
    """What is no row of its table; the text says why, `line` where."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def refill(kept: Kept, rows: Iterable[Row]) -> int:
    """Insert rows as `Kept.rows` gave them, in the caller's transaction; returns how many.

    Rows that migrations made are replaced. Foreign keys are looked at when the transaction ends.
    Raises NotRow; nothing of the transaction is to be kept then.
    """
    if kept.begun:
        of = kept.all(DEFAULT_DB_ALIAS)
        of._raw_delete(of.db)
    names = [each.name for each in kept.fields()] + list(kept.secret)
    reading, waiting, done = _reading(kept), iter(rows), 0
    while batch := list(islice(waiting, BATCH)):
        values = [list(_values(kept, reading, line, row)) for line, row in batch]
        try:
            insert(kept.model, names, values)
        except (ValueError, TypeError, OverflowError, ValidationError, DataError,
                IntegrityError) as error:
            why = f"in this line or the {BATCH} after it: {brief(error)}"
            raise NotRow(batch[0][0], why) from None
        done += len(batch)
    return done


def reset_sequences(models: Iterable[Any]) -> None:
    """Have the database number what comes next after what is there (PostgreSQL; SQLite does)."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def _reading(kept: Kept) -> dict[str, Callable[[Any], Any]]:
    """By column: how its value is read."""
    return {each.attname: _named(each) if is_natural(each) else
            _KINDS.get(each.get_internal_type(), _same) for each in kept.fields()}


def _values(
    kept: Kept, reading: dict[str, Callable[[Any], Any]], line: int, row: dict[str, Any]
) -> Iterator[Any]:
    if unknown := sorted(row.keys() - reading.keys()):
        raise NotRow(line, f"it has columns that this release does not know: {unknown[0][:60]!r}")
    if lost := sorted(reading.keys() - row.keys()):
        raise NotRow(line, f"it lacks columns: {', '.join(lost[:3])}")
    for name, read in reading.items():
        value = row[name]
        try:
            yield None if value is None else read(value)
        except (ValueError, TypeError, AttributeError, OverflowError):
            raise NotRow(line, f"{name} is {str(value)[:60]!r}") from None
    key = row.get(kept.model._meta.pk.attname)
    for said in kept.secret.values():
        yield said and said.format(id=key)


def brief(error: Exception) -> str:
    """What it says first: values of an export, which may be long, stand in it."""
    return str(error).strip().partition("\n")[0][:200]


def _named(field: Any) -> Callable[[str], Any]:
    keys = {name: pk for pk, name in naturals(field.related_model, DEFAULT_DB_ALIAS).items()}

    def read(name: str) -> Any:
        if name not in keys:
            raise ValueError(name)
        return keys[name]

    return read


def _same(value: Any) -> Any:
    return value


def _moment(value: str) -> datetime:
    if not _MOMENT.fullmatch(value):
        raise ValueError(value)
    return datetime.fromisoformat(value)


_KINDS: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": _moment,
    "DateField": date.fromisoformat,
    "TimeField": time.fromisoformat,
    "DurationField": lambda value: timedelta(microseconds=value),
    "UUIDField": UUID,
    "BinaryField": b64decode,
}
