"""The index follows the log: each entry's story as the record has it now, or not at all.

Any process may call `apply`; one at a time works. It may die anywhere: what is applied twice is
the same as once. An index of another history or layout, and one that cannot be read, is made anew.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dateline.archive.keepingup import TROUBLE, keep_up
from dateline.archive.searching import places
from dateline.archive.searching.documents import document_of, entry_of, schema
from dateline.archive.searching.places import Place, Position
from dateline.delivery.public import epoch
from dateline.record import public as record
from dateline.record.public import LogEntry, Run

log = logging.getLogger("dateline.search")
BATCH = 1000
PATIENCE = 60.0
HEAP = 64_000_000
BEAT = 0.25
LOOK = 20
"""So many beats may pass without news before the database is asked all the same."""
AT_ONCE = 3000
"""An erasure is acknowledged when the index was made anew without the text, up to so many stories;
a larger one is made anew by the worker, the text being out of all answers at once."""


def apply(*, patience: float = PATIENCE) -> bool:
    """Bring the index nearer to the head; whether there is more. Raises Busy, OSError, Error."""
    with places.locked(patience):
        place, position = _standing()
        position, more = _step(place, position)
        while position.tainted:
            done = _anew(position)
            if done or record.total() > AT_ONCE:
                return more or not done
        return more


def apply_all(*, patience: float = PATIENCE) -> None:
    """The same until there is nothing more."""
    while apply(patience=patience):
        pass


def let_go(guids: Sequence[str], *, patience: float = PATIENCE) -> None:
    """Take those of these stories that are not public from the index out of turn, however far it is
    behind: what is applied later asks the record anyway.

    Raises Busy, OSError, ValueError, Error.
    """
    with places.locked(patience):
        gone = set(guids) - record.live(tuple(guids)).keys()
        for place in filter(None, map(places.named, ("current", "next"))):
            position = place.position()
            if gone and position is not None:
                _remove(place, gone)
                place.move(replace(position, freed=position.freed + 1))


def _remove(place: Place, guids: Iterable[str]) -> None:
    from tantivy import Index

    writer = Index.open(str(place.index)).writer(HEAP, 1)
    for guid in guids:
        writer.delete_documents_by_term("id", guid)
    writer.commit()
    writer.wait_merging_threads()


def keep_indexed(stop: threading.Event) -> None:
    """Follow the log until `stop` is set: what is published is found within a second."""
    keep_up(stop, apply, log, "The search index goes on", beat=BEAT, look=LOOK,
            trouble=(*TROUBLE, places.Busy))


def _standing() -> tuple[Place, Position]:
    """The index that is searched; a new one where there is none of this history."""
    place = places.named("current")
    position = place.position() if place else None
    if place and position and position.epoch == epoch() and position.seq <= record.head():
        if _opens(place):
            return place, position
        log.warning("The search index is damaged and made anew.")
    return _begun("current")


def _opens(place: Place) -> bool:
    from tantivy import Index

    try:
        Index.open(str(place.index))
    except (ValueError, OSError):
        return False
    return True


def _begun(role: str) -> tuple[Place, Position]:
    from tantivy import Index

    place, head = places.new_place(), record.head()
    Index(schema(), path=str(place.index))
    position = Position(epoch(), head, head)
    place.move(position)
    places.name_as(role, place)
    return place, position


def _anew(current: Position) -> bool:
    """Make another index beside this one, a batch at a time; whether it has taken its place."""
    place = places.named("next")
    position = place.position() if place else None
    if (place is None or position is None or position.epoch != current.epoch
            or position.until < current.erased):
        place, position = _begun("next")
    position, more = _step(place, position)
    if more or position.seq < current.seq:
        return False
    places.name_as("current", place)
    return True


@dataclass(frozen=True)
class _Work:
    """What a batch does: stories by guid (with the version an older entry tells), and terms."""

    position: Position
    stories: dict[str, int]
    terms: tuple[int, ...] = ()
    more: bool = False


def _step(place: Place, position: Position) -> tuple[Position, bool]:
    """One batch of news, and one of what is older."""
    news, older = _news(position), None
    if news.stories or news.terms:
        _write(place, news, exact=False)
    position = news.position
    if not position.whole:
        older = _older(position)
        _write(place, older, exact=True)
        position = older.position
    if older or news.stories or news.terms or position.seq != _seq(place):
        place.move(position)
    return position, news.more or not position.whole


def _seq(place: Place) -> int:
    held = place.position()
    return held.seq if held else -1


def _news(position: Position) -> _Work:
    found = list(islice(record.follow(f"{position.epoch}:{position.seq}"), BATCH))
    entries = [entry for _, entry in found]
    erased = max((each.seq for each in entries if each.act == "erase"), default=position.erased)
    after = replace(position, seq=entries[-1].seq if entries else position.seq, erased=erased)
    return _Work(after, {each.guid: 0 for each in entries if each.guid},
                 tuple(dict.fromkeys(each.term for each in entries if each.term)),
                 len(entries) == BATCH)


def _older(position: Position) -> _Work:
    entries: list[LogEntry] = []
    for _, entry in islice(record.follow(f"{position.epoch}:{position.built}"), BATCH):
        if entry.seq > position.until:
            break
        entries.append(entry)
    built = entries[-1].seq if len(entries) == BATCH else position.until
    return _Work(replace(position, built=built),
                 {each.guid: each.version for each in entries if each.guid})


def _write(place: Place, work: _Work, *, exact: bool) -> None:
    """Put the stories in as they are now, and commit. `exact`: only if that is the entry's."""
    from tantivy import Index

    index = Index.open(str(place.index))
    writer = index.writer(HEAP, 1)
    for guids in _guids(work):
        live = record.whole(guids)
        for guid in guids:
            story = live.get(guid)
            if exact and (story is None or story.version != work.stories[guid]):
                continue
            writer.delete_documents_by_term("id", guid)
            if story is not None:
                writer.add_document(document_of(entry_of(story)))
    writer.commit()
    place.move(work.position)  # searched from here on; merging parts may take a while
    writer.wait_merging_threads()


def _guids(work: _Work) -> Iterator[tuple[str, ...]]:
    stories = list(work.stories)
    for begin in range(0, len(stories), 200):
        yield tuple(stories[begin : begin + 200])
    for term in work.terms:
        run: Run | None = record.newest_run(least=200, term=term)
        while run is not None:
            yield tuple(version.guid for version in run.versions)
            run = record.run_from(run.older, term=term) if run.older else None
