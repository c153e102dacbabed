"""Guess what a bare tag names (subject, organisation, person, place) from the text it stands by."""

import re
from typing import Literal

from babel import Locale

TagKind = Literal["subject", "organisation", "person", "place"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NOT_PLACES = {"001", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # the world, unions, test locales
_SHORT_FORMS = (
    "US|USA|United States of America|America|UK|Britain|Great Britain|England|Scotland|Wales|"
    "Northern Ireland|UAE|Turkey|Czech Republic|Burma|Myanmar|Palestine|Bosnia|Macedonia|Holland|"
    "Ivory Coast|Congo|DR Congo|DRC|Hong Kong|Macau|Macao|Swaziland|East Timor|Vatican|"
    "Middle East|Far East|Balkans|Crimea|Gaza|Gaza Strip|West Bank|Kurdistan"
)
_SPEECH = _words(
    "said says say told tells added adds stated states noted explained announced stressed argued "
    "replied answered warned insisted claimed confirmed commented concluded continued emphasized "
    "emphasised underlined remarked suggested recalled declared admitted asked"
)
_BEFORE_SPEECH = _words("also has had have then later further who")
_TITLES = _words(
    "ambassador president premier minister chancellor senator governor mayor secretary spokesman "
    "spokeswoman spokesperson diplomat envoy general colonel captain admiral commander professor "
    "analyst expert chairman chairwoman director chief head leader king queen prince princess pope "
    "sheikh lawmaker deputy representative mr mrs ms dr sir"
)
_BODIES = _words(
    "state party front army union ministry council group movement university agency nations "
    "organization organisation bank house forces force committee command court police league "
    "guard corps company fund office service federation association alliance coalition congress "
    "parliament senate assembly commission institute center centre club brigade east west north "
    "south war games cup olympics sea gulf river city street times news post"
)
_OF = _words("of to for in at and the")
_PARTICLES = _words("al el bin ibn de da di del der den van von la le dos")
_ARTICLES = ("al-", "el-", "al ", "el ")
_WORD = re.compile(r"\w[\w'’-]*")


def _folded(name: str) -> str:
    """A name for comparing: no dots, one kind of `and` and apostrophe, no case."""
    plain = name.replace(".", "").replace("&", "and").replace("’", "'")
    return " ".join(plain.split()).casefold()


PLACES = frozenset(
    _folded(name)
    for name in [
        *(name for code, name in Locale("en").territories.items() if code not in _NOT_PLACES),
        *_SHORT_FORMS.split("|"),
    ]
)


class TagGuesser:
    """Guesses one story's tags; reads the body once, so many tags cost little."""

    def __init__(self, body: str, place: str) -> None:
        self._place = _folded(place)
        self._speakers: set[str] = set()
        self._named: set[tuple[str, str]] = set()
        self._before: dict[str, set[str]] = {}
        words = [_bare(word) for word in _WORD.findall(body)]
        for at, word in enumerate(words):
            self._before.setdefault(word, set()).add(words[at - 1] if at else "")
            if word[:1].isupper() or word.startswith(_ARTICLES):
                self._read_name(words, at)

    def _read_name(self, words: list[str], at: int) -> None:
        """Note a word beside a speech verb or title, and a pair of words after one."""
        after = [word.lower() for word in words[at + 1 : at + 3]]
        if after and after[0] in _BEFORE_SPEECH:
            after = after[1:]
        beside = {*after[:1], *(word.lower() for word in words[max(0, at - 1) : at])}
        if beside & _SPEECH or words[max(0, at - 1)].lower() in _TITLES:
            self._speakers.add(words[at])
        if at > 1 and _is_introduced(words[max(0, at - 6) : at - 1]):
            self._named.add((words[at - 1], words[at]))

    def kind(self, name: str) -> TagKind:
        """The likely kind of the tag with this name; never fails."""
        folded = _folded(name)
        if folded in PLACES or (folded and folded == self._place):
            return "place"
        if not _is_capitalised(name):
            return "subject"
        return "person" if self._is_person(name.split()) else "organisation"

    def _is_person(self, words: list[str]) -> bool:
        """Whether two to four capitalised words are named in the body as a person is."""
        if not 2 <= len(words) <= 4 or not all(map(_is_name_word, words)):
            return False
        given, surname = words[0], _bare(words[-1])
        lowered = {word.lower() for word in words}
        if lowered & _BODIES or given == "The" or self._before.get(given, set()) & {"the", "The"}:
            return False
        if surname in self._speakers or (words[-2], surname) in self._named:
            return True
        before = self._before.get(surname, set())
        return len(words) <= 3 and bool(before) and before != {words[-2]}


def _is_introduced(before: list[str]) -> bool:
    """Whether the words before a name end in a speech verb or a title (`Ambassador to Iraq`)."""
    crossed = False
    for word in reversed(before):
        if word.lower() in _TITLES:
            return True
        if word.lower() in _SPEECH:
            return not crossed
        crossed = crossed or word in _OF
        if not word[0].isupper() and word not in _OF | _PARTICLES:
            return False
    return False


def _bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _is_capitalised(name: str) -> bool:
    """Whether the first letter is a capital, after an Arabic article if there is one."""
    rest = name[3:] if name.startswith(_ARTICLES) else name
    return next((char.isupper() for char in rest if char.isalpha()), False)


def _is_name_word(word: str) -> bool:
    """Whether a word can be part of a person's name: not an acronym, not a number."""
    if word in _PARTICLES:
        return True
    acronym = len(word) > 1 and word.isupper() and "." not in word
    return _is_capitalised(word) and not acronym and not any(map(str.isdigit, word))
