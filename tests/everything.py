"""Every row of the database, to show that nothing at all was written."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

ASKING = frozenset({
    "django_session", "usersessions_usersession", "people_tally", "wagtailadmin_editingsession",
})
"""What a look at a page writes: who is signed in, since when, how often; who has an editor open."""


def every_row(*, but: Collection[str] = ()) -> dict[str, list[str]]:
    """Each table's rows, spelled and sorted, but for the tables named."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - set(but)
        found = {}
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def differing(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    """The rows that are in one of the two alone, by table; empty if nothing was written."""
    return {
        table: sorted(set(before.get(table, [])) ^ set(after.get(table, [])))
        for table in before.keys() | after.keys()
        if before.get(table) != after.get(table)
    }
