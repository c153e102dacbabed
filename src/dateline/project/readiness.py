"""Making a data folder ready: settings read, Django set up, tables migrated."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import Error, ProgrammingError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from dateline import __version__
from dateline.project.arguments import Refused
from dateline.project.backups.restoring import NotRestored, refuse_half_done
from dateline.project.environment import WrongSetting, data_folder
from dateline.theme import own

_LOCK = 0x646174656C696E65
"""PostgreSQL's advisory lock for migrations: `dateline` in ASCII."""


def get_ready(*, restoring: bool = False) -> Path:
    """Set up Django and migrate the folder if it needs it; returns the data folder.

    `restoring`: the command is `restore`, which alone may use a folder that is half restored.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
    try:
        folder = data_folder()
        if not restoring:
            refuse_half_done(folder)
        django.setup()
        _look_at_theme()
        with _alone(folder), _one_machine():
            _migrate(folder)
        _look_at_replica()
    except (WrongSetting, ImproperlyConfigured, NotRestored) as error:
        raise Refused(str(error)) from None
    except Error as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise Refused(f"The database cannot be used: {first}") from None
    return folder


def _look_at_theme() -> None:
    """A template of the newsroom's own that cannot be read stops the start, not every page."""
    faults = own.faults()
    if faults:
        raise Refused("\n".join(faults))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time makes a folder ready."""
    with (folder / "ready.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _one_machine() -> Iterator[None]:
    """One machine at a time brings a database up to date that several share."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _look_at_replica() -> None:
    """A replica of something else stops the start; one that is away is said and done without."""
    if "replica" not in connections.settings:
        return
    until = time.monotonic() + 5
    try:
        while _epoch("replica") != _epoch("default"):
            if time.monotonic() > until:
                raise WrongSetting(
                    "DATELINE_REPLICA is no replica of DATELINE_DATABASE, or far behind it."
                )
            time.sleep(0.2)
    except Error as error:
        print(f"The replica is not used until it answers: {str(error).strip()}", file=sys.stderr)


def _epoch(alias: str) -> str:
    """The history that a database holds; empty where it has no such table."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT epoch FROM delivery_head")
            return str(cursor.fetchone()[0])
    except ProgrammingError:
        return ""


def _migrate(folder: Path) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if executor.loader.applied_migrations:
        _back_up(folder)
    else:
        print("Making the data folder ready …", file=sys.stderr)
    call_command("migrate", verbosity=0, interactive=False)


def _back_up(folder: Path) -> None:
    """Before an upgrade: a consistent copy of an SQLite database."""
    if connection.vendor != "sqlite":
        print("Migrating PostgreSQL; your own backup is the way back.", file=sys.stderr)
        return
    backups = folder / "backups"
    backups.mkdir(exist_ok=True)
    source = folder / "dateline.sqlite3"
    if shutil.disk_usage(folder).free < 2 * source.stat().st_size:
        raise Refused(f"There is no room in {backups} for the backup before an upgrade.")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = backups / f"before-{__version__}-{stamp}.sqlite3"
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    print(f"Backed up to {target}", file=sys.stderr)
