"""The queue: what came in, as an editor looks through it."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from dateline.wire.models import Incoming, Reject, Source

PAGE = 50


def queue(
    *, source: int | None = None, state: str = "", words: str = ""
) -> QuerySet[Incoming]:
    """Items, the newest change first; `state` "" is what waits, "all" everything."""
    rows = Incoming.objects.select_related("source").order_by("-changed_at", "-pk")
    if state != "all":
        rows = rows.filter(state=state or Incoming.State.WAITING)
    if source is not None:
        rows = rows.filter(source=source)
    for word in words.casefold().split()[:8]:
        rows = rows.filter(words__contains=word)
    return rows.defer("item")


def waiting() -> int:
    """How many items wait."""
    return Incoming.objects.filter(state=Incoming.State.WAITING).count()


def in_trouble() -> tuple[list[Source], int, int]:
    """Sources that fail, how many files could not be read, and how many items the desk refused."""
    failing = list(Source.objects.filter(active=True, failures__gt=0).order_by("name"))
    return failing, Reject.objects.count(), Incoming.objects.exclude(trouble="").count()


def sources() -> QuerySet[Source]:
    """Every source, with how many of its items wait and how many files it has among the rejects."""
    held = Count("items", filter=Q(items__state=Incoming.State.WAITING), distinct=True)
    return Source.objects.annotate(
        waiting=held, refused=Count("rejects", distinct=True)).order_by("name")
