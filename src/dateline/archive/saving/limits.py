"""How often somebody may ask for mail, and how many searches one person keeps."""

from __future__ import annotations

from dateline.lib.often import counted, origins

HOUR, DAY = 3600, 86400
MOST = 50
"""So many searches a person keeps, at the desk and as a reader together."""
TO_ADDRESS = ((HOUR, 5), (DAY, 10))
"""Within so many seconds so many mails go to an address that nobody has proved."""
FROM_CLIENT = ((HOUR, 20), (DAY, 60))


class TooMany(Exception):
    """More than a person may keep."""


def may_ask(email: str, address: str) -> bool:
    """Count an ask for mail to `email` from a network address; whether it is within the limits."""
    held = [counted(f"archive-ask-{seconds}", f"mail {email}", seconds) <= most
            for seconds, most in TO_ADDRESS]
    held += [counted(f"archive-ask-{seconds}", origin, seconds) <= most
             for seconds, most in FROM_CLIENT for origin in origins(address)]
    return all(held)
