"""Which folders of static files are served, and where."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder


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
