"""Where turns overlap, the stronger one is on: the other is cut, and may be on before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from dateline.onair.schedule.turning import Turn

Span = tuple[datetime, datetime]


def clashes(turns: Iterable[Turn]) -> Iterator[tuple[Turn, Turn]]:
    """Every two that overlap, the stronger one first."""
    open_ones: list[Turn] = []
    for turn in sorted(turns, key=lambda each: each.starts):
        open_ones = [other for other in open_ones if other.ends > turn.starts]
        for other in open_ones:
            yield (turn, other) if turn.strength > other.strength else (other, turn)
        open_ones.append(turn)


def resolved(turns: Iterable[Turn]) -> list[Turn]:
    """What is really on, by beginning: parts of turns, no two at one time."""
    every = list(turns)
    covered: dict[int, list[Span]] = defaultdict(list)
    for strong, weak in clashes(every):
        covered[id(weak)].append((strong.starts, strong.ends))
    pieces = [piece for turn in every for piece in _left(turn, covered.get(id(turn), []))]
    return sorted(pieces, key=lambda piece: piece.starts)


def _left(turn: Turn, covered: list[Span]) -> Iterator[Turn]:
    """The parts of a turn outside of these spans."""
    at = turn.starts
    for starts, ends in sorted(covered):
        if starts > at:
            yield replace(turn, starts=at, ends=min(starts, turn.ends))
        at = max(at, ends)
    if at < turn.ends:
        yield replace(turn, starts=at)
