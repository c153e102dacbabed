"""The frame of the radio's stored pages: it is the site's, which the project introduces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.delivery.public import Page

Frame = Callable[..., Page]
_frame: list[Frame] = []


def register_frame(frame: Frame) -> None:
    """Say how a template of ours becomes a page of the site:

    `frame(template, *, site, status, language, title, address, sheets, scripts, data, feeds, …)`.
    """
    _frame[:] = [frame]


def framed(template: str, *, status: int = 200, **context: Any) -> Page:
    """A page in the site's frame."""
    return _frame[0](template, status=status, **context)
