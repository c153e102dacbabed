"""Tables as rows, for an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple


class Table(NamedTuple):
    """A table's name, its rows by primary key (read as they are asked for), and their number."""

    name: str
    rows: Iterator[dict[str, Any]]
    total: int


def tables(models: Iterable[Any], using: str) -> Iterator[Table]:
    """Yield each model's table as it is on this database alias."""
    for model in models:
        rows = model._default_manager.using(using).order_by("pk").values()
        name = f"{model._meta.app_label}-{model._meta.model_name}"
        yield Table(name, map(_stored, rows.iterator(2000)), rows.count())


def _stored(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose values that know their stored form (a stream of blocks) are in it."""
    return {
        name: value.get_prep_value() if hasattr(value, "get_prep_value") else value
        for name, value in row.items()
    }
