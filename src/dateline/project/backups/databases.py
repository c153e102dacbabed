"""PostgreSQL's own programs, told where the database is; nothing here needs Django's set-up."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psycopg

_NAMES = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST",
          "PORT": "PGPORT"}
_TABLES = """SELECT count(*) FROM pg_class JOIN pg_namespace AS space ON space.oid = relnamespace
WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname !~ '^pg_' AND nspname <> 'information_schema'"""


class NotDone(Exception):
    """A program that is not there, or that failed; the text says which, and what it said."""


def run(program: str, *words: str, alias: dict[str, Any]) -> None:
    """Run one of PostgreSQL's programs on the database of an alias. Raises NotDone.

    The password goes by the environment (libpq 34.15), not by the list of processes.
    """
    path = shutil.which(program)
    if path is None:
        raise NotDone(f"{program} is not installed: it comes with PostgreSQL's client programs")
    said = {theirs: str(alias[ours]) for ours, theirs in _NAMES.items() if alias.get(ours)}
    done = subprocess.run(  # noqa: S603
        [path, *words], env=os.environ | said, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )
    if done.returncode:
        first = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise NotDone(first or f"{program} ended with {done.returncode}")


def tables(alias: dict[str, Any]) -> int:
    """How many tables a database has. Raises NotDone where it cannot be asked."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host",
             "PORT": "port"}
    said = {theirs: alias[ours] for ours, theirs in names.items() if alias.get(ours)}
    try:
        with psycopg.connect(**said, connect_timeout=5) as connection:
            found = connection.execute(_TABLES).fetchone()
    except psycopg.Error as error:
        raise NotDone(f"the database cannot be asked: {str(error).strip()}") from None
    return int(found[0]) if found else 0


def refill(path: Path, alias: dict[str, Any]) -> None:
    """Fill an empty database from a dump: all of it in one transaction, or nothing."""
    run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
        "--dbname", str(alias["NAME"]), str(path), alias=alias)
