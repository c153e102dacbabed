"""One spelling of a JSON value, and its digest, so that equal values have equal digests."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def spell(value: Any) -> str:
    """JSON with sorted keys, no needless space, and any script kept as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """SHA-256 of the canonical spelling, 64 hexadecimal digits."""
    return hashlib.sha256(spell(value).encode()).hexdigest()
