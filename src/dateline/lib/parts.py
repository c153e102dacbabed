"""A room's part of the whole export, and of an installation made from one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.lib.refilling import Row, refill, reset_sequences
from dateline.lib.rows import Kept, Table, tables


class Contradiction(Exception):
    """Rows of an export that cannot all be true; the text names the first one."""


def no_files(using: str) -> Iterator[str]:
    """Of a room without files of its own."""
    return iter(())


def nothing() -> None:
    """Of a room that has nothing to make from its rows."""


@dataclass(frozen=True)
class Part:
    """What of a room is exported.

    `left_out`: by label, its tables that are not, and why. `files(alias)`: the names in the data
    folder of the files that its rows name, in an order that is the same on every database.
    `settle()`: makes what is made from the rows, in the transaction that restored them. Raises
    Contradiction.
    """

    kept: tuple[Kept, ...]
    left_out: Mapping[str, str]
    files: Callable[[str], Iterator[str]] = no_files
    settle: Callable[[], None] = nothing

    def tables(self, using: str) -> Iterator[Table]:
        """Each table's rows on a database alias; run it in one snapshot."""
        return tables(self.kept, using)

    def restore_table(self, name: str, rows: Iterable[Row]) -> int:
        """Fill one of its tables in the caller's transaction; returns how many rows it took.

        Raises `lib.refilling.NotRow`. Once all are there, call `finish`.
        """
        return refill(self._named(name), rows)

    def finish(self) -> None:
        """Number on from what is there, and make what is made from it. Raises Contradiction."""
        reset_sequences(each.model for each in self.kept)
        self.settle()

    def full(self, using: str) -> str:
        """The first of its tables with a row that no migration made; empty if there is none."""
        full = (each.name for each in self.kept
                if not each.begun and each.all(using).exists())
        return next(full, "")

    def lacking(self, using: str) -> dict[str, int]:
        """How many rows of which table wait for a secret that an import could not bring."""
        found: dict[str, int] = {}
        for each in self.kept:
            marked = {name: said for name, said in each.secret.items() if said}
            for name, said in marked.items():
                begins: Any = {f"{name}__startswith": said.partition("{")[0]}
                if count := each.all(using).filter(**begins).count():
                    found[each.name] = count
        return found

    def _named(self, name: str) -> Kept:
        return next(each for each in self.kept if each.name == name)
