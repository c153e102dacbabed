"""An installation from an export, whole or not at all.

1. Every table, list and file is compared with its digest; files are copied into `restore.part`.
2. One transaction fills the tables, verifies the log, its chain and every version, compares what is
   there now with the digest of the export, takes a new epoch, puts the files where they belong,
   and ends. Until its last step there is nothing here; a kill at any time leaves an installation
   that has nothing (files that nothing names may lie in it), and the same again begins anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, connection, transaction

from dateline.lib.parts import Contradiction
from dateline.lib.progress import Progress
from dateline.lib.refilling import NotRow, Row, brief
from dateline.project.backups.contents import STAGE
from dateline.project.whole import parts
from dateline.project.whole.digest import Sum, summed, table_sums
from dateline.project.whole.manifest import FILES, Manifest, NotExport
from dateline.project.whole.reading import Export
from dateline.record import public as record


class NotEmpty(Exception):
    """This installation holds something; the text says what."""


@dataclass(frozen=True)
class Restored:
    """What came in: the manifest, the digest of it here, which is another if the export is of an
    earlier shape, the epochs, and how many rows of which table lack a secret."""

    manifest: Manifest
    digest: str
    epochs: record.Epochs
    files: int
    lacking: dict[str, int]


def restore(source: Path, data: Path) -> Restored:
    """Fill this installation, which has nothing yet. Raises NotExport, NotEmpty, OSError."""
    export, stage = Export(source), data / STAGE
    _refuse_full()
    export.compare()
    _refuse_little_room(export.manifest, data)
    shutil.rmtree(stage, ignore_errors=True)  # of an import that was killed
    try:
        files = _staged(export, stage)
        with transaction.atomic():
            _refuse_full()
            digest = _compare(export, files, _refill(export))
            lacking = parts.lacking(DEFAULT_DB_ALIAS)
            epochs = record.take_epoch()
            _place(export, stage, data)
    except RecursionError:
        raise NotExport("a value in it is nested too deep") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Restored(export.manifest, digest, epochs, files.rows, lacking)


def _refuse_full() -> None:
    full = parts.full(DEFAULT_DB_ALIAS)
    if full:
        raise NotEmpty(f"this installation is not empty ({full} has rows): give a new folder with "
                       "--data, and on PostgreSQL a new database with DATELINE_DATABASE")


def _refuse_little_room(manifest: Manifest, data: Path) -> None:
    """Rows take three times their lines at most: with indexes, and twice while they are written."""
    tables = sum(each.bytes for each in manifest.files)
    needed = manifest.size + (3 * tables if connection.vendor == "sqlite" else 0)
    if shutil.disk_usage(data).free < needed:
        raise NotExport(f"there is no room in {data}: it takes up to {needed:,} bytes")


def _staged(export: Export, stage: Path) -> Sum:
    done, bar = Sum(None), Progress("files")
    total = export.manifest.tables()[FILES].rows
    for row in export.listed():
        try:
            export.take(row, stage)
        except FileExistsError:
            raise NotExport(f"files.jsonl names {row['name']} twice") from None
        done.add(row)
        bar.at(done.rows, total)
    return done


def _refill(export: Export) -> dict[str, str]:
    """Fill the tables; returns the digest that the content of each must have now."""
    bar, done, said = Progress("rows"), 0, export.manifest.tables()
    total = sum(each.rows for each in export.manifest.files if each.name != FILES)
    expected = {FILES: said[FILES].digest}
    for part, kept in parts.kept():
        name, read = f"{kept.name}.jsonl", Sum(kept)
        if name not in said:
            continue
        try:
            rows = _told(bar, done, total, export.rows(kept, read))
            done += part.restore_table(kept.name, rows)
            expected[name] = read.content.hexdigest() if kept.added else said[name].digest
        except NotRow as error:
            raise NotExport(f"{kept.name}.jsonl, line {error.line}: {error}") from None
    try:
        for part in parts.PARTS:
            part.finish()
        connection.check_constraints()
    except (Contradiction, IntegrityError, DataError) as error:
        raise NotExport(f"its rows contradict each other: {brief(error)}") from None
    return expected


def _told(bar: Progress, before: int, total: int, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        bar.at(before + row[0], total)
        yield row


def _compare(export: Export, files: Sum, expected: dict[str, str]) -> str:
    """What is here now is what was exported: each table, and the files that its rows name; returns
    the digest of it, which is that of the export if its shape is of today."""
    said, sums = export.manifest.tables(), [*table_sums(DEFAULT_DB_ALIAS), files]
    today = len(expected) == len(sums)
    for each in sums:
        name = f"{each.name}.jsonl"
        if name in expected and each.counts:
            if each.content.hexdigest() != expected[name]:
                raise NotExport(f"what {name} says is not what this database holds of it")
            today = today and expected[name] == said[name].digest
    digest = summed(sums)
    if today and digest != export.manifest.digest:
        raise NotExport("the digest in its manifest is not that of its content")
    _refuse_unnamed(export)
    return digest


def _refuse_unnamed(export: Export) -> None:
    with closing(parts.files(DEFAULT_DB_ALIAS)) as named:
        for number, row in enumerate(export.listed(), start=1):
            if row["name"] not in named:  # reads on to it: both are in the same order
                raise NotExport(f"files.jsonl, line {number}: no row names {row['name']}")


def _place(export: Export, stage: Path, data: Path) -> None:
    """Put the files where they belong, each whole, and on the disk before the rows are."""
    for row in export.listed():
        target = data / row["name"]
        target.parent.mkdir(parents=True, exist_ok=True)
        (stage / row["name"]).replace(target)
    os.sync()
