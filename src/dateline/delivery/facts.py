"""What was found out once, in eight bytes each: a table that forgets by chance."""

from __future__ import annotations

from array import array


class Facts:
    """At most 2 to the power of `bits` pairs of 64-bit numbers: a name, and a fact about it.

    A cell holds both in one, so no thread ever sees half of a pair. Two cells are open to a name,
    which must be as good as random; the pair that stood in the first is moved to the second.
    """

    def __init__(self, bits: int) -> None:
        self._mask = (1 << bits) - 1
        self._cells = array("Q", bytes(8 << bits))

    def holds(self, name: int, fact: int) -> bool:
        """Whether this pair was noted and is not forgotten."""
        place, pair = name & self._mask, name ^ fact
        return self._cells[place] == pair or self._cells[place ^ 1] == pair

    def note(self, name: int, fact: int) -> None:
        """Note a pair."""
        place = name & self._mask
        self._cells[place ^ 1] = self._cells[place]
        self._cells[place] = name ^ fact
