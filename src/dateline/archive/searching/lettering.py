"""One word as it is kept and asked for: folded, without marks that readers leave out, stemmed."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache

import Stemmer

STEMMED = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish",
    "nl": "dutch", "en": "english", "et": "estonian", "fi": "finnish", "fr": "french",
    "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian",
    "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian",
    "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}
"""Languages that have a stemmer (Snowball)."""
LONGEST = 40
_TURKIC = ("tr", "az")
_DOTTED = str.maketrans({"I": "ı", "İ": "i"})
VOWELS = dict.fromkeys(
    [*range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06ED),
     *range(0x0591, 0x05C8)])
"""Signs of Arabic and Hebrew that are written or not: vowels, the tatweel, points."""
_ALIKE = VOWELS | str.maketrans("أإآٱیک", "اااايك")
_ENDS = str.maketrans("ةىؤئ", "هيوي")
_SAME = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d"})
_ROWS = ((0x1210, 0x1200), (0x1280, 0x1200), (0x12B8, 0x1200), (0x1220, 0x1230),
         (0x12D0, 0x12A0), (0x1340, 0x1338))
_ETHIOPIC = {sign + n: same + n for sign, same in _ROWS for n in range(7)}
"""Letters of Amharic that sound alike and are written for one another."""
_marked = ("LATIN", "GREEK", "CYRILLIC")
_own = threading.local()


@lru_cache(200_000)
def kept(word: str, language: str) -> str:
    """The word's form in the index; `language` is a primary subtag. Empty where nothing is left."""
    if word.isascii() and language not in _TURKIC:
        return _stem(word.lower(), language)[:LONGEST]
    folded = folded_word(word, language).translate(_ALIKE).translate(_ETHIOPIC)
    stemmed = _stem(folded, language) or folded
    return _bare(stemmed.translate(_ENDS))[:LONGEST]


def folded_word(word: str, language: str = "") -> str:
    """NFKC with case folded (Unicode 3.13); the dotless i is a letter in Turkish alone."""
    if language in _TURKIC:
        word = word.translate(_DOTTED)
    folded = unicodedata.normalize("NFKC", word).casefold().replace("i\u0307", "i")
    return unicodedata.normalize("NFKC", folded)


def _stem(word: str, language: str) -> str:
    if language not in STEMMED or not word.isalpha():
        return word
    held: dict[str, Stemmer.Stemmer] = _own.__dict__
    if language not in held:
        held[language] = Stemmer.Stemmer(STEMMED[language], 0)
    return str(held[language].stemWord(word))


def _bare(word: str) -> str:
    """Without accents, where they are no vowels; every digit is one of ours."""
    if word.isascii():
        return word
    signs: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        if unicodedata.category(sign) == "Mn" and signs and _takes_accents(signs[-1]):
            continue
        signs.append(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign)
    return unicodedata.normalize("NFC", "".join(signs)).translate(_SAME)


@lru_cache(10_000)
def _takes_accents(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(_marked)
