"""Working copies and their terms: from names to rows and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from dateline.desk.models import Naming, Story, Term, alike, folded
from dateline.desk.words import kind_name
from dateline.lib.bulk import insert, insert_all
from dateline.record.public import Block, Filing, Mark, Named, Picture, Rendition, TermKind


@dataclass(frozen=True)
class Tag:
    """A tag by name and kind; `guessed` marks a kind nobody has confirmed."""

    name: str
    kind: TermKind
    guessed: bool = False


@dataclass(frozen=True)
class Copy:
    """A story as it is filed: terms by their names. `source` finds it again (empty: never).

    `note` and `sources` are the newsroom's own; they are kept when the story is filed, and are
    changed only by its editor then.
    """

    headline: str
    section: str
    standfirst: str = ""
    headline_missing: bool = False
    slugline: str = ""
    place: str = ""
    credit: str = ""
    authors: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    blocks: tuple[Block, ...] = ()
    related: tuple[str, ...] = ()
    published_at: datetime | None = None
    expires_at: datetime | None = None
    language: str = "en"
    urgency: int | None = None
    genre: str = ""
    rights: str = ""
    short_headline: str = ""
    topics: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    translation_of: str = ""
    sub_judice: bool = False
    minors: bool = False
    picture: Picture | None = None
    note: str = ""
    sources: str = ""
    source: str = ""


class NotCopy(ValueError):
    """The copy cannot be filed; the text says which field, and what it takes."""


Wanted = tuple[TermKind, str]
LONGEST = {"source": 200, "language": 35}
LONGEST_NAME = 200


def checked(copy: Copy) -> Copy:
    """The copy, if it can be filed; raises NotCopy."""
    if not folded(copy.headline):
        raise NotCopy(gettext("headline: a story needs one, at least a working headline"))
    if not folded(copy.section):
        raise NotCopy(gettext("section: a story stands in one"))
    for moment in (copy.published_at, copy.expires_at):
        if moment is not None and moment.tzinfo is None:
            raise NotCopy(gettext("%(when)s: a time needs its zone") % {
                "when": moment.isoformat()})
    if copy.urgency is not None and not 1 <= copy.urgency <= 8:
        raise NotCopy(gettext("urgency: a number from 1 (flash) to 8"))
    names = [name for _, name in wanted(copy)]
    if any(not folded(name) or len(name) > LONGEST_NAME for name in names):
        raise NotCopy(gettext(
            "a section, place, author, dossier or tag has 1 to %(most)d signs"
        ) % {"most": LONGEST_NAME})
    for field, longest in LONGEST.items():
        if len(getattr(copy, field)) > longest:
            raise NotCopy(gettext("%(field)s: at most %(most)d signs") % {
                "field": gettext(field), "most": longest})
    storable(*_texts(copy))
    return copy


def whole(story: Story) -> None:
    """Raise NotCopy for a draft that lacks what a story needs; a draft may."""
    if not folded(story.headline):
        raise NotCopy(gettext("headline: a story needs one before it can go on"))


def storable(*texts: str) -> None:
    """Raise NotCopy for a text that no database keeps."""
    said = "\n".join(texts)
    try:
        said.encode()  # sooner told than by a search for halves
        broken = "\0" in said
    except UnicodeEncodeError:
        broken = True
    if broken:
        raise NotCopy(gettext("text: a NUL or half a surrogate pair is no text; remove it"))


def named(kind: str, name: str) -> str:
    """A term's new name, if it can be one; raises NotCopy."""
    storable(name)
    if not folded(name) or len(name) > LONGEST_NAME:
        raise NotCopy(gettext("%(kind)s: a name has 1 to %(most)d signs") % {
            "kind": kind_name(kind), "most": LONGEST_NAME})
    return " ".join(name.split())


def _texts(copy: Copy) -> Iterator[str]:
    """Every text in a copy, at any depth."""
    waiting: list[Any] = [copy]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind is str:
            yield value
        elif kind is tuple:
            waiting.extend(value)
        elif kind in _PARTS:
            waiting.extend(filter(None, vars(value).values()))
        elif isinstance(value, str):
            yield value


_PARTS = {Copy, Tag, Block, Mark, Picture, Rendition}


def wanted(copy: Copy) -> list[Wanted]:
    """Every term a copy names."""
    place: list[Wanted] = [("place", copy.place)] if copy.place.strip() else []
    authors: list[Wanted] = [("author", name) for name in copy.authors]
    dossiers: list[Wanted] = [("dossier", name) for name in copy.dossiers]
    tags: list[Wanted] = [(tag.kind, tag.name) for tag in copy.tags]
    return [("section", copy.section), *place, *authors, *dossiers, *tags]


class Terms:
    """The desk's terms by kind and name; those not there yet are made, always in one order."""

    def __init__(self) -> None:
        self.known: dict[Wanted, Term] = {}
        self._named: dict[tuple[TermKind, str, bool], Named] = {}

    def load(self, names: Iterable[Wanted]) -> None:
        """Look up or make all of these."""
        missing = {(kind, folded(name)): name for kind, name in names}
        for known in self.known.keys() & missing.keys():
            del missing[known]
        self._find(missing)
        insert_all([Term(kind=kind, key=key, name=" ".join(name.split()), alike=alike(name))
                    for (kind, key), name in sorted(missing.items())
                    if (kind, key) not in self.known], once=("kind", "key"))
        self._find(missing.keys() - self.known.keys())

    def _find(self, missing: Collection[Wanted]) -> None:
        kinds, keys = {kind for kind, _ in missing}, {key for _, key in missing}
        for term in Term.objects.filter(kind__in=kinds, key__in=keys) if missing else ():
            self.known[term.kind, term.key] = term  # type: ignore[index]

    def get(self, kind: TermKind, name: str) -> Term:
        """A term that was loaded."""
        return self.known[kind, folded(name)]

    def named(self, kind: TermKind, name: str, *, guessed: bool = False) -> Named:
        """A loaded term as the record takes it, spelled as it is here."""
        key = (kind, name, guessed)
        if key not in self._named:
            named = self.get(kind, name).named(guessed=guessed)
            self._named[key] = replace(named, name=" ".join(name.split()))
        return self._named[key]


def filing_of(copy: Copy, guid: str, terms: Terms) -> Filing:
    """A copy as a filing; its terms must be loaded."""
    plain = {name: getattr(copy, name) for name in _SAME}
    return Filing(guid=guid, **plain, **_term_fields(vars(copy), terms))


_SAME = (
    "headline", "headline_missing", "slugline", "standfirst", "credit", "blocks", "related",
    "published_at", "expires_at", "language", "urgency", "genre", "rights", "short_headline",
    "topics", "pinned", "translation_of", "sub_judice", "minors", "picture",
)


def _term_fields(fields: dict[str, Any], terms: Terms) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if "section" in fields:
        made["section"] = terms.named("section", fields["section"])
    if "place" in fields:
        place = fields["place"].strip()
        made["place"] = terms.named("place", place) if place else None
    for role, kind in (("authors", "author"), ("dossiers", "dossier")):
        if role in fields:
            made[role] = _once(terms.named(kind, name) for name in fields[role])  # type: ignore[arg-type]
    if "tags" in fields:
        tags = (terms.named(tag.kind, tag.name, guessed=tag.guessed) for tag in fields["tags"])
        made["tags"] = _once(tags)
    return made


def _once(names: Iterable[Named]) -> tuple[Named, ...]:
    """Each term once, where it first stands."""
    first: dict[str, Named] = {}
    for named in names:
        first.setdefault(named.uuid, named)
    return tuple(first.values())


def changed(filing: Filing, changes: dict[str, Any]) -> Filing:
    """The filing with some fields of `Copy` changed; raises NotCopy; TypeError: no such field."""
    return changed_all([(filing, changes)])[0]


def changed_all(pairs: Sequence[tuple[Filing, dict[str, Any]]]) -> list[Filing]:
    """Each filing with its changes; raises as `changed` does."""
    terms = Terms()
    probes = [checked(replace(Copy(filing.headline, filing.section.name), **changes))
              for filing, changes in pairs]
    terms.load(name for probe in probes for name in wanted(probe))
    return [
        replace(filing, **{name: value for name, value in changes.items() if name in _SAME},
                **_term_fields(changes, terms))
        for filing, changes in pairs
    ]


def keep(story: Story, filing: Filing) -> None:
    """Make the working copy say what the filing says."""
    rows = terms_of([filing])
    story.take(filing, rows)
    story.save()
    story.namings.all().delete()
    name_terms([(story, filing)], rows)


def terms_of(filings: Iterable[Filing]) -> dict[str, Term]:
    """The desk's rows of the terms that filings name, by uuid."""
    uuids = {named.uuid for filing in filings for named in filing.names}
    return {str(term.uuid): term for term in Term.objects.filter(uuid__in=uuids)}


def name_terms(pairs: Iterable[tuple[Story, Filing]], rows: dict[str, Term]) -> None:
    """Write the rows that name the filings' terms, in their roles and order."""
    insert(Naming, ("story", "term", "role", "position", "guessed"), (
        (story.pk, rows[named.uuid].pk, role, position, named.guessed)
        for story, filing in pairs
        for position, (role, named) in enumerate(_roles(filing))
    ))


def _roles(filing: Filing) -> list[tuple[str, Named]]:
    return [
        *(("author", named) for named in filing.authors),
        *(("dossier", named) for named in filing.dossiers),
        *(("tag", named) for named in filing.tags),
    ]
