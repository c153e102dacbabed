"""The web server's process: granian with the front, and static files from the packages."""

from __future__ import annotations

import argparse
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dateline.project.serving.child import end_with_supervisor

THREADS = 2
"""Threads a worker runs Python in: rendering is work for one core, waiting is short."""


def main() -> None:
    """Serve until terminated."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    chosen = parser.parse_args()
    django.setup()
    routes = static_routes()
    end_with_supervisor()
    Granian(
        "dateline.project.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        static_path_route=list(routes),
        static_path_mount=list(routes.values()),
        workers_kill_timeout=5,
    ).serve()


def static_routes() -> dict[str, Path]:
    """`/static/<name>` → folder, for every folder of static files in the installed apps,
    and `/static/own` for the newsroom's."""
    routes: dict[str, Path] = {}
    for storage in AppDirectoriesFinder().storages.values():
        for folder in sorted(Path(storage.location).iterdir()):
            if folder.is_dir():
                held = routes.setdefault(f"/static/{folder.name}", folder)
                if held != folder:
                    raise RuntimeError(f"two apps have static files named {folder.name}")
    own = {f"/static/{name}": Path(folder) for name, folder in settings.STATICFILES_DIRS}
    return routes | own


if __name__ == "__main__":
    main()
