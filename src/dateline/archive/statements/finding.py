"""Statements by their words: all must be there, phrases as they stand; the newest first.

FTS5 on SQLite, a GIN index on PostgreSQL: both only of digests that we make (`tokens`), so the
answers are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from dateline.archive.models import Statement
from dateline.archive.searching.words import Words
from dateline.archive.statements.following import ANY
from dateline.archive.statements.reading import PAGE, Told, collected, guessed_shown, languages
from dateline.archive.statements.tokens import forms
from dateline.delivery.public import READER, depends_on, selector

Way = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What must be in a statement and what must not: of each the ways to say it, as tokens."""

    all: tuple[tuple[Way, ...], ...] = ()
    none: tuple[tuple[Way, ...], ...] = ()


@selector
def find(words: Words, *, term: int = 0, before: int | None = None, limit: int = PAGE) -> Told:
    """The newest statements with these words, of a person or organisation if `term` is given."""
    depends_on(ANY)
    wanted = _wanted(words, term)
    if wanted is None:
        return Told()
    return collected(lambda last, many: _rows(_asked(wanted, last, many)), before, limit)


def guessed_with(words: Words, before: int | None, many: int) -> list[int]:
    """The numbers of the newest statements with these words that nobody has confirmed."""
    spoken = languages() or ("en",)
    must = tuple(ways for text in (*words.words, *words.phrases) if (ways := _ways(text, spoken)))
    never = tuple(ways for text in words.without if (ways := _ways(text, spoken)))
    return _asked(Wanted(must, (*never, (("sure",),))), before, many) if must else []


def _asked(wanted: Wanted, last: int | None, many: int) -> list[int]:
    ask = _on_sqlite if connections[READER].vendor == "sqlite" else _on_postgresql
    return ask(wanted, last, many)


def _wanted(words: Words, term: int) -> Wanted | None:
    """None where no word of it is one."""
    spoken = languages() or ("en",)
    must = [_ways(text, spoken) for text in (*words.words, *words.phrases)]
    must = [ways for ways in must if ways]
    if not must and not term:
        return None
    narrow = [((f"term{term}",),)] if term else []
    if not guessed_shown():
        narrow.append((("sure",),))
    never = [ways for text in words.without if (ways := _ways(text, spoken))]
    return Wanted((*narrow, *must), tuple(never))


def _ways(text: str, spoken: Sequence[str]) -> tuple[Way, ...]:
    return tuple(dict.fromkeys(way for language in spoken if (way := tuple(forms(text, language)))))


def _rows(numbers: Sequence[int]) -> list[Statement]:
    rows = Statement.objects.using(READER).filter(id__in=numbers, to_seq=None)
    return list(rows.order_by("-id"))


def _on_sqlite(wanted: Wanted, last: int | None, many: int) -> list[int]:
    """By FTS5's query language (3.2 to 3.7): only digests and our own words are put into it."""
    match = " AND ".join(_either(ways) for ways in wanted.all)
    match += "".join(f" NOT {_either(ways)}" for ways in wanted.none)
    before = "" if last is None else "AND rowid < %s"
    with connections[READER].cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM archive_statement_words WHERE archive_statement_words MATCH %s "  # noqa: S608
            f"{before} ORDER BY rowid DESC LIMIT %s",
            [f"({match})", *([] if last is None else [last]), many])
        return [number for (number,) in cursor.fetchall()]


def _either(ways: Sequence[Way]) -> str:
    return "(" + " OR ".join(f'"{" ".join(way)}"' for way in ways) + ")"


def _on_postgresql(wanted: Wanted, last: int | None, many: int) -> list[int]:
    parts: list[str] = []
    said: list[object] = []
    for ways, word in [*((ways, "") for ways in wanted.all), *((ways, "NOT ") for ways in
                                                               wanted.none)]:
        either = []
        for way in ways:
            either.append("(string_to_array(tokens, ' ') @> %s"
                          + (" AND tokens LIKE %s)" if len(way) > 1 else ")"))
            said += [list(way), *([f"%{' '.join(way)}%"] if len(way) > 1 else [])]
        parts.append(f"{word}({' OR '.join(either)})")
    if last is not None:
        parts.append("id < %s")
        said.append(last)
    with connections[READER].cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM archive_statement WHERE {' AND '.join(parts)} "  # noqa: S608
            "ORDER BY id DESC LIMIT %s", [*said, many])
        return [number for (number,) in cursor.fetchall()]
