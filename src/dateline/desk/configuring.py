"""The settings that show."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Published, Site


def configure(site: Site, *, at: datetime | None = None) -> Published:
    """Change the settings that show: name, agency, about, community standards."""
    with transaction.atomic():
        return record.configure(site, at=at or clock.now())
