"""Names for people and comments of other systems: the same each time, and no e-mail address."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from django.utils.crypto import salted_hmac

LONGEST = 200
_SALT = "dateline.discussion.bringing"


def sealed(text: str) -> str:
    """A digest with this installation's key: an address cannot be guessed from it elsewhere."""
    said = text.strip().casefold().encode("utf-8", "replace")
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()[:32]


def installation() -> str:
    """What tells this installation from another one, in files it writes."""
    return sealed("this installation")[:12]


def ref(*parts: str) -> str:
    """The parts as one name of at most 200 signs."""
    joined = ":".join(part.strip() for part in parts).encode("utf-8", "replace").decode()
    joined = "".join(sign if sign.isprintable() else "?" for sign in joined)
    if len(joined) <= LONGEST:
        return joined
    return f"{joined[:120]}:{hashlib.sha256(joined.encode()).hexdigest()}"


def person(system: str, *, account: str, email: str, name: str) -> str:
    """Who wrote: an account, else a guest by e-mail, else by name alone.

    A guest can write any address: so guests are never taken for the account that has it.
    """
    if account:
        return ref(system, "user", account)
    if email.strip():
        return ref(system, "guest", sealed(email))
    return ref(system, "name", sealed(name))


def host(address: str) -> str:
    """The host of an address, in lower case; empty where there is none."""
    try:
        return (urlsplit(address.strip()).hostname or "").lower()
    except ValueError:
        return ""


def site(address: str) -> str:
    """The host of an address, and the path below which one of several sites lies there."""
    name = host(address)
    return f"{name}{urlsplit(address.strip()).path.rstrip('/')}" if name else ""
