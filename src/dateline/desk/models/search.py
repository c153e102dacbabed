"""The words that stories are found by: a table beside the stories, written in the same transaction.

SQLite: a full-text table (FTS5). PostgreSQL: a table with a GIN index on its words. Both hold words
as `lib.words` makes them, parted by spaces, so that both find the same stories. The migration
makes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from django.db.models import OuterRef, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat, StrIndex

from dateline.lib.bulk import insert
from dateline.lib.words import asked, words

TEXTS = ("headline", "short_headline", "slugline", "standfirst")
"""The fields of a story whose words are kept."""


class Words(models.Model):
    """The words of one story; `rowid` is the story's key."""

    rowid = models.BigIntegerField(primary_key=True)
    words = models.TextField()

    class Meta:
        managed = False
        db_table = "desk_search"

    def __str__(self) -> str:
        return self.words


def add_words(stories: Iterable[Any]) -> None:
    """Keep the words of stories that were just inserted."""
    insert(Words, ("rowid", "words"), ((story.pk, _words_of(story)) for story in stories))


def renew_words(*stories: Any) -> None:
    """Keep the words these stories have now; nothing is written where they are the same."""
    held = dict(Words.objects.filter(pk__in=[story.pk for story in stories]).values_list())
    changed = [story for story in stories if held.get(story.pk) != _words_of(story)]
    if changed:
        Words.objects.filter(pk__in=[story.pk for story in changed if story.pk in held]).delete()
        add_words(changed)


def drop_words(pk: int) -> None:
    """Forget the words of a story that is deleted."""
    Words.objects.filter(pk=pk).delete()


def wipe_words() -> None:
    """Remove what deleted words left in the index: SQLite rewrites it; PostgreSQL is vacuumed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO desk_search (desk_search) VALUES ('optimize')")


def matching(query: str) -> Any | None:
    """The keys of the stories that have every word of a query; None if it has no word."""
    wanted = asked(query)
    return _matched(wanted).values_list("pk", flat=True) if wanted else None


def having(query: str) -> Any:
    """A query with a row for the story of the query around it, if that has every word.

    SQLite's full-text table cannot be asked about one story: its words themselves are looked at.
    """
    wanted = asked(query)
    if connection.vendor != "sqlite":
        return _matched(wanted).filter(pk=OuterRef("pk")).values("pk")
    rows = Words.objects.filter(pk=OuterRef("pk"))
    for number, (word, longer) in enumerate(wanted):
        kept = Concat(Value(" "), "words", Value(" "), output_field=models.TextField())
        place = StrIndex(kept, Value(f" {word}" if longer else f" {word} "))
        rows = rows.alias(**{f"place{number}": place}).filter(**{f"place{number}__gt": 0})
    return rows.values("pk")


def _matched(wanted: list[tuple[str, bool]]) -> Any:
    if connection.vendor == "sqlite":
        terms = " ".join(f'"{word}"*' if longer else f'"{word}"' for word, longer in wanted)
        found = "desk_search MATCH %s"
    else:
        terms = " & ".join(f"'{word}':*" if longer else f"'{word}'" for word, longer in wanted)
        found = "found @@ %s::tsquery"
    match = RawSQL(found, [terms], models.BooleanField())  # noqa: S611
    return Words.objects.filter(match)


def _words_of(story: Any) -> str:
    return " ".join(words(" ".join(getattr(story, name) for name in TEXTS)))
