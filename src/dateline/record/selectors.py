"""What readers may ask of the record. Every answer is frozen, and names the keys it depends on.

`as_of` is a sequence number of the log: the past as it may be shown today (DESIGN 4.3); None: now.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from dateline.delivery.public import READER, depends_on, now, selector, valid_until
from dateline.record import codes
from dateline.record.codes import UnknownCode
from dateline.record.documents import Listing, Site, Term, Version
from dateline.record.models import Entry, Placement, Setting, Shown, TermName, span
from dateline.record.models import Term as TermRow
from dateline.record.models import Version as VersionRow
from dateline.record.reading import items_of, term_of, terms, version_of
from dateline.record.sites import site_of

PAGE = 30
Rows: TypeAlias = "QuerySet[Any]"


@selector
def story(code: str, *, as_of: int | None = None) -> Version | None:
    """The story of a code (any case), or None: a code nobody was given, or not yet public then."""
    depends_on(f"code:{code.lower()[:12]}")
    if not codes.is_code(code):
        return None
    row = (
        VersionRow.objects.using(READER)
        .filter(span(as_of), story__code=codes.normal(code))
        .select_related("story")
        .first()
    )
    return version_of(row, as_of) if row is not None else None


@selector
def latest(
    *, section: int | None = None, before: str = "", limit: int = PAGE, as_of: int | None = None
) -> Listing:
    """The newest live stories, dated ones first; of one section where its number is given."""
    if section is not None:
        return in_term(section, before=before, limit=limit, as_of=as_of)
    depends_on("latest")
    rows = VersionRow.objects.using(READER).filter(span(as_of), state="live")
    return _listing(rows, before, limit, as_of)


@selector
def recent(*, hours: int, limit: int = PAGE, as_of: int | None = None) -> Listing:
    """Live stories dated within the last `hours`, newest first; never an undated one."""
    depends_on("latest")
    moment = now()
    oldest = moment - timedelta(hours=hours)
    rows = VersionRow.objects.using(READER).filter(span(as_of), state="live")
    within = rows.filter(sort_at__gt=oldest, sort_at__lte=moment)
    ends = within.order_by("sort_at").values_list("sort_at", flat=True).first()
    begins = (
        rows.filter(sort_at__gt=moment).order_by("sort_at").values_list("sort_at", flat=True)
    ).first()
    changes = [ends + timedelta(hours=hours)] if ends else []
    changes += [begins] if begins else []
    valid_until(min(changes, default=None))
    return _listing(within, "", limit, as_of)


@selector
def in_term(
    number: int, *, before: str = "", limit: int = PAGE, as_of: int | None = None
) -> Listing:
    """The stories of a section, dossier, tag, place or author, newest first, undated last."""
    depends_on(f"list:{number}")
    placed = Placement.objects.using(READER).filter(span(as_of), term=number)
    placed = _before(placed, before, as_of).order_by("-sort_at", "-story_id")
    ids = list(placed.values_list("story_id", flat=True)[: limit + 1])
    rows = VersionRow.objects.using(READER).filter(span(as_of), story__in=ids)
    by_story = {row.story_id: row for row in rows.select_related("story").defer("document")}
    return _cut([by_story[number] for number in ids], limit, as_of)


def _listing(rows: Rows, before: str, limit: int, as_of: int | None) -> Listing:
    rows = _before(rows, before, as_of).order_by("-sort_at", "-story_id").select_related("story")
    return _cut(list(rows.defer("document")[: limit + 1]), limit, as_of)


def _cut(rows: list[VersionRow], limit: int, as_of: int | None) -> Listing:
    shown = rows[:limit]
    return Listing(items_of(shown, as_of), shown[-1].story.code if len(rows) > limit else "")


def _before(rows: Rows, code: str, as_of: int | None) -> Rows:
    """Keyset paging: what sorts after the story of this code; raises UnknownCode."""
    if not code:
        return rows
    mark = VersionRow.objects.using(READER).filter(story__code=codes.normal(code), state="live")
    if as_of is not None:
        mark = mark.filter(from_seq__lte=as_of)
    last = mark.order_by("-version").first()
    if last is None:
        raise UnknownCode(f"{code!r} is no story's code")
    depends_on(f"story:{last.story_id}")
    at = last.sort_at
    return rows.filter(Q(sort_at__lt=at) | Q(sort_at=at, story_id__lt=last.story_id))


@selector
def count(number: int, *, as_of: int | None = None) -> int:
    """How many live stories stand in a term: exact."""
    depends_on(f"count:{number}")
    if as_of is None:
        counts = TermRow.objects.using(READER).filter(pk=number).values_list("count", flat=True)
        return counts.first() or 0
    return Placement.objects.using(READER).filter(span(as_of), term=number).count()


@selector
def term(family: str, slug: str, *, as_of: int | None = None) -> Term | None:
    """The term that has, or once had, this slug in its family; named as it is called now."""
    depends_on(f"slug:{family}:{slug}")
    if "\x00" in slug:
        return None
    known = TermName.objects.using(READER).filter(family=family, slug=slug)
    if as_of is not None:
        known = known.filter(from_seq__lte=as_of)
    held = known.order_by("-from_seq").first()
    return terms([held.term_id], as_of).get(held.term_id) if held else None


@selector
def term_by_number(number: int, *, as_of: int | None = None) -> Term | None:
    """A term by its number."""
    return terms([number], as_of).get(number)


@selector
def sections(*, as_of: int | None = None) -> tuple[Term, ...]:
    """All public sections, in their order."""
    depends_on("sections")
    rows = TermName.objects.using(READER).filter(span(as_of), family="section")
    return tuple(term_of(row) for row in rows.order_by("position", "term"))


@selector
def dossiers(*, limit: int = 12, as_of: int | None = None) -> tuple[Term, ...]:
    """Dossiers with live stories, the most recently changed first."""
    depends_on("dossiers")
    rows = TermName.objects.using(READER).filter(span(as_of), family="dossier")
    if as_of is None:
        rows = rows.filter(term__count__gt=0).order_by("-term__touched_seq", "term")
    else:
        placed = Placement.objects.using(READER).filter(term=OuterRef("term"))
        rows = rows.filter(Exists(placed.filter(span(as_of)))).annotate(
            touched=Subquery(
                placed.filter(from_seq__lte=as_of).order_by("-from_seq").values("from_seq")[:1]
            )
        ).order_by("-touched", "term")
    return tuple(term_of(row) for row in rows[:limit])


@selector
def edition_at() -> datetime | None:
    """When the edition being read was made: the time of the newest entry of the log."""
    depends_on("edition")
    newest = Entry.objects.using(READER).order_by("-seq").values_list("at", flat=True)
    return newest.first()


@selector
def site(*, as_of: int | None = None) -> Site:
    """The settings that show."""
    depends_on("site")
    document = Setting.objects.using(READER).filter(span(as_of)).values_list("document", flat=True)
    return site_of(document.first() or {})


@selector
def shown(name: str, *, as_of: int | None = None) -> bool:
    """Whether a live story shows this file; with `as_of`, one live today that showed it then."""
    depends_on(f"picture:{name}")
    rows = Shown.objects.using(READER).filter(span(as_of), name=name[:90])
    return rows.exists() if as_of is None else rows.filter(story__state="live").exists()


@selector
def head() -> int:
    """The sequence number of the newest entry."""
    depends_on("edition")
    return Entry.objects.using(READER).order_by("-seq").values_list("seq", flat=True).first() or 0
