"""Long streams, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """So many of them at once, the last time fewer."""
    left = iter(items)
    while part := tuple(islice(left, size)):
        yield part
