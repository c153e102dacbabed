"""What `dateline check` verifies of the record: log, digests, chain, versions, counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, Exists, OuterRef, Q

from dateline.delivery.public import READER, snapshot
from dateline.lib import canonical
from dateline.lib.alphabet import filed
from dateline.lib.progress import Told, untold
from dateline.record.blocks import names_of
from dateline.record.days import counted_anew
from dateline.record.files import whole
from dateline.record.models import (
    Day,
    Entry,
    Front,
    Ledger,
    Merge,
    Placement,
    Shown,
    Story,
    Term,
    TermName,
    Version,
)
from dateline.record.publication import chained, columns_of, terms_of

CHUNK = 2000


class RecordBreach(Exception):
    """An invariant of the record that does not hold; the text names the first place found."""


def check(*, progress: Told = untold) -> Iterator[str]:
    """Yield a line for each thing verified, all of it in one snapshot; raises RecordBreach.

    `progress(what, done, total)` is told how far the long parts have come.
    """
    with snapshot():
        ledger = _rows(Ledger).get()
        yield _log(ledger, progress)
        yield _versions(progress)
        into = dict(_rows(Merge).filter(to_seq=None).values_list("term", "into"))
        yield _placements(ledger, into, progress)
        yield _terms(into)
        yield _pictures(progress)
        yield _counts(ledger)
        yield _days()
        yield _fronts()


def verify_restored() -> None:
    """Verify log, chain and versions of rows that were just restored, in their transaction.

    Raises RecordBreach.
    """
    _log(_rows(Ledger, DEFAULT_DB_ALIAS).get(), untold, DEFAULT_DB_ALIAS)
    _versions(untold, DEFAULT_DB_ALIAS)


def _rows(model: Any, using: str = READER) -> Any:
    return model._default_manager.using(using)


def _log(ledger: Ledger, progress: Told, using: str = READER) -> str:
    previous, expected = "0" * 64, 1
    for entry in _rows(Entry, using).order_by("seq").select_related("story").iterator(CHUNK):
        if entry.seq != expected:
            raise RecordBreach(f"entry {expected} of the log is missing")
        guid = entry.story.guid if entry.story else None
        if entry.previous != previous or entry.digest != canonical.digest(chained(entry, guid)):
            raise RecordBreach(f"entry {entry.seq} breaks the chain")
        erased = entry.story is not None and entry.story.state == "erased"
        emptied = erased and entry.payload is None
        if not emptied and entry.payload_digest != canonical.digest(entry.payload):
            raise RecordBreach(f"the payload of entry {entry.seq} differs from its digest")
        previous, expected = entry.digest, expected + 1
        progress("entries", entry.seq, ledger.seq)
    if (ledger.seq, ledger.digest) != (expected - 1, previous):
        raise RecordBreach(f"the ledger says entry {ledger.seq}, the log ends at {expected - 1}")
    return f"{ledger.seq} entries without a hole, digests and chain"


def _versions(progress: Told, using: str = READER) -> str:
    done, total = 0, _rows(Version, using).count()
    entered = _rows(Entry, using).filter(
        story=OuterRef("story"), version=OuterRef("version"), seq=OuterRef("from_seq"),
        version_digest=OuterRef("digest"), at=OuterRef("modified_at"),
    )
    rows = _rows(Version, using).annotate(entered=Exists(entered)).select_related("story")
    for row in rows.order_by("id").iterator(CHUNK):
        name = f"version {row.version} of ~{row.story.code}"
        if not row.entered:
            raise RecordBreach(f"{name} has no entry in the log with its digest")
        if row.document is None:
            if row.story.state != "erased":
                raise RecordBreach(f"{name} has lost its document")
        elif canonical.digest(row.document) != row.digest:
            raise RecordBreach(f"{name} differs from its digest")
        else:
            _columns(name, row)
        if row.to_seq is None and row.state != row.story.state:
            raise RecordBreach(f"~{row.story.code} is {row.story.state}, {name} is {row.state}")
        done += 1
        progress("versions", done, total)
    _one_open_each(using)
    return f"{done} versions equal to their digests, one open for each story"


def _columns(name: str, row: Version) -> None:
    for column, value in columns_of(row.document, row.state).items():
        if getattr(row, column) != value:
            raise RecordBreach(f"{name} is listed with another {column} than its document has")


def _one_open_each(using: str) -> None:
    opened = Count("versions", filter=Q(versions__to_seq=None))
    wrong = _rows(Story, using).annotate(opened=opened).exclude(opened=1).first()
    if wrong is not None:
        raise RecordBreach(f"~{wrong.code} has {wrong.opened} open versions")
    spans = _rows(Version, using).filter(version__gt=1)
    before = _rows(Version, using).filter(
        story=OuterRef("story"), version=OuterRef("version") - 1, to_seq=OuterRef("from_seq")
    )
    gap = spans.exclude(Exists(before)).select_related("story").first()
    if gap is not None:
        raise RecordBreach(f"version {gap.version} of ~{gap.story.code} does not follow the last")


def _placements(ledger: Ledger, into: dict[int, int], progress: Told) -> str:
    total = 0
    stories = _rows(Version).filter(to_seq=None).order_by("story_id")
    last = -1
    while True:
        rows = list(stories.filter(story_id__gt=last)[:CHUNK])
        if not rows:
            return f"{total} placements equal to the documents"
        last = rows[-1].story_id
        progress("placements of stories", last + 1, ledger.stories)
        placed: dict[int, set[int]] = {row.story_id: set() for row in rows}
        sorts = {row.story_id: row.sort_at for row in rows}
        for placement in _rows(Placement).filter(to_seq=None, story__in=placed):
            placed[placement.story_id].add(placement.term_id)
            total += 1
            if placement.sort_at != sorts[placement.story_id]:
                raise RecordBreach(f"a placement of story {placement.story_id} sorts elsewhere")
        shown: dict[int, set[str]] = {row.story_id: set() for row in rows}
        for file in _rows(Shown).filter(to_seq=None, story__in=shown):
            shown[file.story_id].add(file.name)
        for row in rows:
            due = {into.get(number, number) for number in terms_of(row.document)}
            if placed[row.story_id] != due:
                raise RecordBreach(f"story {row.story_id} is not placed as its document says")
            if shown[row.story_id] != names_of(row.document):
                raise RecordBreach(f"story {row.story_id} does not show its document's pictures")


def _pictures(progress: Told) -> str:
    names = _rows(Shown).filter(to_seq=None).order_by("name").values_list("name", flat=True)
    total = names.distinct().count()
    for done, name in enumerate(names.distinct().iterator(CHUNK), start=1):
        if not whole(name):
            raise RecordBreach(f"the file of picture {name} is missing or damaged")
        progress("files of pictures", done, total)
    return f"{total} files of pictures equal to their names"


def _terms(into: dict[int, int]) -> str:
    """Each term has a name now or one that stands for it, and the log says why."""
    named = set(_rows(TermName).filter(to_seq=None).values_list("term", flat=True))
    names = _rows(TermName).values_list("term", "name", "letter", "sorts")
    for number, name, *place in names.iterator(CHUNK):
        if (*place,) != filed(name):
            raise RecordBreach(f"a name of term {number} stands elsewhere in the index")
    for number in _rows(Term).values_list("number", flat=True).iterator():
        if (number in named) == (number in into):
            both = "a name of its own" if number in into else "no open name"
            raise RecordBreach(f"term {number} has {both}")
        if into.get(number, number) not in named:
            raise RecordBreach(f"term {number} is merged into a nameless one")
    held = {
        (row.term_id, row.from_seq): (row.into_id, row.to_seq) for row in _rows(Merge).iterator()
    }
    due = _merges()
    for term, seq in sorted(held.keys() | due.keys()):
        if held.get((term, seq)) != due.get((term, seq)):
            raise RecordBreach(f"the merge of term {term} at entry {seq} is not as the log has it")
    return f"{len(named)} terms with a name, {len(into)} merged as the log has it"


def _merges() -> dict[tuple[int, int], tuple[int, int | None]]:
    """By term and first entry: the term that stood for it, and until which entry."""
    due: dict[tuple[int, int], tuple[int, int | None]] = {}
    under: dict[int, dict[int, int]] = {}  # by the term that stands: for which, and since when
    entries = _rows(Entry).filter(act="merge").order_by("seq").values_list("seq", "payload")
    for seq, payload in entries:
        old, new = payload["merged"], payload["kept"]
        moved = under.pop(old, {})
        due |= {(term, since): (old, seq) for term, since in moved.items()}
        under.setdefault(new, {}).update(dict.fromkeys([*moved, old], seq))
    for new, terms in under.items():
        due |= {(term, since): (new, None) for term, since in terms.items()}
    return due


def _counts(ledger: Ledger) -> str:
    placed = dict(
        _rows(Placement).filter(to_seq=None).values_list("term").annotate(Count("id"))
    )
    for number, count in _rows(Term).values_list("number", "count").iterator():
        if placed.get(number, 0) != count:
            raise RecordBreach(f"term {number} counts {count}, placed are {placed.get(number, 0)}")
    for model, last, first in ((Story, ledger.stories - 1, 0), (Term, ledger.terms, 1)):
        total = _rows(model).count()
        if total != last - first + 1:
            raise RecordBreach(f"the ledger counts {last - first + 1} rows of {model.__name__}")
    return f"{len(placed)} counts equal to the placements"


def _days() -> str:
    """What each era of the log changed each day by."""
    rows = _rows(Day).exclude(change=0).values_list("day", "era", "change")
    kept = {(day, era): change for day, era, change in rows.iterator()}
    due = counted_anew()
    for day, era in sorted(kept.keys() ^ due.keys()):
        raise RecordBreach(f"the count of {day} in era {era} has no reason, or is missing")
    for (day, era), change in kept.items():
        if due[day, era] != change:
            raise RecordBreach(f"{day} counts {change} in era {era}, dated are {due[day, era]}")
    return f"{len(kept)} counts of days equal to the versions"


def _fronts() -> str:
    """Each arrangement is what its entry digests, and stands until the next one."""
    entered = dict(_rows(Entry).filter(act="front").values_list("seq", "payload"))
    open_from, done = None, 0
    for row in _rows(Front).order_by("from_seq").iterator(CHUNK):
        name = f"the front page of entry {row.from_seq}"
        if entered.pop(row.from_seq, None) != {"front": canonical.digest(row.document)}:
            raise RecordBreach(f"{name} differs from the digest in its entry")
        if done and open_from != row.from_seq:
            raise RecordBreach(f"{name} does not follow the last")
        _banner(name, row)
        open_from, done = row.to_seq, done + 1
    if entered:
        raise RecordBreach(f"entry {min(entered)} arranged a front page that is not there")
    if open_from is not None:
        raise RecordBreach(f"no front page stands from entry {open_from} on")
    return f"{done} front pages equal to their entries"


def _banner(name: str, row: Front) -> None:
    said = row.document["banner"]
    if (said["story"] if said else "") != row.banner_story:
        raise RecordBreach(f"{name} has another banner than its document says")
    if said is None or canonical.digest(row.banner_text) == said["text_digest"]:
        return
    told = _rows(Story).filter(guid=row.banner_story or None).first()
    if row.banner_text or told is None or told.state != "erased":
        raise RecordBreach(f"{name} has another banner than its document says")
