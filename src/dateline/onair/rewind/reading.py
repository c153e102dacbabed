"""What the player's pages read."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dateline.delivery.public import READER, depends_on, selector
from dateline.onair.models import Station


@dataclass(frozen=True)
class Told:
    """The station as listeners are told of it."""

    name: str
    description: str
    language: str
    zone: ZoneInfo
    hours: int
    """So far back it can be heard again."""
    bitrate: int
    """kbit/s of HLS."""


@selector
def station() -> Told | None:
    """The station; None where there is none."""
    depends_on("onair:schedule")
    row = Station.objects.using(READER).order_by("pk").first()
    if row is None:
        return None
    return Told(row.name, row.description, row.language, ZoneInfo(row.zone), row.rewind_hours,
                row.web_bitrate)
