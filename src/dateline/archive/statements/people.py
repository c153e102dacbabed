"""The people of a story as it names them: the whole name first, then surnames, titles, pronouns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.archive.statements.cues import ORGANISATIONS as SPELLED


@dataclass(frozen=True)
class Known:
    """A person or organisation that the story is tagged with: its term's number."""

    number: int
    name: str
    person: bool = True


@dataclass
class Somebody:
    """Whom a story names. `term` is 0 where the story has no tag of them."""

    name: str
    role: str = ""
    term: int = 0
    person: bool = True
    nouns: set[str] = field(default_factory=set)


@lru_cache(20_000)
def plain(name: str) -> str:
    """A name without accents and case."""
    split = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign)).replace("ı", "i")


ORGANISATIONS = frozenset(map(plain, SPELLED))
_CYRILLIC = re.compile("[\u0400-\u04ff]").search
_LAST = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def surname(name: str) -> str:
    """The last word of a name, `Jr` and the like apart."""
    parts = plain(name).split()
    while len(parts) > 1 and parts[-1] in _LAST:
        parts.pop()
    return parts[-1] if parts else ""


class People:
    """Everybody met so far in one story."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._by_name: dict[str, Somebody] = {}
        self._by_part: dict[str, Somebody] = {}
        self._by_noun: dict[str, Somebody] = {}
        self.known: list[Somebody] = []
        """Whom the story is tagged with."""
        for each in known:
            made = Somebody(each.name, "", each.number, each.person)
            self.known.append(made)
            self._by_name[plain(each.name)] = made
            self._by_part.setdefault(surname(each.name), made)

    def met(self, name: str, role: str = "") -> Somebody:
        """Who is meant by this name here: who is known by it or a part of it, or somebody new."""
        key = plain(name)
        found = self._by_name.get(key) or self._alike(key)
        if found is None:
            found = Somebody(name, person=not (_is_organisation(key, role) or _initials(name)))
            self._by_part[surname(name)] = found
        self._by_name[key] = found
        if len(key.split()) > 1 and len(found.name.split()) == 1 and not found.term:
            found.name = name
        self._by_part.setdefault(key.split()[0] if key.split() else key, found)
        if role and (len(role) > len(found.role) or not found.role):
            found.role = role
        for noun in plain(role).split():
            self._by_noun[noun] = found
        return found

    def _alike(self, key: str) -> Somebody | None:
        parts = key.split()
        if _CYRILLIC(key):
            return self._declined(parts)
        if len(parts) == 1:
            return self._by_part.get(key)
        other = self._by_part.get(surname(key))
        if other is None:
            return None
        theirs = plain(other.name).split()
        same = len(theirs) == 1 or theirs[0] == parts[0] or theirs[0][0] == parts[0].rstrip(".")
        return other if same else None

    def _declined(self, parts: list[str]) -> Somebody | None:
        """A Russian name in any case: its beginning is the same."""
        for key, one in self._by_name.items():
            theirs = key.split()[-len(parts) :]
            if len(theirs) == len(parts) and all(
                    a[: max(3, len(a) - 3)] == b[: max(3, len(a) - 3)] and abs(len(a) - len(b)) < 4
                    for a, b in zip(parts, theirs, strict=True)):
                return one
        return None

    def spoken_for(self, body: Somebody, noun: str) -> Somebody:
        """Whoever speaks for a body without being named: they have its name and term."""
        key = f"{noun} {plain(body.name)}"
        made = self._by_noun.setdefault(key, Somebody(body.name, noun, body.term))
        self._by_noun[plain(noun)] = made
        return made

    def called(self, name: str) -> Somebody | None:
        """Who is known by exactly this name."""
        return self._by_name.get(plain(name))

    def by_role(self, noun: str) -> Somebody | None:
        """Who was last said to be one: of "the minister"."""
        return self._by_noun.get(plain(noun))

    def of_body(self, noun: str) -> Somebody | None:
        """The body whose name says what it is: of "the party" the Labour Party."""
        fits = [one for key, one in self._by_name.items() if not one.person and noun in key.split()]
        return fits[-1] if fits else None


def _initials(name: str) -> bool:
    return name.isupper() and len(name) < 8 and name.isalpha() and " " not in name


def _is_organisation(key: str, role: str) -> bool:
    parts = key.split()
    if role:
        return len(parts) > 2 and parts[-1] in ORGANISATIONS
    return not ORGANISATIONS.isdisjoint(parts)
