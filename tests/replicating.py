"""A streaming replica of the tests' cluster, which can be held back, cut off and promoted."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from postgresql import Cluster


class Replica(Cluster):
    """A hot standby beside its primary, on a socket of its own."""

    def __init__(self, folder: Path, primary: Cluster) -> None:
        self.folder, self.bin, self.user = folder, primary.bin, primary.user
        folder.mkdir()
        folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        self._run("pg_basebackup", "-h", str(primary.folder), "-U", self.user, "-R", "-X",
                  "stream", "-c", "fast", "--no-sync", "-D", f"{folder}/data")
        self.start()

    def start(self) -> None:
        """Start it, or start it again."""
        options = (f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=200 "
                   "-c hot_standby_feedback=on")
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-o", options, "-l",
                  f"{self.folder}/log", "start")

    def ask(self, statement: str) -> Any:
        """One value of the replica."""
        with psycopg.connect(dbname="postgres", host=str(self.folder), user=self.user,
                             autocommit=True) as connection:
            row = connection.execute(statement).fetchone()
            return row[0] if row else None

    def hold_back(self) -> None:
        """Take what comes, and show nothing of it."""
        self.ask("SELECT pg_wal_replay_pause()")
        self._await("SELECT pg_get_wal_replay_pause_state() = 'paused'")

    def go_on(self) -> None:
        """Show what came meanwhile, and what comes."""
        self.ask("SELECT pg_wal_replay_resume()")

    def lose_the_primary(self) -> None:
        """What is written there from now on never comes here."""
        with psycopg.connect(dbname="postgres", host=str(self.folder), user=self.user,
                             autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET primary_conninfo = ''")
            connection.execute("SELECT pg_reload_conf()")
        self._await("SELECT count(*) = 0 FROM pg_stat_wal_receiver")

    def promote(self) -> None:
        """Make a primary of it."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "promote")
        self._await("SELECT NOT pg_is_in_recovery()")

    def _await(self, question: str) -> None:
        until = time.monotonic() + 60
        while not self.ask(question):
            assert time.monotonic() < until, question
            time.sleep(0.05)


@contextmanager
def replica_of(primary: Cluster, name: str) -> Iterator[Replica]:
    """A replica for the length of the block."""
    replica = Replica(primary.folder.parent / name, primary)
    try:
        yield replica
    finally:
        replica.stop()
        shutil.rmtree(replica.folder)
