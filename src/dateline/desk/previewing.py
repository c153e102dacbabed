"""How a draft looks to readers: drawn by whoever draws the real page, named by the project."""

from __future__ import annotations

from collections.abc import Callable

from dateline.record.public import Version

Renderer = Callable[[Version], str]
_renderers: list[Renderer] = []


def register_preview(renderer: Renderer) -> None:
    """Have drafts drawn by this function from now on: version to a whole HTML page."""
    _renderers[:] = [renderer]


def drawn(version: Version) -> str:
    """The page of a version that is not public."""
    if not _renderers:
        raise LookupError("nobody draws previews: register_preview was not called")
    return _renderers[0](version)
