"""What a command says of many things: so many of each, and a line for each that was odd."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

SHOWN = 200
"""So many lines of a kind are printed; the rest is counted."""


def counted(many: int, one: str, several: str = "") -> str:
    """`1 story`, `1,200 stories`; `several` is `one` with an s where it is not given."""
    return f"{many:,} {one if many == 1 else several or one + 's'}"


def listed(counts: Mapping[str, int]) -> str:
    """`comment (3), page (1)`: whatever they are called, many or one."""
    return ", ".join(f"{what} ({many:,})" for what, many in sorted(counts.items()))


def told(what: str, lines: Iterable[tuple[str, str]]) -> None:
    """Print where each stands, and why it is told, on standard error; of thousands the first."""
    every = list(lines)
    for where, reason in every[:SHOWN]:
        said = f"{what}  {where[:300]}: {reason}"
        print("".join(sign if sign.isprintable() else "?" for sign in said), file=sys.stderr)
    if len(every) > SHOWN:
        print(f"{what}  and {len(every) - SHOWN:,} more", file=sys.stderr)
