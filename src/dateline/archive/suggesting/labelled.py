"""A text with what it was given: what is learned from, and what a judgement is held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Labelled:
    """One text. `split` is `train` or `test` where its file says so; `id` a guid in the archive."""

    headline: str
    body: tuple[str, ...]
    labels: tuple[str, ...]
    language: str = "en"
    id: str = ""
    at: datetime | None = None
    split: str = ""
