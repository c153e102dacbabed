"""How often something was done: counted in the cache, which all processes and machines share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache


def origins(address: str) -> Iterator[str]:
    """An address, and the /64 it belongs to: whoever has one IPv6 address has all of these."""
    try:
        known = ip_address(address)
    except ValueError:
        return
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    yield f"address {known}"
    if isinstance(known, IPv6Address):
        yield f"network {ip_network((known, 64), strict=False)}"


def counted(act: str, origin: str, seconds: int) -> int:
    """Count one act of somebody's; how many there were within the seconds since the first.

    `act` begins with the room's name.
    """
    key = f"{act}-{hashlib.sha256(origin.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between
        return 1
