"""Content codings (RFC 9110 8.4.1): which ones a reader takes, and the shorter one made aside.

Everything can be sent as gzip at once. Brotli (RFC 7932) is shorter and takes longer to make: it is
made in a thread of its own for what is asked for often, and nobody waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import brotli

log = logging.getLogger("dateline.delivery")
BROTLI, GZIP, PLAIN = "br", "gzip", ""
Codings = tuple[str, ...]
_KEPT = 512
_LONGEST = 512
"""Characters of an Accept-Encoding that is read; who says more gets the bytes as they are."""
_WAITING = 64
_codings: dict[str, Codings] = {}
_hand = ThreadPoolExecutor(1, "brotli")
_room = threading.BoundedSemaphore(_WAITING)


def codings_for(accepted: str) -> Codings:
    """The codings of ours for an Accept-Encoding, the best one first; never none."""
    found = _codings.get(accepted)
    if found is None:
        if len(accepted) > _LONGEST:
            return (PLAIN,)
        if len(_codings) >= _KEPT:
            _codings.clear()
        found = _codings[accepted] = _ordered(accepted)
    return found


def _ordered(accepted: str) -> Codings:
    """RFC 9110 12.5.3: by weight; what is named neither by itself nor by `*` is not taken, but
    for bytes as they are, which are if nothing refuses them. Who refuses all gets those too."""
    weights = dict(map(_weighed, accepted.lower().split(",")))
    rest = weights.get("*", 0.0)
    taken = {BROTLI: weights.get("br", rest), GZIP: weights.get("gzip", rest)}
    taken[PLAIN] = weights.get("identity", rest if "*" in weights else 0.0005)
    best = [name for name in sorted(taken, key=lambda name: -taken[name]) if taken[name] > 0]
    return tuple(best) if {GZIP, PLAIN} & set(best) else (*best, PLAIN)


def _weighed(part: str) -> tuple[str, float]:
    name, *parameters = (word.strip() for word in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q" and value.strip().replace(".", "", 1).isdecimal():
            weight = float(value)
    return name.removeprefix("x-") if name == "x-gzip" else name, weight


def tagged(etag: str, coding: str) -> str:
    """The strong validator of a representation in a coding (RFC 9110 8.8.3.3)."""
    return f'{etag[:-1]}-{"gz" if coding == GZIP else coding}"' if coding else etag


def shorten(plain: Callable[[], bytes], done: Callable[[bytes], None], *, quality: int) -> None:
    """Have bytes made into brotli aside, and `done` told; not at all where too much waits."""
    if _room.acquire(blocking=False):
        _hand.submit(_shorten, plain, done, quality)


def _shorten(plain: Callable[[], bytes], done: Callable[[bytes], None], quality: int) -> None:
    try:
        done(brotli.compress(plain(), mode=brotli.MODE_TEXT, quality=quality))
    except Exception:
        log.exception("Something could not be made into brotli.")
    finally:
        _room.release()
