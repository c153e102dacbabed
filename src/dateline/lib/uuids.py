"""Names that sort by when they were made."""

from __future__ import annotations

import os
import time
from uuid import UUID


def ordered() -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7): the millisecond, then 74 random bits.

    Many of them stand side by side in an index, where random ones would each change a page of it.
    It tells when it was made: not for what is made long before it is public.
    """
    drawn = int.from_bytes(os.urandom(10), "big")
    value = (time.time_ns() // 1_000_000 & (1 << 48) - 1) << 80 | drawn
    value = value & ~(0xF << 76) | 7 << 76
    return UUID(int=value & ~(3 << 62) | 2 << 62)
