"""A filing as JSON, for who keeps one until it is published, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.record.blocks import block_of, picture_of, spelled, spelled_picture
from dateline.record.documents import Filing, Named

_NAMES = ("authors", "dossiers", "tags")
_TIMES = ("published_at", "expires_at")


def spelled_filing(filing: Filing) -> dict[str, Any]:
    """The filing as JSON has it; times are ISO 8601 with their zone."""
    times = {name: getattr(filing, name) for name in _TIMES}
    return vars(filing) | {
        "section": vars(filing.section),
        "place": vars(filing.place) if filing.place else None,
        **{name: [vars(named) for named in getattr(filing, name)] for name in _NAMES},
        "blocks": [spelled(block) for block in filing.blocks],
        "picture": spelled_picture(filing.picture) if filing.picture else None,
        **{name: moment.isoformat() if moment else None for name, moment in times.items()},
    }


def filing_of(said: dict[str, Any]) -> Filing:
    """The filing that a document spells."""
    lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
    return Filing(**said | lists | {
        "section": Named(**said["section"]),
        "place": Named(**said["place"]) if said["place"] else None,
        **{name: tuple(Named(**named) for named in said[name]) for name in _NAMES},
        "blocks": tuple(block_of(block) for block in said["blocks"]),
        "picture": picture_of(said["picture"]) if said["picture"] else None,
        **{name: datetime.fromisoformat(said[name]) if said[name] else None for name in _TIMES},
    })
