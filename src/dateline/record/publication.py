"""One transaction's work on the record: entries, versions, placements, counts, and one tick.

Whoever holds the ledger's row publishes; the row is taken first, so that numbers have no hole and
two publications never wait for each other crosswise.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Subquery

from dateline.delivery.public import epoch, touch
from dateline.lib import canonical
from dateline.lib.alphabet import filed
from dateline.lib.bulk import insert, insert_all
from dateline.record.addresses import short_address, slug_of, story_address
from dateline.record.blocks import names_of, spelled, spelled_picture
from dateline.record.closing import Closing, Opened, opened
from dateline.record.codes import code_of
from dateline.record.dating import add_to_days, keys_at
from dateline.record.documents import Filing, Named, Published, State
from dateline.record.files import require
from dateline.record.indexing import without_stories
from dateline.record.models import (
    ERA,
    FAMILIES,
    UNDATED,
    Entry,
    Ledger,
    Merge,
    Placement,
    Shown,
    Story,
    Term,
    TermName,
    Version,
)
from dateline.record.numbering import index_key, keys_of
from dateline.record.slugs import Slugs

Document = dict[str, Any]
NOTHING = canonical.digest(None)


def headline_key(headline: str) -> str:
    """Digest of a headline without regard to case and white space; 32 hexadecimal digits."""
    folded = " ".join(headline.casefold().split())
    return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest()


class Publication:
    """The open book: made inside a transaction, filled by acts, closed by `save()`."""

    def __init__(self, *, at: datetime, kind: str = "news") -> None:
        if not connection.in_atomic_block:
            raise RuntimeError("a publication belongs in one transaction with the desk's row")
        self.ledger = Ledger.objects.select_for_update().get()
        self.epoch = epoch()
        self.at, self.kind = at.astimezone(UTC), kind
        self.keys: dict[str, None] = {"edition": None}
        self.entries: list[Entry] = []
        self.stories: list[Story] = []
        self.versions: list[Version] = []
        self.placements: list[tuple[Any, ...]] = []
        self.shown: list[tuple[Any, ...]] = []
        self.closing = Closing()
        self.counts: Counter[int] = Counter()
        self.days: Counter[tuple[date, int]] = Counter()
        self.touched: dict[int, int] = {}
        self.terms: dict[str, int] = {}
        self.slugs = Slugs()
        self.new_terms: list[Term] = []
        self.new_names: list[TermName] = []

    @property
    def seq(self) -> int:
        """The number of the entry being written."""
        return self.ledger.seq + 1

    # -- terms ---------------------------------------------------------------------------------

    def load_terms(self, filings: Iterable[Filing]) -> None:
        """Look up the terms of many filings at once; a merged one is the one it was merged into.

        Of those that were never public, it is looked up at once which slugs are free.
        """
        names = {named.uuid: named for filing in filings for named in filing.names}
        wanted = names.keys() - self.terms.keys()
        into = Merge.objects.filter(term=OuterRef("pk"), to_seq=None).values("into")
        rows = Term.objects.filter(uuid__in=wanted).annotate(into=Subquery(into))
        for uuid, number, successor in rows.values_list("uuid", "number", "into"):
            self.terms[str(uuid)] = successor or number
        self.slugs.look_up(names[uuid] for uuid in wanted - self.terms.keys())

    def term(self, named: Named, new: list[Document]) -> int:
        """The number of a term; one that was never public becomes so with this entry."""
        number = self.terms.get(named.uuid)
        if number is None:
            number = self.terms[named.uuid] = self._new_term(named)
            new.append({"number": number, "kind": named.kind, "name": named.name})
        return number

    def _new_term(self, named: Named) -> int:
        self.ledger.terms += 1
        number = self.ledger.terms
        self.new_terms.append(Term(number=number, uuid=UUID(named.uuid)))
        self.touched[number] = self.seq
        row = self._name(number, kind=named.kind, name=named.name, position=number)
        self.new_names.append(row)
        if named.kind == "section":
            self.slugs.of_sections[number] = row.slug
            self.keys["sections"] = None
        return number

    def name_term(self, number: int, *, kind: str, name: str, **said: Any) -> None:
        """Give a term its name from this entry on, with a slug no other public term ever had."""
        self._name(number, kind=kind, name=name, **said).save(force_insert=True)
        self.slugs.of_sections.pop(number, None)

    def _name(self, number: int, *, kind: str, name: str, **said: Any) -> TermName:
        family = FAMILIES[kind]
        slug = self.slugs.free(family, slug_of(name, kind), number)
        self.keys |= {f"slug:{family}:{slug}": None, index_key(family): None}
        letter, sorts = filed(name)
        return TermName(
            term_id=number, kind=kind, family=family, name=name, slug=slug, from_seq=self.seq,
            letter=letter, sorts=sorts, **said,
        )

    def rename_term(self, current: TermName, **changes: Any) -> None:
        """Close what a term is called now and open the next; what is not changed stays."""
        TermName.objects.filter(pk=current.pk).update(to_seq=self.seq)
        kept = ("kind", "name", "standfirst", "confirmed", "position")
        self.name_term(
            current.term_id, **{name: getattr(current, name) for name in kept} | changes
        )
        self.keys |= {f"term:{current.term_id}": None, "names": None,
                      index_key(current.family): None}

    # -- stories -------------------------------------------------------------------------------

    def file(self, filing: Filing) -> Published:
        """Publish a story for the first time: version 1, placements, one entry."""
        new: list[Document] = []
        document = self.spell(filing, new)
        number, self.ledger.stories = self.ledger.stories, self.ledger.stories + 1
        story = Story(
            number=number,
            code=code_of(
                number + self.ledger.codes_skipped, bytes.fromhex(self.ledger.code_key)
            ),
            guid=UUID(filing.guid),
            state="live",
            first_public_at=self.at,
        )
        self.stories.append(story)
        version = self._version(story, 1, "live", document)
        self._place(story, version, document, frozenset())
        self._show(story, document, {})
        self._touch_lines(version, counted=True)
        self.keys |= {f"code:{story.code}": None, f"guid:{filing.guid}": None}
        return self.enter("publish", version, {"terms": new} if new else None)

    def spell(self, filing: Filing, new: list[Document]) -> Document:
        """A filing as the document that is digested and kept; terms by number."""
        document = dict(vars(filing))
        del document["guid"]
        document["section"] = self.term(filing.section, new)
        document["place"] = self.term(filing.place, new) if filing.place else None
        for role in ("authors", "dossiers"):
            document[role] = [self.term(named, new) for named in getattr(filing, role)]
        document["tags"] = [[self.term(named, new), named.guessed] for named in filing.tags]
        for field in ("published_at", "expires_at"):
            moment = document[field]
            document[field] = moment.isoformat() if moment else None
        document["blocks"] = [spelled(block) for block in filing.blocks]
        document["picture"] = spelled_picture(filing.picture) if filing.picture else None
        for field in ("related", "pinned", "topics"):
            document[field] = list(getattr(filing, field))
        document["notices"] = []
        return document

    def revise(
        self, story: Story, state: State, document: Document, *, act: str, signal: str = "",
        payload: Document | None = None, held: Opened | None = None,
    ) -> Published:
        """Close the open version, open the next one, move the placements, write one entry.

        `held`: what is open of the story, where it was looked up. A story is revised once in a
        publication: what it closes and opens is written by `save`.
        """
        old, placed = held or opened([story])[story.number]
        self.closing.versions.append((self.seq, old.pk))
        if story.state != state:
            story.state = state
            self.closing.states.append((state, story.number))
        self._touch_translated(old)
        version = self._version(story, old.version + 1, state, document)
        self._place(story, version, document, placed, moved=old.sort_at != version.sort_at)
        self._show(story, document, old.document)
        counted = (old.state, old.sort_at) != (state, version.sort_at)
        self._count_day(old, -1)
        if _line(old) != _line(version):
            self._touch_lines(old, counted=counted)
            self._touch_lines(version, counted=counted)
            self._touch_lists(placed | set(terms_of(document)))
        return self.enter(act, version, payload, signal)

    def _version(self, story: Story, number: int, state: State, document: Document) -> Version:
        version = Version(
            story=story,
            version=number,
            state=state,
            from_seq=self.seq,
            slug=slug_of(document["headline"], "story") if state == "live" else "",
            modified_at=self.at,
            document=document,
            digest=canonical.digest(document),
            **columns_of(document, state),
        )
        self.versions.append(version)
        self.keys |= {f"story:{story.number}": None} | keys_of(story.number, first=number == 1)
        self._touch_translated(version)
        self._count_day(version, 1)
        return version

    def _count_day(self, version: Version, change: int) -> None:
        if version.state == "live":
            day = version.sort_at.astimezone(UTC).date()
            self.days[day, self.seq >> ERA] += change

    def _place(
        self, story: Story, version: Version, document: Document, placed: frozenset[int], *,
        moved: bool = False,
    ) -> None:
        due = set(terms_of(document))
        gone = placed if moved else placed - due
        self.closing.placements += [(self.seq, story.number, number) for number in gone]
        added = due if moved else due - placed
        self.touched.update(dict.fromkeys(added, self.seq))
        for number in sorted(added):
            self.placements.append((story.number, number, version.sort_at, self.seq))
        self.counts.update(due - placed)
        self.counts.subtract(placed - due)
        for number in due ^ placed:
            self.keys |= {f"count:{number}": None, "dossiers": None}
        self._touch_lists(due ^ placed)

    def _show(self, story: Story, document: Document, before: Document) -> None:
        """Open what the document shows and the one before it did not; close what it leaves out."""
        due, shown = names_of(document), names_of(before)
        require(due - shown)
        self.closing.shown += [(self.seq, story.number, name) for name in shown - due]
        self.shown += [(name, story.number, self.seq) for name in sorted(due - shown)]
        self.keys |= {f"picture:{name}": None for name in due ^ shown}

    def _touch_lists(self, terms: Iterable[int]) -> None:
        for number in terms:
            self.keys[f"list:{number}"] = None

    def _touch_lines(self, version: Version, *, counted: bool) -> None:
        self.keys["latest"] = None
        self.keys["dossiers"] = None
        if version.state == "live":
            self.keys[f"latest:{version.language}"] = None
            self.keys |= dict.fromkeys(keys_at(version.sort_at, counted=counted))
        if version.headline_key:
            self.keys[f"headline:{version.headline_key}"] = None

    def _touch_translated(self, version: Version) -> None:
        if version.translation_of:
            self.keys[f"translations:{version.translation_of}"] = None

    # -- the log -------------------------------------------------------------------------------

    def enter(
        self, act: str, version: Version | None, payload: Document | None, signal: str = ""
    ) -> Published:
        """Append one entry to the chain."""
        entry = Entry(
            seq=self.seq,
            epoch=self.epoch,
            at=self.at,
            act=act,
            kind=self.kind,
            signal=signal,
            story=version.story if version else None,
            version=version.version if version else None,
            version_digest=version.digest if version else "",
            payload=payload,
            payload_digest=canonical.digest(payload) if payload is not None else NOTHING,
            previous=self.ledger.digest,
        )
        entry.digest = canonical.digest(chained(entry, version.story.guid if version else None))
        self.entries.append(entry)
        self.ledger.seq, self.ledger.digest = entry.seq, entry.digest
        if version is None:
            return Published(entry.seq, 0, 0, "", "")
        return Published(
            entry.seq, version.story.number, version.version, version.story.code,
            self.address(version),
        )

    def address(self, version: Version) -> str:
        """The address of a version: its short one where the text may not be shown."""
        code = version.story.code
        if version.state != "live" or version.section is None:
            return short_address(code)
        return story_address(self.slugs.of_section(version.section), version.slug, code)

    def save(self) -> int:
        """Write everything and touch the keys; returns the tick. Nothing may follow."""
        self.closing.save()
        for rows in (
            self.new_terms, self.new_names, self.stories, self.versions, self.entries
        ):
            insert_all(rows)
        insert(Placement, ("story", "term", "sort_at", "from_seq"),
               sorted(self.placements, key=itemgetter(1, 2)))
        insert(Shown, ("name", "story", "from_seq"), self.shown)
        self._count_terms()
        add_to_days(self.days)
        self.ledger.save()
        return touch(self.keys)

    def _count_terms(self) -> None:
        rows = [(self.counts[number], self.touched.get(number), number)
                for number in sorted(self.counts.keys() | self.touched.keys())
                if self.counts[number] or number in self.touched]
        self._touch_indexes(number for number, more in self.counts.items() if more > 0)
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(_COUNT, rows)
        self._touch_indexes(number for number, more in self.counts.items() if more < 0)

    def _touch_indexes(self, terms: Iterable[int]) -> None:
        """Those that name one of these terms from now on, or no more: the ones without a story."""
        self.keys |= dict.fromkeys(map(index_key, without_stories(terms)))


_COUNT = """UPDATE record_term SET count = count + %s, touched_seq = COALESCE(%s, touched_seq)
WHERE number = %s"""


def terms_of(document: Document) -> list[int]:
    """The numbers of the terms a document stands in; none where it has no text."""
    if document.get("section") is None:
        return []
    place = [document["place"]] if document["place"] else []
    tags = [number for number, _ in document["tags"]]
    return [document["section"], *place, *document["authors"], *document["dossiers"], *tags]


def columns_of(document: Document, state: str) -> Document:
    """What of a document stands beside it in columns, to list, sort and find by."""
    published, expires = document.get("published_at"), document.get("expires_at")
    headline, at = document.get("headline", ""), datetime.fromisoformat
    return {
        "headline": headline,
        "headline_missing": document.get("headline_missing", False),
        "headline_key": headline_key(headline) if state == "live" else "",
        "standfirst": document.get("standfirst", ""),
        "language": document.get("language", "en"),
        "section": document.get("section"),
        "published_at": at(published) if published else None,
        "sort_at": at(published) if published else UNDATED,
        "expires_at": at(expires) if expires else None,
        "picture": document.get("picture"),
        "translation_of": document.get("translation_of") or None,
    }


def chained(entry: Entry, guid: UUID | None) -> Document:
    """What an entry's digest is over; texts only by their digests, so that they can be erased."""
    return {
        "seq": entry.seq, "epoch": entry.epoch, "at": entry.at.isoformat(), "act": entry.act,
        "kind": entry.kind, "signal": entry.signal, "story": str(guid) if guid else None,
        "version": entry.version, "version_digest": entry.version_digest,
        "payload_digest": entry.payload_digest, "previous": entry.previous,
    }


def _line(version: Version) -> tuple[Any, ...]:
    """What of a version shows in lists."""
    return (
        version.state, version.headline, version.headline_missing, version.standfirst,
        version.language, version.slug, version.section, version.sort_at, version.picture,
    )


