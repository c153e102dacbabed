"""From rows to the frozen documents readers get. Called by selectors only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max

from dateline.delivery.public import READER, depends_on
from dateline.record.addresses import short_address, story_address, term_address
from dateline.record.blocks import block_of, picture_of
from dateline.record.documents import Item, Notice, Related, Term, TermKind, Version
from dateline.record.masking import lines_today, shown_today
from dateline.record.models import Story, TermName, span
from dateline.record.models import Version as VersionRow
from dateline.record.publication import headline_key, terms_of
from dateline.record.succession import once, successors

Document = dict[str, Any]


class Name(NamedTuple):
    """A name of a term as the database has it."""

    term_id: int
    kind: TermKind
    name: str
    slug: str
    confirmed: bool
    standfirst: str


def terms(numbers: Iterable[int], as_of: int | None) -> dict[int, Term]:
    """Terms by number, as they were named; those without a name then are left out.

    Under the number of a merged one stands the term it was merged into.
    """
    return {number: term_of(row) for number, row in names(numbers, as_of).items()}


def names(numbers: Iterable[int], as_of: int | None) -> dict[int, Name]:
    """The same as rows."""
    wanted = set(numbers)
    found = _names(wanted, as_of)
    depends_on(*(f"term:{number}" for number in {*wanted, *(r.term_id for r in found.values())}))
    return found


def _names(wanted: set[int], as_of: int | None) -> dict[int, Name]:
    """The rows; who asks names the keys."""
    found = _rows(wanted, as_of)
    if len(found) < len(wanted):
        into = successors(wanted - found.keys(), as_of, READER)
        kept = _rows(set(into.values()), as_of)
        found |= {number: kept[after] for number, after in into.items() if after in kept}
    return found


def _rows(wanted: set[int], as_of: int | None) -> dict[int, Name]:
    if not wanted:
        return {}
    rows = TermName.objects.using(READER).filter(span(as_of), term__in=wanted)
    return {row[0]: Name(*row) for row in rows.values_list(*Name._fields)}


def term_of(row: TermName | Name, *, guessed: bool = False) -> Term:
    """A term by one of its names; `guessed`: what a story's tag says of its kind."""
    return Term(
        row.term_id, row.kind, row.name, row.slug,  # type: ignore[arg-type]
        term_address(row.kind, row.slug),  # type: ignore[arg-type]
        guessed and not row.confirmed, row.standfirst,
    )


def version_of(row: VersionRow, as_of: int | None, *, related: bool = True) -> Version:
    """A version as it may be shown today: only the notice if the story is not live now."""
    story = row.story
    depends_on(f"story:{story.number}")
    if row.state != "live" or story.state != "live":
        return _masked(story, row)
    named = names(terms_of(row.document), as_of)
    others = related_of(row.document, story.number, as_of) if related else ()
    version = _live(row, named, others)
    return version if as_of is None else shown_today(version)


def versions_of(rows: list[VersionRow]) -> tuple[Version, ...]:
    """Live stories as they stand now, in a fixed number of questions; without related headlines.

    They name many terms: so the key is one of all names, not one of each (`Surrogate-Key` is sent
    in a header, and proxies take few kilobytes of headers).
    """
    depends_on("names", *(f"story:{row.story_id}" for row in rows))
    named = _names({number for row in rows for number in terms_of(row.document)}, None)
    return tuple(_live(row, named, ()) for row in rows)


def _live(row: VersionRow, rows: dict[int, Name], related: tuple[Related, ...]) -> Version:
    """A live version as a document; `rows` are the names of its terms."""
    story, document = row.story, row.document
    section = term_of(rows[document["section"]])
    return Version(
        guid=str(story.guid),
        version=row.version,
        state="live",
        address=story_address(section.slug, row.slug, story.code),
        short_address=short_address(story.code),
        code=story.code,
        number=story.number,
        place=term_of(rows[document["place"]]) if document["place"] else None,
        authors=once(term_of(rows[number]) for number in document["authors"]),
        section=section,
        dossiers=once(term_of(rows[number]) for number in document["dossiers"]),
        tags=once(term_of(rows[number], guessed=guessed) for number, guessed in document["tags"]),
        blocks=tuple(block_of(block) for block in document["blocks"]),
        picture=picture_of(document["picture"]) if document.get("picture") else None,
        topics=tuple(document.get("topics", ())),
        related=related,
        published_at=row.published_at,
        first_public_at=story.first_public_at,
        modified_at=row.modified_at,
        expires_at=_moment(document["expires_at"]),
        notices=_notices(document),
        **{name: document[name] for name in _PLAIN if name in document},
    )


_PLAIN = (
    "headline", "headline_missing", "standfirst", "slugline", "credit", "language", "urgency",
    "genre", "rights", "short_headline", "translation_of", "sub_judice", "minors",
)


def related_of(document: Document, own: int, as_of: int | None) -> tuple[Related, ...]:
    """What an editor pinned, then the headlines named; each address once."""
    lines = (*pinned(document.get("pinned", []), as_of), *related(document["related"], own, as_of))
    once: dict[str, Related] = {}
    for line in lines:
        once.setdefault(line.address or line.headline, line)
    return tuple(once.values())


def pinned(guids: list[str], as_of: int | None) -> tuple[Related, ...]:
    """Those of these stories that are live, in the order given."""
    if not guids:
        return ()
    depends_on(*(f"guid:{guid}" for guid in guids))
    rows = VersionRow.objects.using(READER).filter(span(as_of), story__guid__in=guids)
    found = list(rows.select_related("story").defer("document"))
    depends_on(*(f"story:{row.story_id}" for row in found))
    lines = {str(row.story.guid): line for row, line in lines_of(found, as_of)}
    return tuple(lines[guid] for guid in guids if guid in lines)


def lines_of(
    rows: Iterable[VersionRow], as_of: int | None
) -> list[tuple[VersionRow, Related]]:
    """Those of these that are live today, with headline and address."""
    live = [row for row in rows if row.state == row.story.state == "live" and row.section]
    sections = terms({row.section for row in live if row.section}, as_of)
    return [
        (row, Related(
            row.headline, story_address(sections[row.section].slug, row.slug, row.story.code)))
        for row in live if row.section
    ]


def live_items(guids: tuple[str, ...], as_of: int | None) -> dict[str, Item]:
    """Those of these stories that are live, as lines of a list, by guid.

    It always depends on `latest`, never on a story that is not public: `Surrogate-Key` must not
    tell that something is held back.
    """
    depends_on("latest")
    if not guids:
        return {}
    rows = VersionRow.objects.using(READER).filter(
        span(as_of), state="live", story__state="live", story__guid__in=guids
    )
    found = list(rows.select_related("story").defer("document"))
    items = items_of(found, as_of)
    return {str(row.story.guid): item for row, item in zip(found, items, strict=True)}


def _tag(term: Term, guessed: bool) -> Term:
    return Term(term.number, term.kind, term.name, term.slug, term.address, guessed)


def _masked(story: Story, row: VersionRow) -> Version:
    """The notice that stands now; for a story that came back, the one that stood then."""
    if row.to_seq is not None and story.state != "live":
        row = VersionRow.objects.using(READER).get(story=story, to_seq=None)
    return Version(
        guid=str(story.guid),
        version=row.version,
        state=row.state,
        address=short_address(story.code),
        short_address=short_address(story.code),
        code=story.code,
        number=story.number,
        first_public_at=story.first_public_at,
        modified_at=row.modified_at,
        notices=_notices(row.document),
    )


def _notices(document: Document) -> tuple[Notice, ...]:
    return tuple(
        Notice(**notice | {"at": datetime.fromisoformat(notice["at"])})
        for notice in document["notices"]
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def related(headlines: list[str], own: int, as_of: int | None) -> tuple[Related, ...]:
    """Related headlines, each with its address where the record has a live story so headed.

    Of several stories with one headline the one published last is meant.
    """
    keys = {text: headline_key(text) for text in headlines}
    if not keys:
        return ()
    depends_on(*(f"headline:{key}" for key in keys.values()))
    rows = VersionRow.objects.using(READER).filter(span(as_of), state="live")
    headed = rows.filter(headline_key__in=keys.values(), story__state="live").exclude(story=own)
    last = headed.order_by().values("headline_key").annotate(last=Max("story")).values("last")
    found = list(rows.filter(story__in=last).select_related("story").defer("document"))
    sections = terms({row.section for row in found if row.section}, as_of)
    by_key = {
        row.headline_key: story_address(sections[row.section].slug, row.slug, row.story.code)
        for row in found
        if row.section
    }
    return tuple(Related(text, by_key.get(key, "")) for text, key in keys.items())


def items_of(rows: list[VersionRow], as_of: int | None) -> tuple[Item, ...]:
    """Lines of a list, each as it may be shown today."""
    if as_of is not None:
        depends_on(*(f"story:{row.story_id}" for row in rows))
    sections = terms({row.section for row in rows if row.section}, as_of)
    gone = {row.story_id for row in rows if row.story.state != "live"}
    notices = {
        row.story_id: row.document["notices"][-1]["text"]
        for row in VersionRow.objects.using(READER).filter(story__in=gone, to_seq=None)
    } if gone else {}
    items = tuple(_item(row, sections, notices.get(row.story_id)) for row in rows)
    return items if as_of is None else lines_today(items)


def _item(row: VersionRow, sections: dict[int, Term], notice: str | None) -> Item:
    code = row.story.code
    if notice is not None or row.section is None:
        return Item(code, short_address(code), row.story.state, notice=notice or "")
    return Item(
        code,
        story_address(sections[row.section].slug, row.slug, code),
        "live",
        row.headline,
        row.standfirst,
        row.published_at,
        language=row.language,
        headline_missing=row.headline_missing,
        picture=picture_of(row.picture) if row.picture else None,
        section=sections[row.section].name,
    )
