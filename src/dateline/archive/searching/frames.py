"""The frame of the search's page: it is the site's, which the project introduces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.delivery.public import Page

Frame = Callable[..., Page]
_frame: list[Frame] = []


def register_frame(frame: Frame) -> None:
    """Say how a template of ours becomes a page of the site."""
    _frame[:] = [frame]


def framed(template: str, **context: Any) -> Page:
    """A page in the site's frame."""
    return _frame[0](template, **context)
