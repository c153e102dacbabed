"""What readers may ask of the record. Every answer is frozen, and names the keys it depends on.

`as_of` is a sequence number of the log: the past as it may be shown today (DESIGN 4.3); None: now.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dateline.delivery.public import READER, depends_on, now, selector, valid_until
from dateline.record import codes
from dateline.record.documents import Listing, Site, Term, Version
from dateline.record.listing import found, listed, versions
from dateline.record.models import Entry, Setting, Shown, TermName, span
from dateline.record.models import Term as TermRow
from dateline.record.models import Version as VersionRow
from dateline.record.past import Where, counted_then, dossiers_then
from dateline.record.reading import term_of, terms, version_of
from dateline.record.sites import site_of

PAGE = 30
MICROSECOND = timedelta(microseconds=1)


@selector
def story(code: str, *, as_of: int | None = None, related: bool = True) -> Version | None:
    """The story of a code (any case), or None: a code nobody was given, or not yet public then.

    Without its related stories where they are not to be shown: two questions fewer.
    """
    depends_on(f"code:{code.lower()[:12]}")
    if not codes.is_code(code):
        return None
    row = (
        VersionRow.objects.using(READER)
        .filter(span(as_of), story__code=codes.normal(code))
        .select_related("story")
        .first()
    )
    return version_of(row, as_of, related=related) if row is not None else None


@selector
def latest(
    *, section: int | None = None, language: str = "", before: str = "", limit: int = PAGE,
    as_of: int | None = None,
) -> Listing:
    """The newest live stories, dated ones first; of one section by its number, or one language."""
    if section is not None:
        return in_term(section, before=before, limit=limit, as_of=as_of)
    depends_on(f"latest:{language}" if language else "latest")
    where = Where(live=True, equal={"language": language} if language else {})
    return listed(where, before, limit, as_of)


@selector
def recent(
    *, hours: int, limit: int = PAGE, as_of: int | None = None, at: datetime | None = None
) -> Listing:
    """Live stories dated within the last `hours` (before `at`, else now), newest first; never an
    undated one."""
    depends_on("latest")
    moment, length = at or now(), timedelta(hours=hours)
    first, last = moment - length + MICROSECOND, moment + MICROSECOND
    within = Where(live=True, start=first, end=last)
    if at is None:
        changes = [
            *(row.sort_at + length for row in _first(within, as_of)),
            *(row.sort_at for row in _first(Where(live=True, start=last), as_of)),
        ]
        valid_until(min(changes, default=None))
    return listed(within, "", limit, as_of)


def _first(where: Where, as_of: int | None) -> list[VersionRow]:
    return versions(found(where, as_of, 1, oldest=True), as_of)


@selector
def in_term(
    number: int, *, before: str = "", limit: int = PAGE, as_of: int | None = None
) -> Listing:
    """The stories of a section, dossier, tag, place or author, newest first, undated last."""
    depends_on(f"list:{number}")
    return listed(placed_in(number), before, limit, as_of)


@selector
def count(number: int, *, as_of: int | None = None) -> int:
    """How many live stories stand in a term: exact."""
    depends_on(f"count:{number}")
    if as_of is None:
        counts = TermRow.objects.using(READER).filter(pk=number).values_list("count", flat=True)
        return counts.first() or 0
    return counted_then(placed_in(number), as_of)


def placed_in(term: int) -> Where:
    """What stands in a term."""
    return Where("record_placement", equal={"term_id": term})


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
def named(numbers: tuple[int, ...], *, as_of: int | None = None) -> dict[int, Term]:
    """Terms by their numbers, as `term_by_number` one by one; those without a name are left out."""
    depends_on("names")
    return terms(numbers, as_of)


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
    if as_of is not None:
        return tuple(term_of(row) for row in dossiers_then(as_of, limit))
    rows = TermName.objects.using(READER).filter(to_seq=None, family="dossier")
    rows = rows.filter(term__count__gt=0).order_by("-term__touched_seq", "term")
    return tuple(term_of(row) for row in rows[:limit])


@selector
def edition_before(moment: datetime) -> tuple[int, datetime] | None:
    """The last entry at or before a moment and its time: the edition that stood then; None before
    the first one.

    Should the clock have been set back, the later time counts, not the later number.
    """
    depends_on("edition")
    rows = Entry.objects.using(READER).filter(at__lte=moment).order_by("-at", "-seq")
    return rows.values_list("seq", "at").first()


@selector
def first_edition() -> datetime | None:
    """The time of the earliest entry."""
    depends_on("edition")
    return Entry.objects.using(READER).order_by("at").values_list("at", flat=True).first()


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
