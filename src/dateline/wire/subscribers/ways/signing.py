"""How a push is signed, so that its receiver knows whose it is, and that it is not an old one.

`Content-Digest` is RFC 9530's of the body. Signed with HMAC-SHA256 (RFC 2104) are four lines: what
it is (`entry` or `notice`), the time in seconds since 1970, the cursor, the digest.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from functools import lru_cache

from dateline.wire.subscribers.ways.parcels import Parcel


@lru_cache(4096)
def digest_said(hexadecimal: str) -> str:
    """A SHA-256 as the value of `Content-Digest` (RFC 9530 2)."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(hexadecimal)).decode()}:"


def signature(secret: str, *, kind: str, timestamp: int, cursor: str, digest: str) -> str:
    """The value of `Dateline-Signature`."""
    signed = "\n".join((kind, str(timestamp), cursor, digest)).encode()
    return f"sha256={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def headers(parcel: Parcel, secret: str, *, at: datetime) -> dict[str, str]:
    """What stands above the body of a push."""
    copy, timestamp = parcel.copy, int(at.timestamp())
    digest = digest_said(copy.digest)
    return {
        "Content-Type": copy.media_type,
        "Content-Digest": digest,
        "Dateline-Kind": parcel.kind,
        "Dateline-Cursor": parcel.cursor,
        "Dateline-Number": str(copy.number),
        "Dateline-Guid": copy.guid,
        "Dateline-Version": str(copy.version),
        "Dateline-Status": copy.status,
        "Dateline-Act": copy.act,
        "Dateline-Entry-Kind": copy.kind,
        "Dateline-Entry-Seq": "" if copy.seq is None else str(copy.seq),
        "Dateline-Chain": copy.chain,
        "Dateline-Timestamp": str(timestamp),
        "Dateline-Signature": signature(
            secret, kind=parcel.kind, timestamp=timestamp, cursor=parcel.cursor, digest=digest
        ),
    }
