"""A throw-away PostgreSQL cluster for the tests, on a socket of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 2**30


def quick_folder() -> Path:
    """A new folder, in memory where there is room: a database is copied there in a tenth."""
    there = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    roomy = there and shutil.disk_usage(_MEMORY).free > _ROOM
    return Path(tempfile.mkdtemp(prefix="dateline-tests-", dir=_MEMORY if roomy else None))


class Cluster:
    """One cluster in a folder; without syncing, since nothing of it is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = binaries()
        folder.mkdir(parents=True)
        for parent in (folder.parent, folder):
            parent.chmod(0o755)
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-D", f"{folder}/data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = (
            f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off "
            "-c max_connections=200 -c max_wal_size=512MB -c autovacuum=off -c jit=off"
        )
        self._run("pg_ctl", "-D", f"{folder}/data", "-w", "-o", options, "-l",
                  f"{folder}/log", "start")

    def _run(self, program: str, *words: str) -> None:
        command = [str(self.bin / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def url(self, name: str) -> str:
        """The address of a database for DATELINE_DATABASE."""
        return f"postgresql://{self.user}@{quote(str(self.folder), safe='')}/{name}"

    def _admin(self, statement: str) -> None:
        with psycopg.connect(
            dbname="postgres", host=str(self.folder), user=self.user, autocommit=True
        ) as connection:
            connection.execute(statement)

    def create(self, name: str, template: str = "template0") -> str:
        """Make a database like another one; returns its address."""
        self._admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is in it."""
        self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """Stop the cluster."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")


def binaries() -> Path:
    """The folder of initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    which = shutil.which("initdb")
    if which:
        return Path(which).resolve().parent
    if not found:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent
