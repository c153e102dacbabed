"""A PostgreSQL cluster of the bench's own, kept in its folder: as installed, everything synced."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl; None: PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    which = shutil.which("initdb")
    return found[-1].parent if found else Path(which).parent if which else None


@contextmanager
def cluster(folder: Path, names: list[str]) -> Iterator[dict[str, str]]:
    """Run it; yields the address of each database for DATELINE_DATABASE."""
    programs, root = binaries(), os.geteuid() == 0
    user = "postgres" if root else pwd.getpwuid(os.geteuid()).pw_name

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), *words]  # type: ignore[operator]
        before = ["runuser", "-u", user, "--"] if root else []
        subprocess.run([*before, *command], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, cwd="/")

    if not (folder / "data").exists():
        folder.mkdir(parents=True, exist_ok=True)
        if root:
            shutil.chown(folder, user)
        run("initdb", "-D", f"{folder}/data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o",
        f"-k {folder} -c listen_addresses=", "start")
    try:
        for name in names:
            made = f"SELECT 1 FROM pg_database WHERE datname = '{name}'"
            psql = str(programs / "psql")  # type: ignore[operator]
            words = [psql, "-h", str(folder), "-U", user, "-d", "postgres"]
            said = subprocess.run([*words, "-Atc", made], stdout=subprocess.PIPE, check=True)
            if not said.stdout.strip():
                subprocess.run([*words, "-qc", f'CREATE DATABASE "{name}"'], check=True)
        place = quote(str(folder), safe="")
        yield {name: f"postgresql://{user}@{place}/{name}" for name in names}
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "fast", "-w", "stop")
