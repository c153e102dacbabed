"""An import killed at one of its writes, in a process of its own, and the same import unbroken.

For each step a child imports until it dies there, another imports again to the end, and a third
tells what the installation then says. One line of JSON for each; the first never died.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from dateline.archive.models import Brought, OldAddress
from dateline.archive.public import Asked, import_archive
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.record import public as record

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
WRITES = ("INSERT", "UPDATE", "DELETE")


class Doom:
    """Kills this process at its n-th write, before or after it is done; 0: never."""

    def __init__(self, last: int) -> None:
        self.left, self.count = last, 0

    def step(self) -> None:
        """Take one step."""
        self.count += 1
        if self.count == self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Each write, when it is done, and each end of a transaction that wrote."""
        if sql.startswith(("COMMIT", "RELEASE")):
            self.step()
        done = execute(sql, params, many, context)
        if sql.startswith((*WRITES, "COMMIT")):
            self.step()
        return done


def bring(folder: Path, last: int) -> dict[str, Any]:
    """Bring the archive in, with steps counted; a file that is put in its place is a step too."""
    doom, replaced = Doom(last), os.replace

    def replace(*words: Any, **more: Any) -> None:
        doom.step()
        replaced(*words, **more)
        doom.step()

    os.replace = replace  # type: ignore[assignment]
    with connections["default"].execute_wrapper(doom.statement):
        done = import_archive(folder, Asked(pictures=False), at=AT)
    return {"steps": doom.count, "refused": done.refused, "stories": dict(done.stories)}


def said() -> str:
    """What the installation says of its stories, without what chance gave them; raises if its
    rooms find a breach."""
    delivery.apply_ticks()
    assert [*record.check(), *desk.check(), *delivery.check(every_page=True)]
    stories = {}
    for row in Brought.objects.order_by("source"):
        found = desk.find(guid=str(row.guid))
        assert found is not None
        filing = record.public_filing(str(row.guid)) if found.standing == "live" else None
        words = [] if filing is None else [
            filing.headline, str(filing.published_at), filing.section.name,
            *(tag.name for tag in filing.tags), *(block.text for block in filing.blocks),
            *(repr(block.pictures) for block in filing.blocks), repr(filing.picture)]
        stories[row.source] = [found.standing, row.digest, words, sorted(
            OldAddress.objects.filter(guid=row.guid).values_list("path", flat=True))]
    return json.dumps([stories, record.total(), record.head()], sort_keys=True)


def in_child(work: Callable[[], Any]) -> tuple[int, Any]:
    """Work in a child: the signal it died of, and what it answered."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.write(write, json.dumps(work()).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as told:
        text = told.read()
    status = os.waitpid(process, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a child failed; see above")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, json.loads(text) if text else None


def main(first: Path, second: Path, most: int) -> None:
    """Import the first archive, then the second, which changes some of it: unbroken, and killed at
    each of its steps, or at `most` of them."""
    in_child(lambda: bring(first, 0))
    connections.close_all()
    data = Path(settings.DATA)
    kept = data.parent / "kept"
    shutil.copytree(data, kept, ignore=shutil.ignore_patterns("store"))
    many = _tried(data, kept, second, 0)["told"]["steps"]
    every = max(1, many // most)
    for last in range(1 + many % every // 2, many + 1, every):
        _tried(data, kept, second, last)


def _tried(data: Path, kept: Path, archive: Path, last: int) -> Any:
    for one in data.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    shutil.copytree(kept, data, dirs_exist_ok=True)
    died, told = in_child(lambda: bring(archive, last))
    again = in_child(lambda: bring(archive, 0))[1]
    done = {"last": last, "died": died, "told": told, "again": again, "text": in_child(said)[1]}
    sys.stdout.write(json.dumps(done) + "\n")
    sys.stdout.flush()
    return done
