"""What the desk asks inside its own transaction: how a story stands, and its public version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from dateline.delivery.public import READER
from dateline.record.addresses import short_address, story_address
from dateline.record.blocks import block_of, picture_of
from dateline.record.codes import normal
from dateline.record.documents import Filing, Named, State
from dateline.record.models import Ledger, Story, TermName, Version
from dateline.record.publication import Document, terms_of
from dateline.record.succession import names_now


@dataclass(frozen=True)
class Standing:
    """How a story stands in public. `key` is what its pages read (see delivery)."""

    key: str
    state: State
    code: str
    version: int
    address: str
    published_at: datetime | None


def standing(guid: str) -> Standing | None:
    """How a story stands; None if it was never public."""
    row = _open(guid)
    if row is None:
        return None
    code = row.story.code
    address = short_address(code)
    if row.state == "live" and row.section is not None:
        slug = names_now([row.section])[row.section].slug
        address = story_address(slug, row.slug, code)
    key = f"story:{row.story_id}"
    return Standing(key, row.state, code, row.version, address, row.published_at)


def public_filing(guid: str, *, version: int | None = None) -> Filing:
    """The public version of a live story (or an earlier one) as a filing, to be changed and filed
    again. Terms have the names they have now."""
    rows = Version.objects.filter(story__guid=UUID(guid), version=version)
    row = rows.select_related("story").first() if version else _open(guid)
    if row is None or row.state != "live" or row.story.state != "live":
        raise LookupError("this story is not live")
    return _filing(guid, row, names_now(terms_of(row.document)))


def public_filings(guids: Iterable[str]) -> dict[str, Filing]:
    """The same of many, by guid; those that are not live are left out."""
    rows = Version.objects.filter(
        story__guid__in=[UUID(guid) for guid in guids], to_seq=None, state="live")
    held = {str(row.story.guid): row for row in rows.select_related("story")}
    names = names_now({number for row in held.values() for number in terms_of(row.document)})
    return {guid: _filing(guid, row, names) for guid, row in held.items()}


def _filing(guid: str, row: Version, names: dict[int, TermName]) -> Filing:
    document: Document = row.document
    named = {
        number: Named(str(names[number].term.uuid), names[number].kind,  # type: ignore[arg-type]
                      names[number].name)
        for number in terms_of(document)
    }
    fields = {name: value for name, value in document.items() if name != "notices"}
    expires = document["expires_at"]
    return Filing(
        **fields
        | {
            "guid": guid,
            "section": named[document["section"]],
            "place": named[document["place"]] if document["place"] else None,
            "authors": _once(named[number] for number in document["authors"]),
            "dossiers": _once(named[number] for number in document["dossiers"]),
            "tags": _once(
                replace(named[number], guessed=guessed) for number, guessed in document["tags"]
            ),
            "blocks": tuple(block_of(block) for block in document["blocks"]),
            "picture": picture_of(document["picture"]) if document.get("picture") else None,
            **{name: tuple(document.get(name, ())) for name in ("related", "pinned", "topics")},
            "published_at": row.published_at,
            "expires_at": datetime.fromisoformat(expires) if expires else None,
        }
    )


def _once(names: Iterable[Named]) -> tuple[Named, ...]:
    """Each term where it first stands: two may have been merged since the story was published."""
    first: dict[str, Named] = {}
    for named in names:
        first.setdefault(named.uuid, named)
    return tuple(first.values())


def _open(guid: str) -> Version | None:
    rows = Version.objects.filter(story__guid=UUID(guid), to_seq=None)
    return rows.select_related("story").first()


def over(moment: datetime) -> list[str]:
    """The guids of live stories whose public version expires by `moment`, the first due first."""
    rows = Version.objects.filter(to_seq=None, state="live", expires_at__lte=moment)
    return [str(guid) for guid in rows.order_by("expires_at").values_list("story__guid", flat=True)]


def guid_of(code: str) -> str:
    """The guid of a code's story; empty for a code nobody was given. Raises UnknownCode."""
    guid = Story.objects.filter(code=normal(code)).values_list("guid", flat=True).first()
    return str(guid or "")


def code_of(guid: str) -> str:
    """The code of a story that was ever public; empty for any other."""
    code = Story.objects.using(READER).filter(guid=UUID(guid)).values_list("code", flat=True)
    return str(code.first() or "")


def states(guids: Iterable[UUID]) -> dict[UUID, State]:
    """The state of each of these stories that was ever public, as the reader sees it."""
    rows = Story.objects.using(READER).filter(guid__in=list(guids))
    return dict(rows.values_list("guid", "state"))


def total() -> int:
    """How many stories the record holds, in any state."""
    return int(Ledger.objects.using(READER).values_list("stories", flat=True).get())


def hold(guids: Iterable[UUID]) -> dict[UUID, State]:
    """The states of these stories, which no act can change before the caller's transaction ends.

    (SQLite: the transaction is the only one that may write.)
    """
    rows = Story.objects.filter(guid__in=set(guids)).order_by("number")
    return dict(rows.select_for_update(no_key=True).values_list("guid", "state"))


def hold_versions(guids: Iterable[UUID]) -> dict[UUID, int]:
    """The public version of those that are live, held likewise."""
    live = [guid for guid, state in hold(guids).items() if state == "live"]
    rows = Version.objects.filter(to_seq=None, story__guid__in=live)
    return dict(rows.values_list("story__guid", "version"))
