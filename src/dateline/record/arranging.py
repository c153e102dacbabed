"""Acts on what shows around the stories, the front page and the settings; and how they stand."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from dateline.lib import canonical
from dateline.record.actions import NotPossible
from dateline.record.documents import Logo, Published, Site
from dateline.record.frontpage import Front, Rail, front_of, spelled_front
from dateline.record.models import Emblem, Entry, Ledger, Setting, Spanned, TermName
from dateline.record.models import Front as FrontRow
from dateline.record.publication import Publication
from dateline.record.sites import site_of, spelled_site
from dateline.record.succession import successors


class Moved(NotPossible):
    """What was to be changed has changed since entry `based_on`; it stands at entry `seq`."""

    def __init__(self, what: str, seq: int) -> None:
        super().__init__(f"{what} has changed meanwhile: it stands at entry {seq}")
        self.seq = seq


@dataclass(frozen=True)
class Arranged:
    """An arrangement of the front page, the entry that made it, and when; 0 before the first."""

    seq: int
    at: datetime | None
    front: Front


def arrange(front: Front, *, at: datetime, based_on: int | None = None) -> Published | None:
    """Arrange the front page; None if it is arranged so already.

    `based_on` is the entry whose arrangement was looked at; raises Moved where another is newer.
    """
    book = Publication(at=at)
    front = _standing([front])[0]
    held = FrontRow.objects.filter(to_seq=None).first()
    _unmoved("the front page", held, based_on)
    document, text = spelled_front(front)
    if held is not None and (held.document, held.banner_text) == (document, text):
        return None
    _sections_known(front)
    FrontRow.objects.filter(to_seq=None).update(to_seq=book.seq)
    FrontRow.objects.create(
        from_seq=book.seq, document=document, banner_text=text,
        banner_story=document["banner"]["story"] if document["banner"] else "",
    )
    book.keys["front"] = None
    done = book.enter("front", None, {"front": canonical.digest(document)})
    book.save()
    return done


def configure(site: Site, *, at: datetime, based_on: int | None = None) -> Published:
    """Change the settings that show; raises Moved like `arrange`."""
    book = Publication(at=at)
    _unmoved("the settings", Setting.objects.filter(to_seq=None).first(), based_on)
    document = spelled_site(site)
    Setting.objects.filter(to_seq=None).update(to_seq=book.seq)
    Setting.objects.create(from_seq=book.seq, document=document)
    book.keys["site"] = None
    done = book.enter("configure", None, document)
    book.save()
    return done


def next_seq() -> int:
    """The number of the next entry of the log, which is this transaction's to make.

    It takes the lock that every act takes first: who asks publishes next.
    """
    return int(Ledger.objects.select_for_update().values_list("seq", flat=True).get()) + 1


def keep_logo(png: bytes, *, width: int, height: int) -> Logo:
    """Keep a logo for the settings that are changed in the same transaction."""
    digest = hashlib.sha256(png).hexdigest()
    fields = {"width": width, "height": height, "data": base64.b64encode(png).decode()}
    Emblem.objects.get_or_create(digest=digest, defaults=fields)
    return Logo(digest, width, height)


def arranged(seq: int | None = None) -> Arranged:
    """The arrangement that stands now, or the one that entry `seq` made; raises LookupError."""
    rows = FrontRow.objects.all()
    row = (rows.filter(to_seq=None) if seq is None else rows.filter(from_seq=seq)).first()
    if row is None:
        if seq:
            raise LookupError(f"entry {seq} did not arrange the front page")
        return Arranged(0, None, Front())
    at = Entry.objects.values_list("at", flat=True).get(pk=row.from_seq)
    return Arranged(row.from_seq, at, _standing([front_of(row.document, row.banner_text)])[0])


def arrangements(*, after: int = 0, limit: int = 50) -> tuple[Arranged, ...]:
    """The latest arrangements made after entry `after`, the newest first."""
    rows = list(FrontRow.objects.filter(from_seq__gt=after).order_by("-from_seq")[:limit])
    seqs = [row.from_seq for row in rows]
    times = dict(Entry.objects.filter(seq__in=seqs).values_list("seq", "at"))
    fronts = _standing([front_of(row.document, row.banner_text) for row in rows])
    return tuple(
        Arranged(row.from_seq, times[row.from_seq], front)
        for row, front in zip(rows, fronts, strict=True)
    )


def configured(seq: int | None = None) -> tuple[int, Site]:
    """The settings that stand now, or those that entry `seq` made, and that entry; 0: none yet."""
    rows = Setting.objects.all()
    row = (rows.filter(to_seq=None) if seq is None else rows.filter(from_seq=seq)).first()
    return (row.from_seq, site_of(row.document)) if row else (0, site_of({}))


def configurations(*, limit: int = 20) -> tuple[tuple[int, datetime], ...]:
    """The latest changes of the settings, the newest first: their entries, and when."""
    rows = Entry.objects.filter(act="configure").order_by("-seq")
    return tuple(rows.values_list("seq", "at")[:limit])


def _unmoved(what: str, held: Spanned | None, based_on: int | None) -> None:
    stands = held.from_seq if held else 0
    if based_on is not None and based_on != stands:
        raise Moved(what, stands)


def _standing(fronts: list[Front]) -> list[Front]:
    """The arrangements with the sections that stand for merged ones; pins go with them."""
    into = successors(number for front in fronts for number in front.sections)
    return [_with(front, into) if into.keys() & front.sections else front for front in fronts]


def _with(front: Front, into: dict[int, int]) -> Front:
    pins: dict[int, dict[str, None]] = {}
    for rail in front.rails:
        held = pins.setdefault(into.get(rail.section, rail.section), {})
        held.update(dict.fromkeys(rail.pins))
    rails = tuple(Rail(section, tuple(guids)) for section, guids in pins.items())
    without = tuple(number for number in front.without if number not in into)
    return replace(front, rails=rails, without=without)


def _sections_known(front: Front) -> None:
    wanted = front.sections
    named = TermName.objects.filter(term__in=wanted, to_seq=None, family="section")
    missing = wanted - set(named.values_list("term_id", flat=True))
    if missing:
        raise NotPossible(f"there is no public section of the number {min(missing)}")
