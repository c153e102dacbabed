"""How a page names its live fragments, so that nobody can have others watched.

A token is the fragment's name and arguments, readable, and a keyed digest of both (RFC 7693 2.9)
under the installation's secret. Only tokens that some page of ours carries can be asked for; an
invented one costs one digest, and nothing is looked up, rendered or stored for it.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, unquote

from django.conf import settings

from dateline.delivery.pieces import fragment_address

MOST = 128
"""Fragments of one stream; twelve tabs with different stories have some seventy."""
_BYTES = 9


def token_of(name: str, args: tuple[str | int, ...]) -> str:
    """The token of a fragment: a number is written plain, a text after `~`; then the digest."""
    words = (str(arg) if isinstance(arg, int) else "~" + quote(arg, safe="") for arg in args)
    told = ",".join((name, *words))
    return f"{told}.{_digest(told)}"


def address_of(token: str) -> str | None:
    """The fragment's address in the store; None for a token that is not ours."""
    told, _, digest = token.rpartition(".")
    if not told or not hmac.compare_digest(digest.encode(), _digest(told).encode()):
        return None
    name, *words = told.split(",")
    args = tuple(unquote(word[1:]) if word.startswith("~") else int(word) for word in words)
    return fragment_address(name, args)


def _digest(told: str) -> str:
    state = hashlib.blake2b(told.encode(), digest_size=_BYTES, key=_key(settings.SECRET_KEY))
    return urlsafe_b64encode(state.digest()).decode()


@cache
def _key(secret: str) -> bytes:
    return hashlib.blake2b(secret.encode(), person=b"live fragment").digest()


@dataclass(frozen=True)
class Moment:
    """What a client has seen: everything up to this tick of this history, and to this time.

    Spelled `epoch.tick.milliseconds`, it is the id of events (WHATWG HTML 9.2.6).
    """

    epoch: str
    tick: int
    milliseconds: int

    def __str__(self) -> str:
        return f"{self.epoch}.{self.tick}.{self.milliseconds}"


def moment_of(said: str) -> Moment | None:
    """What an event id says; None if it is none of ours: then all must be told."""
    epoch, *numbers = said.split(".")
    if len(said) > 80 or len(numbers) != 2 or not all(n.isdecimal() for n in numbers):
        return None
    return Moment(epoch, int(numbers[0]), int(numbers[1]))


@dataclass(frozen=True)
class Asked:
    """What a client wants to be told: the tokens it must be told anew, and those it knows."""

    fresh: tuple[str, ...]
    known: tuple[str, ...]
    since: Moment | None


def asked(query: str, last_event_id: str) -> Asked:
    """Read `f=TOKEN+TOKEN&k=TOKEN&at=ID`; nothing in it is percent-decoded.

    `f` is to be told anew, `k` was known at `at`. A `Last-Event-ID` is newer than the address: by
    then the client had been told everything. What is past `MOST` is left out.
    """
    said = dict(part.partition("=")[::2] for part in query.split("&", 8)[:8])
    fresh, known = (said.get(name, "").split("+") for name in ("f", "k"))
    since = moment_of(last_event_id)
    if since is not None:
        fresh, known = [], [*fresh, *known]
    else:
        since = moment_of(said.get("at", ""))
    everything = dict.fromkeys(token for token in (*fresh, *known) if token)
    taken = list(everything)[:MOST]
    new = set(fresh) if since is not None else set(taken)
    return Asked(
        tuple(t for t in taken if t in new), tuple(t for t in taken if t not in new), since
    )
