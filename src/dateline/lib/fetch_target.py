"""Where a request may go: an address taken apart, its name resolved once, every answer judged."""

from __future__ import annotations

import functools
import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna
from django.conf import settings

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""(host, port) → numeric addresses; raises OSError where the name is not known."""

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?", re.I)
_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291 2.4: all that is handed out so far
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052 2.1
_OTHER_PROTOCOLS = frozenset((
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
    103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
    512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
    995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
    6669, 6679, 6697, 10080,
))
"""Ports at which something else than HTTP listens (WHATWG Fetch, "port blocking")."""


class NoAnswer(Exception):
    """There is no answer to use; the text says in plain words what happened and where."""


class Refused(NoAnswer):
    """We do not go there: a private range, or an address, port or header that is not sound."""


class Unreachable(NoAnswer):
    """Nobody is there, or not in time, or what came back is not an answer (name, TLS, HTTP)."""


class TooLarge(NoAnswer):
    """The answer has more bytes, unpacked, than were asked for."""


@dataclass(frozen=True)
class Target:
    """An address taken apart (RFC 3986): `host` in lower case and ASCII, `path` with its query."""

    address: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """RFC 6454: what a connection, and a secret in a header, is for."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """What stands in `Host` (RFC 9110 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


@functools.lru_cache(4096)
def target(address: str) -> Target:
    """The parts of an absolute http or https address; Refused says what is wrong with it."""
    if len(address) > 4096 or re.search(r"[\x00-\x20\x7f\\]", address):
        raise Refused(f"{address[:200]!r} is no address: it is too long or has blanks in it")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Refused(f"{address!r} is no address that can be read") from None
    if parts.scheme not in _PORTS:
        raise Refused(f"{address!r} is neither http nor https")
    if parts.username is not None or parts.password is not None:
        raise Refused(f"the address at {parts.hostname} holds a user name; give it in a header")
    port = _PORTS[parts.scheme] if port is None else port
    if not 0 < port < 65536 or port in _OTHER_PROTOCOLS:
        raise Refused(f"{address!r}: port {port} is not for the web")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]") if parts.query else ""
    return Target(address, parts.scheme, _ascii(parts.hostname or ""), port, path + query)


def _ascii(host: str) -> str:
    """The host as it is asked for (UTS 46, IDNA 2008); Refused where it is none."""
    if ip := by_number(host):
        return str(ip)
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        name = ""
    if not _HOST.fullmatch(name):
        raise Refused(f"{host!r} is no name of a host")
    return name.lower()


def checked(where: Target, resolve: Resolve, seconds: float) -> tuple[str, ...]:
    """The numeric addresses of a target, each of them public or allowed; Refused if one is not."""
    found = (where.host,) if by_number(where.host) else _in_time(where, resolve, seconds)
    for text in found:
        ip = by_number(text)
        if ip is None or not may_go(ip):
            raise Refused(f"{where.host} is at {text}, which is not a public address")
    return found


def _in_time(where: Target, resolve: Resolve, seconds: float) -> tuple[str, ...]:
    """What the resolver says; it is waited for no longer than that, for it has no limit itself."""
    said: list[str] = []

    def ask() -> None:
        try:
            said.extend(dict.fromkeys(resolve(where.host, where.port)))
        except (OSError, UnicodeError):
            said.append("")
    asking = threading.Thread(target=ask, daemon=True, name="resolving")
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise Unreachable(f"{where.host}: the name service did not answer in time")
    if not any(said):
        raise Unreachable(f"{where.host}: no such name is known")
    return tuple(said)


def by_name(host: str, port: int) -> Sequence[str]:
    """What this machine's name service says."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def by_number(host: str) -> Ip | None:
    """The address a host is named by, where that is a number."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def may_go(ip: Ip) -> bool:
    """Whether it is a public unicast address, or in a network the newsroom allowed."""
    inner = _inner(ip)
    if any(one in network for one in (ip, inner or ip) for network in settings.FETCH_ALLOWS):
        return True
    return is_public(ip)


def is_public(ip: Ip) -> bool:
    """Global unicast by IANA's registries; what carries an IPv4 address inside is judged by it."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    inner = _inner(ip)
    if inner is not None:
        return is_public(inner)
    return ip in _UNICAST and ip.is_global and ip.teredo is None


def _inner(ip: Ip) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a mapped, NAT64 or 6to4 address leads to (RFC 4291, 6052, 3056)."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
