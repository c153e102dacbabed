"""What is heard: pure, and a table in the tests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A kind of `Heard`, and which mount, of a live one."""

    kind: str
    mount: str = ""


def choose(
    *, mounts: tuple[str, ...], healthy: Collection[str], break_in: str = "",
    bulletin: bool = False, playlist: bool = False, fallback: bool = False,
) -> Choice:
    """What is heard of what could be; never nothing.

    `mounts` is the station's order; `healthy` are those with a source that sounds. `break_in` is
    empty, a mount or `bulletin`. `bulletin`, `playlist`, `fallback`: there is something to play.
    """
    if break_in == "bulletin":
        if bulletin:
            return Choice("bulletin")
    elif break_in in healthy:
        return Choice("live", break_in)
    for mount in mounts:
        if mount in healthy:
            return Choice("live", mount)
    for kind, there in (("playlist", playlist), ("fallback", fallback)):
        if there:
            return Choice(kind)
    return Choice("tone")
