"""Items become stories, a batch at a time: filed, or updated where they have changed there.

A batch is one transaction of the record. What the archive knows of it is written after it, so a
run that is killed between the two finds its stories by their source, and completes the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

from django.db import transaction

from dateline.archive.bringing import addresses
from dateline.archive.bringing.copying import Fetch, Wishes, copy_of
from dateline.archive.bringing.parsing import Parser, Read
from dateline.archive.bringing.shapes import Item
from dateline.archive.bringing.tidying import Tidied
from dateline.archive.models import Brought
from dateline.delivery.public import touch
from dateline.desk.public import (
    Copy,
    NotAllowed,
    NotCopy,
    file_batch,
    filed,
    update_batch,
)
from dateline.lib.bulk import insert

BATCH = 2000
_CHANGES = ("headline", "headline_missing", "standfirst", "section", "authors", "tags", "blocks",
            "published_at", "language", "picture", "place", "credit", "dossiers")


@dataclass
class Summary:
    """What became of an archive: how many of each, and `refused`: where, and why."""

    form: str = ""
    stories: Counter[str] = field(default_factory=Counter)
    """`new`, `draft`, `updated`, `same`, `kept` (changed here too)."""
    passed: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)
    undated: int = 0
    unzoned: int = 0
    """How many dates said no zone, and were read in the newsroom's, `zone`."""
    zone: str = ""
    redirects: int = 0
    pictures: dict[str, str] = field(default_factory=dict)
    """Those that were not to be had, and why."""
    mended: list[str] = field(default_factory=list)
    """What was put right in the file, in words."""
    guessed: list[str] = field(default_factory=list)
    """Which fields of a table were taken for which of ours, where no map says it."""
    files: tuple[Path, ...] = ()
    """What was read, where that is no folder."""
    unread: Counter[str] = field(default_factory=Counter)
    """Files of text beside those that were read, by ending."""
    first: str = ""
    """What was read of the first story, in words."""
    ahead: int = 0
    """How many are dated after the import, and so became drafts without a date."""


@dataclass(frozen=True)
class Ready:
    """An item, and what is filed of it."""

    item: Item
    copy: Copy
    digest: str


@dataclass(frozen=True)
class Batch:
    """Items that are new or have changed. `digests` are by ref, `rows` those of what was brought
    before; `read` waits for their bodies."""

    items: Sequence[Item]
    digests: dict[str, str]
    rows: dict[str, str]
    read: Callable[[], list[Read]]


class Keeper:
    """Keeps items; with `dry_run` nothing, but the summary is the same but for pictures."""

    def __init__(
        self, done: Summary, wishes: Wishes, fetch: Fetch, parser: Parser, *, at: datetime,
        dry_run: bool,
    ) -> None:
        self.done, self.wishes, self.fetch, self.at = done, wishes, fetch, at
        self.parser, self.dry_run = parser, dry_run
        self.seen = dict[bytes, int]()
        self._under_way: Batch | None = None

    def keep(self, items: Sequence[Tidied]) -> None:
        """Keep a batch: while its bodies are read, the one before it is written."""
        batch = self._begun(items)
        self.finish()
        self._under_way = batch

    def finish(self) -> None:
        """Write the batch that is under way."""
        batch, self._under_way = self._under_way, None
        if batch is None:
            return
        ready = [Ready(item, copy, batch.digests[item.ref]) for item, copy in self._copies(batch)]
        self._note(self._file([one for one in ready if one.item.ref not in batch.rows]))
        self._halved(self._update, [one for one in ready if one.item.ref in batch.rows])

    def _begun(self, items: Sequence[Tidied]) -> Batch | None:
        """What of these is new or has changed; with `dry_run` that is only told."""
        fresh, digests = [], dict[str, str]()
        for item, digest in ((one.item, one.digest) for one in items):
            if not digest:
                self.done.refused.append((item.where, "half a surrogate pair is no text"))
            elif self._once(item, digest):
                fresh.append(item)
                digests[item.ref] = digest
        rows = dict(Brought.objects.filter(source__in=digests).values_list("source", "digest"))
        changed = [item for item in fresh if rows.get(item.ref) != digests[item.ref]]
        self.done.stories["same"] += len(fresh) - len(changed)
        bodies = [(item.html, item.text) for item in changed]
        batch = Batch(changed, digests, rows,
                      self.parser.begin(bodies, many=len(changed) >= BATCH))
        if self.dry_run:
            for item, _ in self._copies(batch):
                self._told(item, "updated" if item.ref in rows else "new")
            return None
        return batch

    def _once(self, item: Item, digest: str) -> bool:
        """Whether it is there for the first time. The same again, as in files of an export that
        overlap, is passed over; another of the same id is a mistake of it, which is told."""
        short = blake2b(item.ref.encode(), digest_size=16).digest()  # of a million: 130 MB
        said = int(digest[:8], 16)
        known = self.seen.get(short)
        if known is None:
            self.seen[short] = said
        elif known == said:
            self.done.passed["story that stands twice"] += 1
        else:
            self.done.refused.append(
                (item.where, f"{item.ref} was there before in this archive, with other words"))
        return known is None

    def _copies(self, batch: Batch) -> list[tuple[Item, Copy]]:
        made = []
        for item, article in zip(batch.items, batch.read(), strict=True):
            if isinstance(article, str):
                self.done.refused.append((item.where, article))
                continue
            try:
                made.append((item, copy_of(item, article, self.wishes, self.fetch)))
            except (NotCopy, ValueError, RecursionError) as error:
                self.done.refused.append((item.where, str(error)[:300]))
        return made

    def _file(self, new: list[Ready]) -> list[Ready]:
        """File what is new."""
        live = self._halved(self._publish, [one for one in new if not one.item.draft])
        drafts = self._halved(self._draft, [one for one in new if one.item.draft])
        for one in live:
            self._told(one.item, "new")
        for one in drafts:
            self._told(one.item, "draft")
        return [*live, *drafts]

    def _halved(self, act: Callable[[list[Ready]], None], ready: list[Ready]) -> list[Ready]:
        """Those the act could be done on; a batch that is refused is halved until one is left, so
        that it harms no other."""
        try:
            if ready:
                act(ready)
            return ready
        except (NotCopy, NotAllowed) as error:
            if len(ready) == 1:
                self.done.refused.append((ready[0].item.where, str(error)))
                return []
        half = len(ready) // 2
        return [*self._halved(act, ready[:half]), *self._halved(act, ready[half:])]

    def _publish(self, live: list[Ready]) -> None:
        file_batch([one.copy for one in live], at=self.at)

    def _draft(self, drafts: list[Ready]) -> None:
        file_batch([one.copy for one in drafts], drafts=True)

    def _update(self, changed: list[Ready]) -> None:
        """Take over what has changed there; a story somebody works on here is left as it is."""
        guids = filed([one.item.ref for one in changed])
        changes = {guids[one.item.ref]: {name: getattr(one.copy, name) for name in _CHANGES}
                   for one in changed if one.item.ref in guids}
        with transaction.atomic():  # killed after it, the change would be taken over again
            done = update_batch(changes, at=self.at)
            self._note([one for one in changed if guids.get(one.item.ref) in done])
        self.done.stories.update(
            "updated" if guids.get(one.item.ref) in done else "kept" for one in changed)

    def _told(self, item: Item, what: str) -> None:
        self.done.first = self.done.first or _said(item)
        self.done.stories["draft" if item.draft and what == "new" else what] += 1
        self.done.undated += item.published_at is None and not item.draft

    def _note(self, kept: list[Ready]) -> None:
        """Remember what was read, and where its old addresses lead."""
        if not kept:
            return
        pairs, rows = list[tuple[str, UUID]](), []
        guids = filed([one.item.ref for one in kept])
        for one in kept:
            if one.item.ref not in guids:
                continue
            guid = UUID(guids[one.item.ref])
            rows.append((one.item.ref, guid, one.digest))
            paths = filter(None, map(addresses.path_of, one.item.addresses))
            pairs += [(path, guid) for path in dict.fromkeys(paths)]
        with transaction.atomic():
            insert(Brought, ("source", "guid", "digest"), rows, once=["source"], renew=["digest"])
            keys = addresses.keep(pairs)
            if keys:
                touch(keys)
        self.done.redirects += len(keys)


def _said(item: Item) -> str:
    """What was read of a story, for a person who looks whether it is right."""
    when = item.published_at.isoformat(" ", "minutes") if item.published_at else "undated"
    named = (f"“{item.headline[:100]}”", when, item.section and f"in {item.section[:100]}",
             item.authors and f"by {', '.join(item.authors)[:200]}",
             item.tags and f"tags {', '.join(name for name, _ in item.tags)[:300]}",
             f"{len(item.html or item.text):,} signs of text")
    return "; ".join(one for one in named if one)
