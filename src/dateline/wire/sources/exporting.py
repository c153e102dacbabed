"""The sources' part of an export: tables, and the bytes as they came."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lib.rows import RENEW, Kept
from dateline.wire.models import Arrival, Incoming, Reject, Source, SourceKey

_LOOKS = frozenset({"etag", "last_modified", "looked_at", "next_look", "failures", "last_error"})

KEPT = (
    Kept(Source, secret={"lease": "", "leased_until": None}, moving=_LOOKS),
    Kept(SourceKey, secret={"digest": RENEW + "{id}"}, moving=frozenset({"used_at"})),
    *map(Kept, (Incoming, Arrival, Reject)),
)


def files(using: str) -> Iterator[str]:
    """What was read, then what was not, each with its reason."""
    raws = [model.objects.using(using).exclude(**{of: Incoming.State.ERASED}).values_list("raw")
            for model, of in ((Incoming, "state"), (Arrival, "incoming__state"))]
    for (raw,) in raws[0].union(raws[1]).order_by("raw").iterator():
        yield f"wire/in/{raw[:2]}/{raw}"
    rejects = Reject.objects.using(using).order_by("digest").values_list("digest", flat=True)
    for digest in rejects.distinct().iterator():
        yield f"wire/rejects/{digest}"
        yield f"wire/rejects/{digest}.txt"
