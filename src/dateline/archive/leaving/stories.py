"""Every live story in another system's words: one file a story, or one file for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dateline.archive.leaving.folder import Leaving
from dateline.archive.leaving.markdown import markdown_of
from dateline.archive.leaving.wordpress import Wxr
from dateline.delivery.public import snapshot
from dateline.formats import newsmlg2, ninjs
from dateline.formats.item import NewsItem
from dateline.lib.progress import Progress
from dateline.record import public as record
from dateline.record.public import Site, Version

ItemOf = Callable[[Version, Site], NewsItem]
Comments = Callable[[], Iterator[dict[str, Any]]]
FORMS = ("ninjs", "newsml-g2", "markdown", "wxr")


@dataclass(frozen=True)
class Told:
    """What was written: stories, pictures, comments; and pictures whose file was not there."""

    stories: int
    pictures: int
    comments: int
    missing: tuple[str, ...]


def leave(
    folder: Path, form: str, *, item_of: ItemOf, comments: Comments, at: datetime
) -> Told:
    """Write every live story as of one snapshot; raises NotEmpty, OSError.

    `form` is one of FORMS. `wxr` takes the public comments along.
    """
    bar, count = Progress("stories"), 0
    with Leaving(folder) as leaving, snapshot() as held:
        site, total = record.site(), record.total()
        writer = _writer(leaving, form, site, comments, at)
        for version in live_stories():
            writer.add(version, item_of(version, site))
            count += 1
            bar.at(count, total)
        talk = writer.end()
        leaving.settle()
        leaving.finish(form=form, epoch=held.epoch, tick=held.as_of, entries=record.head(),
                       stories=count)
    return Told(count, len(leaving.pictures), talk, tuple(sorted(leaving.missing)))


def live_stories() -> Iterator[Version]:
    """Each live story's public version, in the order of their first publication."""
    for part in range(record.roll_parts()):
        for one in record.enrolled(part):
            version = record.story(one.address.rpartition("~")[2])
            if version is not None and version.state == "live":
                yield version


class Files:
    """A file a story, in folders by the year of its date."""

    def __init__(self, leaving: Leaving, ending: str, dump: Callable[..., bytes]) -> None:
        self.leaving, self.ending, self.dump = leaving, ending, dump

    def add(self, version: Version, item: NewsItem) -> None:
        """Write it, and its pictures beside it."""
        data = self.dump(version, item)
        year = f"{version.published_at:%Y}" if version.published_at else "undated"
        self.leaving.write(f"{year}/{_stem(version)}.{self.ending}", data)
        self.leaving.illustrate(data.decode())

    def end(self) -> int:
        """No comments."""
        return 0


def _stem(version: Version) -> str:
    """The end of its address, within what names of files may be long (255 bytes)."""
    slug, _, code = unquote(version.address.rpartition("/")[2]).rpartition("~")
    return f"{slug.encode()[:180].decode(errors='ignore')}~{code}"


def _writer(
    leaving: Leaving, form: str, site: Site, comments: Comments, at: datetime
) -> Files | Wxr:
    if form == "wxr":
        return Wxr(leaving, site, comments(), at=at)
    if form == "ninjs":
        return Files(leaving, "json", lambda _, item: ninjs.dump(item))
    if form == "newsml-g2":
        return Files(leaving, "xml", lambda _, item: newsmlg2.dump(item, sender=site.name, sent=at))
    return Files(leaving, "md", lambda version, item: markdown_of(version, item, site))
