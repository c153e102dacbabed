"""Related stories of a page: what an editor chose, then what was found by whoever finds them."""

from __future__ import annotations

from typing import Protocol

from dateline.record import public as record
from dateline.record.public import Related

SHOWN = 4
"""So many stand on a page, unless an editor chose more."""


class Find(Protocol):
    """A selector: related stories by the code of one, the best first; none of a draft."""

    def __call__(self, code: str, *, as_of: int | None = None) -> tuple[Related, ...]: ...


_finders: list[Find] = []


def register_related(find: Find) -> None:
    """Show what `find` finds after what an editor chose."""
    _finders[:] = [find]


def related_to(code: str, *, as_of: int | None = None) -> tuple[Related, ...]:
    """The related stories of a live story, each once: what is found under a headline that stands
    there already is the same news."""
    chosen = record.related(code, as_of=as_of)
    if len(chosen) >= SHOWN:
        return chosen
    lines, said = list(chosen), {line.headline.casefold() for line in chosen}
    addresses = {line.address for line in chosen}
    for line in (line for find in _finders for line in find(code, as_of=as_of)):
        if line.address not in addresses and line.headline.casefold() not in said:
            lines.append(line)
            said.add(line.headline.casefold())
    return tuple(lines[:SHOWN])
