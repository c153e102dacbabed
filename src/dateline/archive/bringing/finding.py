"""Which story here something of another system is about: by its source, or an old address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.archive.bringing.addresses import path_of
from dateline.archive.models import Brought, OldAddress
from dateline.record import public as record


class Stories(Mapping[str, str]):
    """The codes of public stories that were brought in; asked by `wordpress:old.example:7`, or by
    an old address without its scheme. Read from the database as it is asked; what `given` says
    goes before it."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self.given = given or {}

    def __getitem__(self, name: str) -> str:
        if name in self.given:
            return self.given[name]
        row = Brought.objects.filter(source=name).first() or OldAddress.objects.filter(
            path=path_of(f"//{name}") or "/").first()
        standing = record.standing(str(row.guid)) if row else None
        if standing is None or not standing.code:
            raise KeyError(name)
        return standing.code

    def __contains__(self, name: object) -> bool:
        try:
            return bool(self[str(name)])
        except KeyError:
            return False

    def __iter__(self) -> Iterator[str]:
        return iter(Brought.objects.values_list("source", flat=True))

    def __len__(self) -> int:
        return Brought.objects.count()
