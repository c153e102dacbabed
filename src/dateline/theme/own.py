"""The newsroom's own templates and static files, in the folder `theme` of the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template import Origin, TemplateSyntaxError, engines
from django.template.loaders import filesystem

ROOM = "site/"
"""Only readers' pages can be replaced: no file here stands in for a screen of the desk."""


class Loader(filesystem.Loader):
    """Looks for `site/…` in `theme/templates` before anywhere else."""

    def get_dirs(self) -> list[Path]:
        return [folder()]

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        if template_name.startswith(ROOM):
            yield from super().get_template_sources(template_name)


def folder() -> Path:
    """Where the newsroom's own templates lie."""
    return Path(settings.THEME) / "templates"


def faults() -> list[str]:
    """What keeps the templates there from being used, a line for each."""
    found = (_fault(path) for path in sorted(folder().rglob("*")) if path.is_file())
    return [fault for fault in found if fault]


def _fault(path: Path) -> str:
    name = path.relative_to(folder()).as_posix()
    if not name.startswith(ROOM):
        return f"{path}: only templates of readers' pages can be replaced; they lie in {ROOM}."
    try:
        engines["django"].get_template(name)
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        return f"{path}: {error}"
    return ""
