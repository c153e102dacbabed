"""Where a name stands in an index: under which letter, and in which order there.

Case and accents make no difference. What comes first decides, as the name is written: no article
is left out, and no surname is guessed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

DIGITS, IDEOGRAPHS, OTHERS = "0", "漢", "#"
"""The letters of all numbers, of all Chinese characters, and of what is no letter."""
LONGEST = 100
_OWN = frozenset("йїўќѓ")
"""Letters of their own that Unicode takes apart (NFD) into another and a mark."""
_PLAIN = str.maketrans({
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"})
_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


def filed(name: str) -> tuple[str, str]:
    """The letter of a name and what it is sorted by there (at most 100 signs); never empty.

    Letters sort by their number in Unicode: numbers, then Latin, Greek, Cyrillic, Hebrew, Arabic,
    Ethiopic, kana, Chinese and Korean.
    """
    signs = "".join(map(_folded, unicodedata.normalize("NFC", name[: LONGEST * 4])))
    text = " ".join(signs.split())[:LONGEST]
    return (letter_of(text), text) if text else (OTHERS, name[:LONGEST] or OTHERS)


def letter_of(text: str) -> str:
    """The letter that a text belongs to by its first sign."""
    sign = _folded(text[:1])[:1]
    kind, number = unicodedata.category(sign)[0] if sign else "", ord(sign or "\0")
    if kind not in ("L", "N"):
        return OTHERS
    if kind == "N":
        return DIGITS
    if 0x1200 <= number <= 0x137F:
        return chr(number & ~7)  # the first of a consonant's row
    if 0x1100 <= number < 0x1100 + len(_JAMO):
        return _JAMO[number - 0x1100]
    return IDEOGRAPHS if unicodedata.name(sign, "").startswith("CJK") else sign


@lru_cache(10_000)
def _folded(sign: str) -> str:
    """What a sign sorts as: nothing for an accent or a point, a space between words."""
    low = sign.casefold()
    if low in _OWN:
        return low
    kept = (each for each in unicodedata.normalize("NFKD", low) if not _is_accent(each))
    return "".join(_kana(each) if unicodedata.category(each)[0] in "LMN" else " "
                   for each in kept).translate(_PLAIN)


def _is_accent(sign: str) -> bool:
    """Not the vowel signs of Indic scripts and Thai, which are spelled like letters."""
    place = unicodedata.combining(sign)
    return place >= 200 or 10 <= place <= 36 or place == 8


def _kana(sign: str) -> str:
    return chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign
