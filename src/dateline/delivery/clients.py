"""Who asks, for limits: the network address of a client, as far as it can be told apart."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_EACH = 64
"""Bits of an IPv6 address that one client may choose the rest of (RFC 6177, RFC 7421)."""


def client_of(peer: str, forwarded: Iterable[str], proxies: int) -> str:
    """The client behind so many proxies of ours: an IPv4 address, or an IPv6 network of 64 bits.

    `peer` is the connection's far end with its port, `forwarded` the values of X-Forwarded-For.
    Only what our own proxies wrote counts: the entry at `proxies` from the end. The peer itself
    where there is none.
    """
    if proxies:
        said = ",".join(forwarded).split(",")
        with suppress(IndexError, ValueError):
            return _network(ip_address(_bare(said[-proxies].strip())))
    with suppress(ValueError):
        return _network(ip_address(_bare(peer)))
    return peer


def _bare(said: str) -> str:
    """Without a port: `192.0.2.1:80`, `[2001:db8::1]:80`, or as they are."""
    if said.startswith("["):
        return said[1:].partition("]")[0]
    return said.partition(":")[0] if said.count(":") == 1 else said


def _network(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((int(address), _EACH), strict=False))
