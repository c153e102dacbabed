"""A search as its address says it: `?q=…&section=…&from=…`; and addresses of others like it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from urllib.parse import urlencode

from dateline.archive.searching.documents import FACETS
from dateline.archive.searching.querying import Narrowed
from dateline.archive.searching.tokens import primary
from dateline.archive.searching.words import TooLong, Words, typed, words_of
from dateline.record import public as record
from dateline.record.public import Term

PAGES = 50
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True)
class Search:
    """What is looked for. `chosen`: slugs by facet; days are of the newsroom's zone, inclusive.

    `wrong` names what of the address could not be understood: it is left out, and said.
    """

    query: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    language: str = ""
    since: date | None = None
    until: date | None = None
    newest: bool = False
    page: int = 1
    wrong: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """The query read."""
        return words_of(self.query)

    @property
    def narrow(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.chosen or self.language or self.since or self.until)

    def __bool__(self) -> bool:
        return bool(self.words) or self.narrow

    def address(self, **changes: Any) -> str:
        """The query string of this search, or of one that differs so; with a `?`."""
        other = replace(self, **{"page": 1} | changes)
        said = [("q", other.query), *other.chosen, ("language", other.language),
                ("from", other.since.isoformat() if other.since else ""),
                ("to", other.until.isoformat() if other.until else ""),
                ("sort", "newest" if other.newest else ""),
                ("page", str(other.page) if other.page > 1 else "")]
        return f"?{urlencode([(name, value) for name, value in said if value])}"

    def choosing(self, facet: str, value: str) -> str:
        """The query string of this search with one value of a facet, or without (an empty one)."""
        if facet == "language":
            return self.address(language=value)
        if facet == "date":
            first, _, last = value.partition("/")
            return self.address(since=date.fromisoformat(first), until=date.fromisoformat(last))
        rest = tuple(pair for pair in self.chosen if pair[0] != facet)
        return self.address(chosen=(*rest, (facet, value)) if value else rest)


def search_of(said: Mapping[str, Any]) -> Search:
    """Read an address's parameters; what cannot be understood is told in `wrong`. Days the wrong
    way round are turned."""
    wrong: list[str] = []
    try:
        query = typed(str(said.get("q", "")))
    except TooLong:
        query = ""
        wrong.append("q")
    language = str(said.get("language", ""))
    if language and not _LANGUAGE.fullmatch(language):
        language = ""
        wrong.append("language")
    since = _day(str(said.get("from", "")), "from", wrong)
    until = _day(str(said.get("to", "")), "to", wrong)
    if since and until and until < since:
        since, until = until, since
    page = str(said.get("page", "1"))
    return Search(
        query, tuple((name, str(said[name])[:200]) for name in FACETS if said.get(name)),
        primary(language), since, until, said.get("sort") == "newest",
        min(int(page), PAGES) if re.fullmatch(r"[1-9][0-9]{0,3}", page) else 1, tuple(wrong))


def _day(text: str, name: str, wrong: list[str]) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
        if 1000 < found.year < 9999:
            return found
    except ValueError:
        pass
    wrong.append(name)
    return None


def terms_of(search: Search) -> dict[str, Term | None]:
    """The terms that are chosen, by facet; None for one that is not public."""
    return {name: record.term(name, slug) for name, slug in search.chosen}


def narrowed(search: Search, terms: Mapping[str, Term | None], zone: tzinfo) -> Narrowed | None:
    """The filters; None where nothing can match them."""
    numbers = {name: term.number for name, term in terms.items() if term is not None}
    if len(numbers) < len(terms):
        return None
    return Narrowed(numbers, search.language, *days(search.since, search.until, zone))


def days(since: date | None, until: date | None, zone: tzinfo) -> tuple[int | None, int | None]:
    """The moments (POSIX) at which the first day begins and the last one has ended."""
    return _start(since, zone), _start(until + timedelta(days=1), zone) if until else None


def _start(day: date | None, zone: tzinfo) -> int | None:
    return int(datetime.combine(day, time(), zone).timestamp()) if day else None
