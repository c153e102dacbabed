"""Items become stories, a batch at a time: filed, or updated where they have changed there.

A batch is one transaction of the record. What the archive knows of it is written after it, so a
run that is killed between the two finds its stories by their source, and completes the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

from django.db import transaction

from dateline.archive.bringing import addresses
from dateline.archive.bringing.copying import Fetch, Wishes, copy_of
from dateline.archive.bringing.parsing import Parser, Read
from dateline.archive.bringing.shapes import Item
from dateline.archive.models import Brought
from dateline.delivery.public import touch
from dateline.desk.public import (
    Copy,
    NotAllowed,
    NotCopy,
    file_batch,
    file_story,
    filed,
    find,
    update,
)
from dateline.lib import canonical
from dateline.lib.bulk import insert

BATCH = 500
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
    redirects: int = 0
    pictures: dict[str, str] = field(default_factory=dict)
    """Those that were not to be had, and why."""
    mended: list[str] = field(default_factory=list)
    """What was put right in the file, in words."""
    files: tuple[Path, ...] = ()
    """What was read, where that is no folder."""
    unread: Counter[str] = field(default_factory=Counter)
    """Files of text beside those that were read, by ending."""
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

    def keep(self, items: Sequence[Item]) -> None:
        """Keep a batch: while its bodies are read, the one before it is written."""
        batch = self._begun(items)
        self.finish()
        self._under_way = batch

    def finish(self) -> None:
        """Write the batch that is under way."""
        batch, self._under_way = self._under_way, None
        if batch is None:
            return
        copies = self._copies(batch)
        ready = [Ready(item, copy, batch.digests[item.ref]) for item, copy in copies]
        new = [one for one in ready if one.item.ref not in batch.rows]
        kept = [*self._file(new), *(one for one in ready
                                    if one.item.ref in batch.rows and self._update(one))]
        self._note(kept)

    def _begun(self, items: Sequence[Item]) -> Batch | None:
        """What of these is new or has changed; with `dry_run` that is only told."""
        fresh, digests = [], dict[str, str]()
        for item in items:
            digest = _digest(item)
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

    def _file(self, ready: list[Ready]) -> list[Ready]:
        """File what is new."""
        live = self._filed([one for one in ready if not one.item.draft])
        drafts = [one for one in ready if one.item.draft and self._draft(one)]
        for one in live:
            self._told(one.item, "new")
        for one in drafts:
            self._told(one.item, "draft")
        return [*live, *drafts]

    def _filed(self, live: list[Ready]) -> list[Ready]:
        """Those that could be filed; a batch that is refused is halved until one is left, so that
        it harms no other."""
        try:
            if live:
                file_batch([one.copy for one in live], at=self.at)
            return live
        except NotCopy as error:
            if len(live) == 1:
                self.done.refused.append((live[0].item.where, str(error)))
                return []
        half = len(live) // 2
        return [*self._filed(live[:half]), *self._filed(live[half:])]

    def _draft(self, one: Ready) -> bool:
        try:
            file_story(one.copy, backfile=True)
        except NotCopy as error:
            self.done.refused.append((one.item.where, str(error)))
            return False
        return True

    def _update(self, one: Ready) -> bool:
        """Take over what has changed there; a story somebody works on here is left as it is."""
        found = find(source=one.item.ref)
        if found is None or found.standing not in ("live", "undated"):
            self.done.stories["kept"] += 1
            return False
        try:
            with transaction.atomic():  # killed after it, the change would be taken over again
                update(found.guid, {name: getattr(one.copy, name) for name in _CHANGES},
                       at=self.at, backfile=True)
                self._note([one])
        except (NotCopy, NotAllowed) as error:
            self.done.refused.append((one.item.where, str(error)))
            return False
        self.done.stories["updated"] += 1
        return True

    def _told(self, item: Item, what: str) -> None:
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


def _digest(item: Item) -> str:
    """Of all but where it stands in a file, in which folder, and what is noted of it; empty: it is
    no text."""
    said = vars(replace(item, where="", folder="", note=""))
    when = item.published_at.isoformat() if item.published_at else ""
    try:
        return canonical.digest(said | {"published_at": when})
    except UnicodeEncodeError:
        return ""
