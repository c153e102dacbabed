"""Files and folders read by hand: `dateline import wire`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from dateline.formats.detecting import read
from dateline.formats.item import Received, Unreadable
from dateline.wire.models import Incoming, Source
from dateline.wire.sources.comparing import is_kill, is_older
from dateline.wire.sources.consequences import carry_out
from dateline.wire.sources.files import NoFile, all_files, opened, receive_file
from dateline.wire.sources.receiving import MOST, too_large
from dateline.wire.sources.spelling import content_digest, identifier, spelled

BY_HAND = "Imported files"
WHATS = ("new", "updated", "older", "killed", "same")
Progress = Callable[[int, int], None]


class NoSuchSource(LookupError):
    """No source has this name; the text names those there are."""


@dataclass
class Summary:
    """How many items did what, and each file that was refused with its reason."""

    files: int = 0
    items: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)


def read_paths(
    paths: Iterable[Path], *, source: str = "", dry_run: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Receive every file of these paths as copy of a source (else of “Imported files”).

    A `dry_run` reads and compares, and writes nothing. Raises NoSuchSource.
    """
    row = _source(source, make=not dry_run)
    files, done = list(all_files(paths)), Summary()
    for path in files:
        try:
            with opened(path) as file:
                _read(row, file, path, done, dry_run=dry_run)
        except NoFile as trouble:
            done.refused.append((str(path), str(trouble)))
        done.files += 1
        if progress:
            progress(done.files, len(files))
    return done


def _source(name: str, *, make: bool) -> Source | None:
    """The source of this name; that of imports is made when it is first needed."""
    if name:
        found = Source.objects.filter(name=name).first() or Source.objects.filter(slug=name).first()
        if found is None:
            known = ", ".join(Source.objects.order_by("name").values_list("name", flat=True))
            raise NoSuchSource(f"There is no source {name!r}. There are: {known or 'none yet'}.")
        return found
    if not make:
        return Source.objects.filter(name=BY_HAND).first()
    with transaction.atomic():
        return Source.objects.get_or_create(name=BY_HAND, defaults={
            "slug": "imported-files", "kind": Source.Kind.FILES})[0]


def _read(
    source: Source | None, file: BinaryIO, path: Path, done: Summary, *, dry_run: bool
) -> None:
    if dry_run or source is None:
        _look(source, file, path, done)
        return
    receipt = receive_file(source, file, name=path.name)
    if receipt.refused:
        done.refused.append((str(path), receipt.refused))
    for outcome in receipt.outcomes:
        done.items[outcome.what] += 1
        carry_out(outcome.number)


def _look(source: Source | None, file: BinaryIO, path: Path, done: Summary) -> None:
    raw = file.read(MOST + 1)
    try:
        if len(raw) > MOST:
            raise Unreadable(too_large(path.stat().st_size))
        items = read(raw, format=source.format if source else "").items
    except Unreadable as refused:
        done.refused.append((str(path), str(refused)))
        return
    for received in items:
        done.items[_would(source, received)] += 1


def _would(source: Source | None, received: Received) -> str:
    """What an item would do."""
    content = content_digest(spelled(received.item))
    key = identifier(received.item, content)[1]
    row = Incoming.objects.filter(source=source, key=key).first() if source else None
    if row is not None and row.arrivals.filter(content=content).exists():
        return "same"
    if row is not None and is_older(received.item, row):
        return "older"
    if is_kill(received.item):
        return "killed"
    return "new" if row is None else "updated"
