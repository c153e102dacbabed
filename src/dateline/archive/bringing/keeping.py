"""Items become stories, a batch at a time: filed, or updated where they have changed there.

A batch is one transaction of the record. What the archive knows of it is written after it, so a
run that is killed between the two finds its stories by their source, and completes the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from dateline.archive.bringing import addresses
from dateline.archive.bringing.copying import Fetch, Wishes, copy_of
from dateline.archive.bringing.shapes import Item
from dateline.archive.models import Brought
from dateline.delivery.public import touch
from dateline.desk.public import Copy, NotAllowed, NotCopy, file_batch, file_story, find, update
from dateline.lib import canonical

BATCH = 100
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
    ahead: int = 0
    """How many are dated after the import, and so became drafts without a date."""


@dataclass(frozen=True)
class Ready:
    """An item, and what is filed of it."""

    item: Item
    copy: Copy
    digest: str


class Keeper:
    """Keeps items; with `dry_run` nothing, but the summary is the same but for pictures."""

    def __init__(
        self, done: Summary, wishes: Wishes, fetch: Fetch, *, at: datetime, dry_run: bool
    ) -> None:
        self.done, self.wishes, self.fetch, self.at = done, wishes, fetch, at
        self.dry_run = dry_run
        self.seen: set[str] = set()

    def keep(self, items: Sequence[Item]) -> None:
        """Keep a batch."""
        fresh, digests = [], dict[str, str]()
        for item in items:
            digest = _digest(item)
            if not digest:
                self.done.refused.append((item.where, "half a surrogate pair is no text"))
            elif self._once(item):
                fresh.append(item)
                digests[item.ref] = digest
        rows = {row.source: row for row in Brought.objects.filter(source__in=digests)}
        changed = [item for item in fresh
                   if item.ref not in rows or rows[item.ref].digest != digests[item.ref]]
        self.done.stories["same"] += len(fresh) - len(changed)
        if self.dry_run:
            for item, _ in self._copies(changed):
                self._told(item, "updated" if item.ref in rows else "new")
            return
        ready = [Ready(item, copy, digests[item.ref]) for item, copy in self._copies(changed)]
        new = [one for one in ready if one.item.ref not in rows]
        kept = [*self._file(new), *(one for one in ready
                                    if one.item.ref in rows and self._update(one, rows))]
        self._note(kept)

    def _once(self, item: Item) -> bool:
        """Twice in one archive is a mistake of it, which is told."""
        if item.ref in self.seen:
            self.done.refused.append((item.where, f"{item.ref} was there before in this archive"))
            return False
        self.seen.add(item.ref)
        return True

    def _copies(self, items: Iterable[Item]) -> list[tuple[Item, Copy]]:
        made = []
        for item in items:
            try:
                made.append((item, copy_of(item, self.wishes, self.fetch)))
            except (NotCopy, ValueError, RecursionError) as error:
                self.done.refused.append((item.where, str(error)[:300]))
        return made

    def _file(self, ready: list[Ready]) -> list[Ready]:
        """File what is new; of a batch that is refused each alone, so that one harms no other."""
        live = [one for one in ready if not one.item.draft]
        try:
            if live:
                file_batch([one.copy for one in live], at=self.at)
            filed = live
        except NotCopy:
            filed = [one for one in live if self._alone(one)]
        drafts = [one for one in ready if one.item.draft and self._draft(one)]
        for one in filed:
            self._told(one.item, "new")
        for one in drafts:
            self._told(one.item, "draft")
        return [*filed, *drafts]

    def _alone(self, one: Ready) -> bool:
        try:
            file_batch([one.copy], at=self.at)
        except NotCopy as error:
            self.done.refused.append((one.item.where, str(error)))
            return False
        return True

    def _draft(self, one: Ready) -> bool:
        try:
            file_story(one.copy, backfile=True)
        except NotCopy as error:
            self.done.refused.append((one.item.where, str(error)))
            return False
        return True

    def _update(self, one: Ready, rows: dict[str, Brought]) -> bool:
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
        for one in kept:
            found = find(source=one.item.ref)
            if found is None:
                continue
            guid = UUID(found.guid)
            rows.append(Brought(source=one.item.ref, guid=guid, digest=one.digest))
            paths = filter(None, map(addresses.path_of, one.item.addresses))
            pairs += [(path, guid) for path in dict.fromkeys(paths)]
        with transaction.atomic():
            Brought.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["source"], update_fields=["digest"])
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
