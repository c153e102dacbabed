"""Invented decisions of moderators to learn from, with a noise that nothing can do better than."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from dateline.discussion.advising.decisions import Decided
from dateline.discussion.advising.learning import LEAST
from dateline.discussion.nearness import near, shape
from dateline.discussion.words import words

PLAIN = ("bridge", "council", "budget", "river", "train", "school", "minister", "harbour", "tax",
         "winter", "vote", "road", "doctor", "farm", "price", "letter", "museum", "bank")
RUDE = ("nitwit", "blockhead", "scoundrel")
NOISE = 10
"""Of each kind one in so many was decided the other way: nothing can be better than that."""


def invented(noon: datetime, count: int = LEAST, seed: int = 3) -> list[Decided]:
    """Texts of which those with a rude word were removed, but for the noise; two of five are."""
    rand, made = random.Random(seed), list[Decided]()
    kinds = {True: 0, False: 0}
    for at in range(count):
        rude = at % 5 < 2
        kinds[rude] += 1
        said = rand.choices(PLAIN, k=rand.randint(9, 14)) + rand.choices(RUDE, k=rude)
        rand.shuffle(said)
        odd = kinds[rude] % NOISE == 0
        made.append(decided(" ".join(said), rude != odd, noon + timedelta(minutes=at)))
    return made


def decided(text: str, removed: bool, at: datetime) -> Decided:
    """A decision on a text."""
    said = [word.folded for word in words(text)]
    return Decided(at, text, removed, shape(said), near(said))


def is_rude(text: str) -> bool:
    """Whether it was to be removed."""
    return any(word in text for word in RUDE)
