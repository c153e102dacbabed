"""Three texts compared: where two people changed the same, and where one can simply be taken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from dateline.desk.texts import LABELS, Text

Choice = Literal["theirs", "mine", "both"]
Piece = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """A value that is not the same in `theirs` and `mine`; `base` is what both began from.

    `proposed` is what loses nothing: the side that changed it, or `both` where a body or a list
    can hold both. Empty: the person has to choose.
    """

    name: str
    base: Any
    theirs: Any
    mine: Any
    both: Any
    proposed: Choice | Literal[""]

    @property
    def label(self) -> str:
        """The field's name for people."""
        return str(LABELS[self.name])

    def value(self, choice: Choice) -> Any:
        """The value of a choice."""
        return {"theirs": self.theirs, "mine": self.mine, "both": self.both}[choice]


def differences(base: Text | None, theirs: Text, mine: Text) -> tuple[Difference, ...]:
    """Every value on which the two differ. Without `base` nobody knows who changed it."""
    found = []
    for name in LABELS:
        ours, other = mine.get(name), theirs.get(name)
        if _same(ours, other):
            continue
        began = base.get(name) if base is not None else None
        found.append(_difference(name, began, other, ours, known=base is not None))
    return tuple(found)


def _difference(name: str, base: Any, theirs: Any, mine: Any, *, known: bool) -> Difference:
    if known and _same(base, theirs):
        return Difference(name, base, theirs, mine, None, "mine")
    if known and _same(base, mine):
        return Difference(name, base, theirs, mine, None, "theirs")
    both = merged(base, theirs, mine) if known and isinstance(theirs, list) else None
    return Difference(name, base, theirs, mine, both, "both" if both is not None else "")


def _same(one: Any, other: Any) -> bool:
    return bool(_spelled(one) == _spelled(other))


def _spelled(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False) if value else ""


def merged(base: Sequence[Any], theirs: Sequence[Any], mine: Sequence[Any]) -> list[Any] | None:
    """The sequence with both sides' changes; None where they changed the same place differently."""
    began, other, ours = ([_spelled(item) for item in items] for items in (base, theirs, mine))
    result: list[Any] = []
    at = there = here = 0
    for start, end, other_start, ours_start in (*_anchors(began, other, ours),
                                                (len(began), len(began), len(other), len(ours))):
        changed = _between(
            (began[at:start], base[at:start]),
            (other[there:other_start], theirs[there:other_start]),
            (ours[here:ours_start], mine[here:ours_start]),
        )
        if changed is None:
            return None
        result += [*changed, *base[start:end]]
        at, there, here = end, other_start + end - start, ours_start + end - start
    return result


def _anchors(
    base: list[str], theirs: list[str], mine: list[str]
) -> list[tuple[int, int, int, int]]:
    """Stretches of the base that stand unchanged on both sides: start, end, where on each side."""
    to_theirs, to_mine = _matches(base, theirs), _matches(base, mine)
    found: list[tuple[int, int, int, int]] = []
    for at in range(len(base)):
        if at not in to_theirs or at not in to_mine:
            continue
        there, here = to_theirs[at], to_mine[at]
        if found and found[-1][1] == at and (
            found[-1][2] + at - found[-1][0], found[-1][3] + at - found[-1][0]
        ) == (there, here):
            found[-1] = (found[-1][0], at + 1, found[-1][2], found[-1][3])
        else:
            found.append((at, at + 1, there, here))
    return found


def _matches(base: list[str], other: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {a + step: b + step for a, b, size in blocks for step in range(size)}


Side = tuple[list[str], Sequence[Any]]


def _between(base: Side, theirs: Side, mine: Side) -> list[Any] | None:
    """What stands between two anchors: the side that changed it, or None if both did."""
    if theirs[0] == mine[0] or mine[0] == base[0]:
        return list(theirs[1])
    if theirs[0] == base[0]:
        return list(mine[1])
    return None
