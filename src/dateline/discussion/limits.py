"""How often something may be done: by an account, from an address, and from a network of them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dateline.lib import often
from dateline.lib.often import origins

__all__ = ["LIMITS", "TooFast", "count", "counted", "origins"]

MINUTE, HOUR = 60, 3600
LIMITS = {
    "post": (10 * MINUTE, 10, 40), "edit": (10 * MINUTE, 20, 80), "like": (10 * MINUTE, 60, 240),
    "report": (HOUR, 20, 60), "delete": (10 * MINUTE, 30, 120), "ask": (15 * MINUTE, 5, 30),
    "join": (HOUR, 10, 20), "download": (HOUR, 5, 20), "keep": (HOUR, 20, 20),
    "provider": (15 * MINUTE, 20, 30),
}
"""Of each act: within so many seconds, so many by an account, so many from an address or network.
"""


class TooFast(Exception):
    """It was done too often; the text says so in words."""

    def __init__(self) -> None:
        super().__init__(_("This is too much in a short time. Wait some minutes and try again."))


def count(act: str, *, account: str, address: str) -> None:
    """Count one act. Raises TooFast beyond a limit: what was tried in vain counts too."""
    seconds, by_account, by_address = LIMITS[act]
    kept = [counted(act, f"account {account}", seconds) <= by_account] if account else []
    kept += [counted(act, origin, seconds) <= by_address for origin in origins(address)]
    if not all(kept):
        raise TooFast


def counted(act: str, origin: str, seconds: int) -> int:
    """Count one act of somebody's; how many there were within the seconds since the first."""
    return often.counted(f"discussion-{act}", origin, seconds)
