"""A filing as the version it would become, without filing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from dateline.delivery.public import READER
from dateline.record.addresses import slug_of, term_address
from dateline.record.documents import Filing, Named, Term, Version
from dateline.record.models import Story, TermName
from dateline.record.reading import pinned, related, term_of


def preview(filing: Filing, *, at: datetime) -> Version:
    """The version readers would see if this were published at `at`; it has no code and no number.

    Terms that are not public yet have the address they would most likely get, and number 0.
    """
    names = TermName.objects.using(READER).filter(
        to_seq=None, term__uuid__in=[UUID(named.uuid) for named in filing.names]
    )
    known = {str(name.term.uuid): term_of(name) for name in names.select_related("term")}
    known = {named.uuid: _term(named, known.get(named.uuid)) for named in filing.names}
    rows = Story.objects.using(READER).filter(guid=UUID(filing.guid))
    first = rows.values_list("number", "first_public_at").first() or (0, at)
    lines = (*pinned(list(filing.pinned), None), *related(list(filing.related), first[0], None))
    same = {name: value for name, value in vars(filing).items() if name in _SAME}
    return Version(
        version=0,
        state="live",
        address="",
        short_address="",
        place=known[filing.place.uuid] if filing.place else None,
        authors=tuple(known[named.uuid] for named in filing.authors),
        section=known[filing.section.uuid],
        dossiers=tuple(known[named.uuid] for named in filing.dossiers),
        tags=tuple(replace(known[named.uuid], guessed=named.guessed) for named in filing.tags),
        related=lines,
        published_at=filing.published_at,
        first_public_at=first[1],
        modified_at=at,
        **same,
    )


_SAME = set(Filing.__dataclass_fields__) & set(Version.__dataclass_fields__) - {
    "place", "authors", "section", "dossiers", "tags", "related", "published_at",
}


def _term(named: Named, public: Term | None) -> Term:
    if public is not None:
        return public
    slug = slug_of(named.name, named.kind)
    return Term(0, named.kind, named.name, slug, term_address(named.kind, slug))
