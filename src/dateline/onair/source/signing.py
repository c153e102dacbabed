"""Who signs in: what a program says about itself, and how often it may be wrong."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import logging
import re
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from django.db import connections

from dateline.lib.clock import now
from dateline.onair.schedule.admitting import NotAdmitted
from dateline.onair.shapes import Who
from dateline.onair.source.heads import SHOUTCAST, Head
from dateline.onair.source.refusing import Refused, not_signed_in

log = logging.getLogger(__name__)
Signed = tuple[str, str]
"""Username, empty where only a password was sent, and password."""
Admit = Callable[[str, str, str, datetime], Who]
FAILURES, WITHIN = 10, 60.0
"""Failed sign-ins an address has within so many seconds."""
ASKING = 50
"""Sign-ins that wait for a thread, from all addresses."""
_USUAL = "source"
"""The username where a program sends only a password."""


def signed_of(head: Head) -> Signed | None:
    """What a head says about who sends it (RFC 7617, or bare as the oldest ways do)."""
    if head.version in (SHOUTCAST, "") or head.path.startswith("/admin"):
        bare = head.query.get("pass")
        if bare:
            user, colon, password = re.sub(r":#\d+$", "", bare).partition(":")
            return (user, password) if colon else ("", user)
    way, _, coded = head.headers.get("authorization", "").partition(" ")
    if way.lower() != "basic":
        return None
    try:
        raw = base64.b64decode(coded.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    user, colon, password = text.partition(":")
    return (user, password) if colon and "\0" not in text else None


class Gate:
    """Lets presenters in, in threads of its own: passwords are slow to compare."""

    def __init__(self, admit: Admit) -> None:
        self._admit = admit
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="signing-in")
        self._tries: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._asking = 0
        self._salt = secrets.token_bytes(16)

    async def let_in(self, mount: str, signed: Signed, address: str) -> Who:
        """Who it is. Raises Refused: 401 with the reason, 429 after too many failures, 503."""
        if self._asking >= ASKING:
            raise Refused(503, "Too many sign in now.", Retry_After="5")
        self.try_from(address)
        user, password = signed
        try:
            self._asking += 1
            who = await asyncio.get_running_loop().run_in_executor(
                self._threads, self._ask, mount, user or _USUAL, password)
        except NotAdmitted as no:
            raise not_signed_in(str(no)) from None
        except Exception:
            log.exception("nobody can sign in")
            self.right_from(address)
            raise Refused(503, "Nobody can sign in now.", Retry_After="5") from None
        finally:
            self._asking -= 1
        self.right_from(address)
        return who

    def _ask(self, mount: str, user: str, password: str) -> Who:
        """In a thread, which keeps no connection to a database that may be gone the next time."""
        try:
            return self._admit(mount, user, password, now())
        finally:
            connections.close_all()

    def try_from(self, address: str) -> None:
        """Count a sign-in as failed until it was right; raises Refused (429)."""
        at = asyncio.get_running_loop().time()
        while self._tries and next(iter(self._tries.values()))[-1] <= at - WITHIN:
            self._tries.popitem(last=False)
        key = self._key(address)
        tries = self._tries.setdefault(key, deque())
        while tries and tries[0] <= at - WITHIN:
            tries.popleft()
        if len(tries) >= FAILURES:
            raise Refused(429, "Too many sign-ins failed; wait a minute.", Retry_After="60")
        tries.append(at)
        self._tries.move_to_end(key)

    def right_from(self, address: str) -> None:
        """The last sign-in was right, and does not count."""
        tries = self._tries.get(self._key(address))
        if tries:
            tries.pop()
            if not tries:
                del self._tries[self._key(address)]

    def close(self) -> None:
        """Let the threads go; one that still compares ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _key(self, address: str) -> bytes:
        """Of an address, a /64 of IPv6; a digest with a salt of this process, no address."""
        try:
            known = ip_address(address.partition("%")[0])
        except ValueError:
            return b""
        if isinstance(known, IPv6Address):
            known = known.ipv4_mapped or known
        packed = known.packed if known.version == 4 else known.packed[:8]
        return hashlib.blake2b(packed, key=self._salt, digest_size=16).digest()
