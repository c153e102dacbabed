"""The words of a text in any script, folded, as they are kept and asked for in a search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 40
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)
"""Runs of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


class _Signs(dict[int, int]):
    """For `str.translate`: letters, their marks and numbers stay, anything else parts words."""

    def __missing__(self, sign: int) -> int:
        kept = unicodedata.category(chr(sign))[0] in "LMN"
        self[sign] = sign if kept else 32
        return self[sign]


_signs = _Signs()


def words(text: str) -> list[str]:
    """Each word of a text once; of an unspaced run every pair of signs, and its last sign."""
    return list(dict.fromkeys(
        word[place : place + 2] if unspaced else word
        for word, unspaced in _runs(text)
        for place in (range(len(word)) if unspaced else (0,))
    ))


def line(text: str) -> str:
    """The words of a text in their order, as `follow` looks for them."""
    return f" {' '.join(_folded(text).translate(_signs).split())} "


def follow(phrase: str, said: str) -> bool:
    """Whether the words of a phrase stand one after the other in a `line`. A run of an unspaced
    script may stand within a longer one. A phrase without words stands nowhere."""
    wanted = line(phrase).strip()
    if not wanted:
        return False
    before, after = ("" if _UNSPACED.fullmatch(sign) else " " for sign in (wanted[0], wanted[-1]))
    return f"{before}{wanted}{after}" in said


def asked(text: str) -> list[tuple[str, bool]]:
    """What a query asks for: each word once, and whether longer words that begin so match too.

    Words of three signs and more match longer ones; of an unspaced run every pair must be there.
    """
    found: dict[str, bool] = {}
    for word, unspaced in _runs(text):
        if not unspaced:
            found[word] = len(word) >= 3
        elif len(word) == 1:
            found[word] = True
        else:
            found |= {word[place : place + 2]: False for place in range(len(word) - 1)}
    return list(found.items())


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Each word, cut to LONGEST, and whether it is a run of an unspaced script."""
    for word in _folded(text).translate(_signs).split():
        if word.isascii():
            yield word[:LONGEST], False
            continue
        for number, run in enumerate(_UNSPACED.split(word)):
            if run:
                yield (run, True) if number % 2 else (run[:LONGEST], False)


def _folded(text: str) -> str:
    """NFKC with case folded (Unicode 3.13, toNFKC_Casefold)."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded)
