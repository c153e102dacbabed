"""What a statement is found by: its words as the search knows them, by their digests.

`term12` and `sure` stand before them, the speaker's name after them. No text is kept in it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from dateline.archive.models import Statement
from dateline.archive.searching.tokens import terms

LONGEST = 4000
"""So many signs of a statement are looked at."""


@lru_cache(100_000)
def token_of(word: str) -> str:
    """A word of the search by its digest: 40 bits, so two of a million words may share one."""
    return hashlib.blake2b(word.encode(), digest_size=5).hexdigest()


def forms(text: str, language: str) -> list[str]:
    """The words of a text in their order."""
    return [token_of(word) for word in terms(text[:LONGEST], language)]


def tokens_of(row: Statement) -> str:
    """Of one that may be found; of any other an empty text."""
    if row.to_seq is not None or row.standing == "denied":
        return ""
    head = [f"term{row.term}"] if row.term else []
    if row.standing != "guessed":
        head.append("sure")
    return " ".join([*head, "-", *forms(row.words, row.language), "-",
                     *forms(row.speaker, row.language)])
