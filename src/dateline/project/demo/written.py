"""How the stories of the demo are written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dateline.desk.public import Block, Copy
from dateline.project.demo.words import AGENCY

_SAID_BY = re.compile(r"([“«].*[”»]) — ([^,،]+)[,،] (.*)")


@dataclass(frozen=True)
class Written:
    """A story, and how many hours before the demo is loaded it was published (None: undated)."""

    copy: Copy
    hours: float | None


def written(
    name: str, text: str, *, hours: float | None = None, credit: str = AGENCY, **fields: Any
) -> Written:
    """A story from its text: paragraphs between blank lines, `## ` before a heading,
    `“…” — Name, role` for a quotation."""
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    blocks = tuple(_block(paragraph) for paragraph in paragraphs if paragraph)
    return Written(Copy(blocks=blocks, credit=credit, source=f"demo:{name}", **fields), hours)


def _block(paragraph: str) -> Block:
    if paragraph.startswith("## "):
        return Block("heading", paragraph[3:])
    if said := _SAID_BY.fullmatch(paragraph):
        text, speaker, role = said.groups()
        return Block("quotation", text, speaker, role)
    return Block("paragraph", paragraph)
