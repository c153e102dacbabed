"""When to look for news: at once after a publication, else now and then, for next to nothing."""

from __future__ import annotations

import time

from dateline.delivery.public import head_word

BEAT = 0.01
"""Seconds between two looks at the head word."""
_ALERT, _CALM = 2.0, 0.5
"""Seconds of asking at every beat once the word has moved; seconds between two askings else."""


class Beats:
    """Says at each beat whether the database is worth asking."""

    def __init__(self) -> None:
        self._word, self._until, self._next = -1, 0.0, 0.0

    def worth(self) -> bool:
        """Whether something was published a moment ago, or nobody has asked for long."""
        now, word = time.monotonic(), head_word()
        if word != self._word:
            self._word, self._until = word, now + _ALERT
        if now < self._until or now >= self._next:
            self._next = now + _CALM
            return True
        return False
