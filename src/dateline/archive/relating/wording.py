"""Words as readers write them: what was stemmed and folded is told in the form it has in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from dateline.archive.searching.documents import texts_of
from dateline.archive.searching.tokens import tokens
from dateline.record.public import Version

LONGEST = 20_000
"""So many signs of each text are looked through."""


def spelled(words: Collection[str], stories: Iterable[Version]) -> dict[str, str]:
    """Each of these words in the form that is most frequent in the stories, headlines first."""
    found: dict[str, Counter[str]] = {word: Counter() for word in words}
    for story in stories:
        _count(found, story.headline, story.language, 3)
        _count(found, story.standfirst, story.language, 1)
        left = LONGEST
        for block in story.blocks:
            for text in texts_of(block):
                _count(found, text[: max(left, 0)], story.language, 1)
                left -= len(text)
    return {word: forms.most_common(1)[0][0] for word, forms in found.items() if forms}


def _count(found: dict[str, Counter[str]], text: str, language: str, times: int) -> None:
    for token in tokens(text, language):
        if token.text in found:
            found[token.text][text[token.start : token.end].strip("'’.,")] += times
