"""That no text is learned from and judged by: the same ones and nearly the same are told apart."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.discussion.nearness import BITS, NEAR, are_near

_BANDS = NEAR + 1
"""Where at most `NEAR` bits differ, one of so many bands is the same in both."""
_WIDTH = -(-BITS // _BANDS)


class Known:
    """Texts that were seen, by what they have in common with others."""

    def __init__(self) -> None:
        self._shapes: set[str] = set()
        self._bands: dict[tuple[int, int], list[int]] = {}

    def add(self, shape: str, near: int) -> None:
        """Another text, by its shape and simhash."""
        if shape in self._shapes:
            return
        self._shapes.add(shape)
        for band in _bands(near):
            self._bands.setdefault(band, []).append(near)

    def has(self, shape: str, near: int) -> bool:
        """Whether this text was seen, or one that is nearly the same."""
        return shape in self._shapes or any(
            are_near(near, other) for band in _bands(near) for other in self._bands.get(band, ()))


def _bands(near: int) -> Iterator[tuple[int, int]]:
    if near:
        for band in range(_BANDS):
            yield band, near >> (band * _WIDTH) & ((1 << _WIDTH) - 1)
