"""Texts with labels, as a newswire has them: few labels are frequent, most are rare."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dateline.archive.suggesting.labelled import Labelled

SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "pa", "re", "so", "ti", "va", "zu")


@dataclass
class Newswire:
    """Short texts, most with one label and some with several; each label has words of its own."""

    seed: int = 1
    labels: int = 16

    def __post_init__(self) -> None:
        self.pick = random.Random(self.seed)
        self.vocabulary = [self._word(3) for _ in range(900)]
        self.own = [[self._word(4) for _ in range(12)] for _ in range(self.labels)]

    def _word(self, length: int) -> str:
        return "".join(self.pick.choice(SYLLABLES) for _ in range(length))

    def text(self, number: int) -> Labelled:
        """The next text; about one in ten has no label."""
        weights = [1 / (rank + 1) for rank in range(self.labels)]
        many = self.pick.choices((0, 1, 2, 3), (10, 65, 20, 5))[0]
        chosen = sorted(set(self.pick.choices(range(self.labels), weights, k=many)))
        words = self.pick.choices(self.vocabulary, k=self.pick.randint(25, 60))
        for label in chosen:
            words += self.pick.choices(self.own[label], k=5)
        self.pick.shuffle(words)
        return Labelled(
            " ".join(words[:6]), (" ".join(words),), tuple(f"label-{each}" for each in chosen),
            id=str(number), at=datetime(1987, 2, 26, tzinfo=UTC) + timedelta(hours=number))

    def texts(self, many: int) -> list[Labelled]:
        """So many of them."""
        return [self.text(number) for number in range(many)]
