"""`dateline import` of an archive: read, kept a batch at a time, with a report."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from dateline.archive.bringing.copying import UNSORTED, Wishes
from dateline.archive.bringing.keeping import BATCH, Keeper, Summary
from dateline.archive.bringing.parsing import Parser
from dateline.archive.bringing.picturing import Pictures
from dateline.archive.bringing.reading.table import Map, read_map
from dateline.archive.bringing.recognising import reader_of
from dateline.archive.bringing.shapes import (
    Doubtful,
    Guessed,
    Item,
    Mended,
    NotArchive,
    Parts,
    Passed,
)
from dateline.archive.bringing.surveying import unread
from dateline.archive.bringing.tidying import Tidied, tidied
from dateline.archive.bringing.times import Ours
from dateline.archive.bringing.unpacking import unpacked
from dateline.lib.bulk import many
from dateline.lib.zones import zone
from dateline.record import public as record

MUCH = 16_000_000
"""So many signs of texts are kept at once, however few stories they are of."""


def _untold(done: int, total: int) -> None:
    """Nobody asked."""


@dataclass(frozen=True)
class Asked:
    """How an archive is to be read. `zone` is of dates that have none; None: the newsroom's own,
    unless the archive says one."""

    form: str = ""
    fields: Path | None = None
    section: str = UNSORTED
    language: str = "en"
    zone: tzinfo | None = None
    base: str = ""
    """The old site's address: where pictures with relative addresses are fetched from."""
    pictures: bool = True


def import_archive(
    path: Path, asked: Asked, *, at: datetime, dry_run: bool = False,
    progress: Callable[[int, int], None] = _untold,
) -> Summary:
    """Bring an archive in; the same twice changes nothing, a killed run goes on where it was.

    Raises NotArchive. What was kept before a fault in the middle of a file stays, and the summary
    says where the fault is.
    """
    with unpacked(path) as inner:
        return _imported(inner, asked, at=at, dry_run=dry_run, progress=progress)


def _imported(
    path: Path, asked: Asked, *, at: datetime, dry_run: bool, progress: Callable[[int, int], None]
) -> Summary:
    given: Map | None = read_map(asked.fields) if asked.fields else None
    folder = path if path.is_dir() else path.parent
    form, files, read = reader_of(path, asked.form, given)
    ours = record.site().time_zone
    done = Summary(form, zone=ours, files=tuple(one for one in files if one.is_file()))
    if path.is_dir() and files != [path]:
        done.unread = unread(path, files)
    pictures = Pictures(base=asked.base, folder=folder, remote=asked.pictures)
    fetch = pictures.get if not dry_run else lambda address, beside: None
    wishes = Wishes(asked.base, asked.section, asked.language)
    with _collecting(), many(), Parser(asked.base) as parser:
        keeper = Keeper(done, wishes, fetch, parser, at=at, dry_run=dry_run)
        _keep(keeper, read(files[0], asked.zone or Ours(zone(ours))), progress)
    done.pictures = pictures.trouble
    return done


@contextmanager
def _collecting() -> Iterator[None]:
    """What a batch leaves in cycles is collected after it, not a hundred times within."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _keep(keeper: Keeper, parts: Parts, progress: Callable[[int, int], None]) -> None:
    """Keep the parts of an archive, a batch at a time. Raises NotArchive where there is none."""
    waiting: list[Tidied] = []
    count, signs, done = 0, 0, keeper.done
    try:
        for count, part in enumerate(parts, 1):
            if isinstance(part, Item):
                waiting.append(tidied(part, keeper.at))
                signs += len(part.html) + len(part.text)
                done.unzoned += waiting[-1].unzoned
                done.ahead += waiting[-1].ahead
            elif isinstance(part, Passed):
                done.passed[part.what] += 1
            elif isinstance(part, Doubtful):
                done.refused.append((part.where, part.reason))
            elif isinstance(part, Mended):
                done.mended.append(part.what)
            elif isinstance(part, Guessed):
                done.guessed.append(part.what)
            if len(waiting) >= BATCH or signs >= MUCH:
                keeper.keep(waiting)
                waiting, signs = [], 0
                gc.collect()
                progress(count, count + 1)
    except NotArchive as error:
        if not count:
            raise
        done.refused.append((f"after {count} parts of the file", str(error)))
    keeper.keep(waiting)
    keeper.finish()
    progress(count, count)


def counts(done: Summary) -> Mapping[str, int]:
    """How many stories of each kind, in the order they are told."""
    return {name: done.stories[name] for name in ("new", "draft", "updated", "same", "kept")}
