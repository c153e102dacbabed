"""The record's acts. Each runs in the caller's transaction, as its last statements.

An act that does not fit the story's public state raises `NotPossible`; nothing is written then.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from dateline.delivery.public import renew_store
from dateline.record.closing import opened
from dateline.record.documents import Filing, Notice, Published, State
from dateline.record.files import forget_erased
from dateline.record.models import Entry, Front, Story, Version
from dateline.record.publication import Document, Publication

log = logging.getLogger("dateline.record")
Kind = Literal["news", "backfile"]
PUBLIC: tuple[State, ...] = ("live",)
GONE: tuple[State, ...] = ("withdrawn", "expired")


class NotPossible(Exception):
    """The act does not fit the story's public state; the text says why, and what would."""


def publish(filing: Filing, *, at: datetime, kind: Kind = "news") -> Published:
    """Make a story public for the first time, or again after a withdrawal or expiry."""
    book = Publication(at=at, kind=kind)
    story = Story.objects.filter(guid=UUID(filing.guid)).first()
    book.load_terms([filing])
    if story is None:
        done = book.file(filing)
    else:
        _expect(story, GONE, "published")
        new: list[Document] = []
        document = _with_notices(story, book.spell(filing, new))
        done = book.revise(
            story, "live", document, act="publish", signal="update",
            payload={"terms": new} if new else None,
        )
    book.save()
    return done


def publish_many(filings: Sequence[Filing], *, at: datetime, kind: Kind) -> list[Published]:
    """Make many new stories public: the same checks, one entry each, one tick for all."""
    guids = [UUID(filing.guid) for filing in filings]
    known = Story.objects.filter(guid__in=guids).values_list("guid", flat=True).first()
    if known is not None:
        raise NotPossible(f"story {known} is in the record already")
    book = Publication(at=at, kind=kind)
    book.load_terms(filings)
    done = [book.file(filing) for filing in filings]
    if done:
        book.save()
    return done


def amend(
    filing: Filing, *, at: datetime, act: Literal["update", "correct", "resection"],
    notice: Notice | None = None, kind: Kind = "news",
) -> Published:
    """Put the next version of a live story in public; `notice` says what changed."""
    book = Publication(at=at, kind=kind)
    story = _story(filing.guid)
    _expect(story, PUBLIC, {"update": "updated", "correct": "corrected"}.get(act, "moved"))
    book.load_terms([filing])
    new: list[Document] = []
    document = _with_notices(story, book.spell(filing, new), notice)
    signal = "correction" if act == "correct" else "update"
    done = book.revise(
        story, "live", document, act=act, signal=signal, payload={"terms": new} if new else None
    )
    book.save()
    return done


def amend_many(filings: Sequence[Filing], *, at: datetime, kind: Kind) -> list[Published]:
    """Put the next version of many live stories in public: the same checks, one entry each, one
    tick for all."""
    return _revised(Publication(at=at, kind=kind), filings, "update", signal="update")


def refile(filings: Sequence[Filing], *, at: datetime) -> list[Published]:
    """Put the next version of many live stories in public that only stand elsewhere by it.

    One entry each and one tick for all; no signal: nobody is alerted to it.
    """
    return _revised(Publication(at=at), filings, "refile", signal="")


def _revised(
    book: Publication, filings: Sequence[Filing], act: Literal["update", "refile"], *, signal: str
) -> list[Published]:
    book.load_terms(filings)
    rows = Story.objects.filter(guid__in=[UUID(filing.guid) for filing in filings])
    stories = {str(story.guid): story for story in rows}
    held, done = opened(stories.values()), []
    for filing in filings:
        story = stories.get(filing.guid) or _story(filing.guid)
        _expect(story, PUBLIC, "updated" if act == "update" else "moved")
        new: list[Document] = []
        old = held[story.number]
        document = book.spell(filing, new) | {"notices": old.version.document["notices"]}
        done.append(book.revise(
            story, "live", document, act=act, signal=signal, held=old,
            payload={"terms": new} if new else None,
        ))
    if done:
        book.save()
    return done


def take_down(
    guid: str, state: Literal["withdrawn", "expired", "killed"], *, at: datetime, notice: str,
    reason: str = "", kind: Kind = "news",
) -> Published:
    """Take a story out of public; `notice` is what its address says from now on.

    A killed story never comes back; a withdrawn or expired one may be published again.
    """
    book = Publication(at=at, kind=kind)
    story = _story(guid)
    _expect(story, PUBLIC + (GONE if state == "killed" else ()), state)
    act = {"withdrawn": "withdraw", "expired": "expire", "killed": "kill"}[state]
    done = book.revise(
        story, state, _notice_only(state, notice, at), act=act,
        signal="kill" if state == "killed" else "",
        payload={"reason": reason} if reason else None,
    )
    book.save()
    return done


def erase(guid: str, *, at: datetime, notice: str) -> Published:
    """Erase a story's texts here: versions, entries, stored pages. Digests stay, the chain holds.

    Bytes in the free space of a PostgreSQL data folder, its WAL, and backups are out of reach.
    """
    book = Publication(at=at)
    story = _story(guid)
    _expect(story, ("live", "withdrawn", "expired", "killed"), "erased")
    done = book.revise(story, "erased", _notice_only("erased", notice, at), act="erase")
    Version.objects.filter(story=story).update(  # the notice is written after it, by `save`
        headline="", headline_key="", slug="", standfirst="", picture=None,
        translation_of=None, document=None,
    )
    Entry.objects.filter(story=story).update(payload=None)
    Front.objects.filter(banner_story=str(story.guid)).update(banner_text="")
    book.save()
    return done


def forget_erased_bytes(*, also: tuple[str, ...] = ()) -> None:
    """After the erasure is committed: drop stored pages, pictures, and what the database left.

    `also` names tables of the caller that were emptied in the same act.
    """
    renew_store()
    forget_erased()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                log.error("A long read keeps erased bytes in the log beside the database: they go "
                          "when every process of Dateline has ended.")
            return
        for table in ("record_version", "record_entry", "record_front", *also):
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")


def _story(guid: str) -> Story:
    story = Story.objects.filter(guid=UUID(guid)).first()
    if story is None:
        raise NotPossible(gettext("this story was never public"))
    return story


def _expect(story: Story, states: tuple[State, ...], done: str) -> None:
    if story.state not in states:
        again = " A killed story stays so: write a new one that refers to it."
        raise NotPossible(
            f"~{story.code} is {story.state} and cannot be {done}."
            + (again if story.state == "killed" and done != "killed" else "")
        )


def _with_notices(story: Story, document: Document, notice: Notice | None = None) -> Document:
    last = Version.objects.filter(story=story, state="live").order_by("-version").first()
    earlier = last.document["notices"] if last is not None and last.document else []
    return document | {"notices": [*earlier, *([_spelled(notice)] if notice else [])]}


def _notice_only(state: State, notice: str, at: datetime) -> Document:
    return {"notices": [{"kind": state, "text": notice, "at": at.isoformat(),
                         "wrong": "", "right": ""}]}


def _spelled(notice: Notice) -> Document:
    return asdict(notice) | {"at": notice.at.isoformat()}
