"""The past as it may be shown today: a picture that no live story shows any more is left out.

It may have been taken out because it was wrong, or not ours to show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.delivery.public import READER, depends_on
from dateline.record.documents import Block, Item, Picture, Version
from dateline.record.models import Shown


def shown_today(version: Version) -> Version:
    """The version without the pictures, and blocks of them, that are not public today."""
    inside = [picture for block in version.blocks for picture in block.pictures]
    public = _public([*([version.picture] if version.picture else ()), *inside])
    blocks = (_shown(block, public) for block in version.blocks)
    return replace(
        version,
        picture=version.picture if version.picture in public else None,
        blocks=tuple(block for block in blocks if block),
    )


def lines_today(items: Iterable[Item]) -> tuple[Item, ...]:
    """Lines of a list, likewise."""
    lines = tuple(items)
    public = _public(item.picture for item in lines if item.picture)
    return tuple(
        item if item.picture is None or item.picture in public else replace(item, picture=None)
        for item in lines
    )


def _shown(block: Block, public: frozenset[Picture]) -> Block | None:
    kept = tuple(picture for picture in block.pictures if picture in public)
    if kept == block.pictures:
        return block
    return replace(block, pictures=kept) if kept else None


def _public(pictures: Iterable[Picture]) -> frozenset[Picture]:
    """Those of these whose every file a live story shows."""
    files = {picture: {one.name for one in picture.renditions} for picture in pictures}
    wanted = {name for names in files.values() for name in names}
    if not wanted:
        return frozenset(files)
    depends_on(*(f"picture:{name}" for name in wanted))
    rows = Shown.objects.using(READER).filter(name__in=wanted, to_seq=None)
    held = set(rows.values_list("name", flat=True))
    return frozenset(picture for picture, names in files.items() if names <= held)
