"""Tables as rows, for an export: which columns, in which order, spelled in one way."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import ExpressionWrapper, F, JSONField

RENEW = "renew-"
"""How the digest of a key begins whose secret an export did not hold: no digest begins so."""
UNUSABLE = "!renew"
"""What stands for such a password: Django lets nobody in whose password begins with `!`."""
NATURAL = {
    "contenttypes.ContentType": ("app_label", "model"),
    "auth.Group": ("name",),
    "auth.Permission": ("content_type__app_label", "content_type__model", "codename"),
}
"""Rows that each installation numbers by itself: an export names them by these."""
_NONE: Mapping[str, str | None] = MappingProxyType({})


class Table(NamedTuple):
    """A table's name, its rows by primary key (read as they are asked for), and their number."""

    name: str
    rows: Iterator[dict[str, Any]]
    total: int


@dataclass(frozen=True)
class Kept:
    """A table that is exported.

    `secret`: columns that stay here, and what an import writes instead, `{id}` being the row's key.
    `moving`: columns that say where something stands, not what there is: exported, but not in the
    digest of the content; `digested`: False where the whole table is so. `begun`: migrations made
    rows of it, which an import replaces. `added`: columns that earlier exports do not have, and
    what is in them then, as an export spells it; `late`: they do not have the table.
    """

    model: Any
    secret: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    moving: frozenset[str] = frozenset()
    digested: bool = True
    begun: bool = False
    added: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    late: bool = False

    @property
    def name(self) -> str:
        """What its file is called, without an ending."""
        return f"{self.model._meta.app_label}-{self.model._meta.model_name}"

    def fields(self) -> list[Any]:
        """The fields that are exported."""
        return [each for each in self.model._meta.local_concrete_fields
                if each.name not in self.secret]

    def all(self, using: str) -> Any:
        """Every row there is on a database alias."""
        return self.model._base_manager.using(using)

    def rows(self, using: str) -> Iterator[dict[str, Any]]:
        """Its rows by primary key, as they are stored."""
        fields = self.fields()
        names = [each.attname for each in fields]
        known = {at: naturals(each.related_model, using) for at, each in enumerate(fields)
                 if is_natural(each)}
        asked = self.all(using).order_by(*_order(self.model)).values_list(*map(_as_stored, fields))
        for values in asked.iterator(2000):
            row = dict(zip(names, values, strict=True))
            for at, of in known.items():
                row[names[at]] = of.get(values[at])
            yield row

    def table(self, using: str) -> Table:
        """The same with its name and how many they are."""
        return Table(self.name, self.rows(using), self.all(using).count())


def tables(kept: Iterable[Kept], using: str) -> Iterator[Table]:
    """Yield each table as it is on this database alias."""
    for each in kept:
        yield each.table(using)


def is_stream(field: Any) -> bool:
    """Whether a field is a stream of blocks, which would give blocks without an id a new one each
    time it is asked."""
    return hasattr(field, "stream_block")


def is_natural(field: Any) -> bool:
    """Whether a foreign key is exported as a name."""
    return bool(field.is_relation and field.related_model._meta.label in NATURAL)


def naturals(model: Any, using: str) -> dict[Any, str]:
    """The names of these rows, by primary key."""
    columns = NATURAL[model._meta.label]
    rows = model._base_manager.using(using).values_list("pk", *columns)
    return {pk: ".".join(names) for pk, *names in rows}


def _order(model: Any) -> list[str]:
    """By primary key; by its name where each installation has its own."""
    key = model._meta.pk
    if not is_natural(key):
        return ["pk"]
    return [f"{key.name}__{column}" for column in NATURAL[key.related_model._meta.label]]


def _as_stored(field: Any) -> Any:
    if is_stream(field):
        return ExpressionWrapper(F(field.attname), output_field=JSONField())
    return field.attname


def spelled(row: Mapping[str, Any]) -> bytes:
    """A row as one line of JSON: the same for the same row, whatever database it comes from."""
    said = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"),
                      default=_plain)
    return said.encode("utf-8", "surrogatepass") + b"\n"


def _plain(value: Any) -> Any:
    """To the microsecond; Django's own encoder cuts times off at the millisecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, (bytes, memoryview)):
        return b64encode(value).decode()
    if isinstance(value, UUID) or hasattr(value, "storage"):
        return str(value)
    raise TypeError(f"no way to spell {type(value).__name__}")
