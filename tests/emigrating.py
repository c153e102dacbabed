"""A newsroom with something of everything, made to be exported and to be found elsewhere."""

from __future__ import annotations

import hashlib
import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from agency import copy, source
from cast import filed, live
from commenting import open_story, reader, said
from dateline.archive.public import Asked, import_archive
from dateline.desk import public as desk
from dateline.discussion import public as discussion
from dateline.discussion.models import Clause
from dateline.discussion.public import Reasons
from dateline.onair.models import Episode, Programme, Recording, Track
from dateline.onair.recording.covers import keep_cover
from dateline.onair.sound.files import path_of
from dateline.people.public import User
from dateline.project.whole.digest import of
from dateline.wire import public as wire
from dateline.wire.models import Product
from dateline.wire.sources.pushing import make_key
from dateline.wire.sources.receiving import receive
from drawing import drawn, file_of
from newsroom import ACTS, Newsroom
from onair_station import presenter, station
from picturing import picture
from staffing import PASSWORD, member

POST = """<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Old</title>
<link>https://old.example</link><item><title>The mill is sold</title>
<link>https://old.example/2016/06/mill/</link><guid>https://old.example/?p=7</guid>
<content:encoded><![CDATA[The mill on the Nyamwamba is sold.]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date_gmt>2016-06-23 10:05:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"""
OLD = "/2016/06/mill/"


@dataclass(frozen=True)
class Home:
    """What a test wants to know of it: who works there, a story, and what must not leave."""

    editor: User
    guid: str
    secrets: tuple[str, ...]


def digest() -> str:
    """The digest of the installation that this process works in."""
    return of(DEFAULT_DB_ALIAS, settings.DATA)


def furnish(at: datetime, folder: Path, *, acts: int = 0) -> Home:
    """Something in every room; with `acts`, as many random acts of an editor before."""
    room, pick = Newsroom(at - timedelta(days=30)), random.Random(7)
    for number in range(acts):
        with suppress(desk.NotFront):  # a plan for a time that is past
            room.act(pick.choice(ACTS), number)
    chief = member("administrator", "chief editor", "moderator", password=PASSWORD)
    editor = member("editor", "reporter")
    guid = _stories(at, editor)
    (folder / "old.xml").write_text(POST)
    assert import_archive(folder / "old.xml", Asked(), at=at).redirects
    _discussion(at, chief)
    secrets = (*_wire(at), chief.password, _radio(at))
    return Home(editor, guid, secrets)


def _stories(at: datetime, editor: User) -> str:
    guid, _ = live("The bridge is open", at=at, picture=picture())
    desk.correct(guid, {"standfirst": "It cost 7 million."}, wrong="6", right="7", at=at)
    desk.kill(live("A false report", at=at)[0], "It is gone.", reason="It was false.")
    desk.withdraw(live("A doubtful one", at=at)[0], "It is gone.")
    desk.erase(live("A name of somebody", at=at)[0])
    filed("A draft, with ☃ and \u0635\u062d\u064a\u0641\u0629")
    desk.submit(filed("For review"), by=editor)
    desk.embargo(filed("Not yet"), at + timedelta(days=9000))
    desk.save_draft(guid, {"standfirst": "It cost 8 million."}, by=editor)
    return guid


def _discussion(at: datetime, by: User) -> None:
    code = open_story(at, headline="On which readers have a say")
    ann, bob = reader(at=at), reader("Bob Barker", at=at)
    first = said(ann, code, at=at)
    second = said(bob, code, "It was not late at all.", at=at, parent=1)
    discussion.like(bob, code, first.number, at=at)
    discussion.report(ann, code, second.number, clause="2.1", at=at)
    reasons = Reasons("It insults.", Clause.objects.get(number="2.1"))
    discussion.decide(second.pk, "remove", by=by, at=at, reasons=reasons)
    discussion.erase_reader_now(reader("Cy Gone", at=at).pk, keep=False, at=at)


def _wire(at: datetime) -> tuple[str, ...]:
    client = wire.subscribe("The Globe", [wire.save_product(Product(name="Everything"))])
    token = wire.make_key(client, label="desk")
    wire.add_way(client, "push", address="https://globe.example/in")
    wire.add_person(client, "ann@globe.example", "Ann Lee")
    live("For the wire", at=at)
    wire.distribute()
    other = source(kind="push")
    receive(other, copy())
    receive(other, b"nothing that is read")
    key = make_key(other, by=User.objects.get(groups__name="administrator"))
    return tuple(hashlib.sha256(each.encode()).hexdigest() for each in (token, key))


def _radio(at: datetime) -> str:
    station()
    kept = {kind: _sound(f"sound {kind}".encode()) for kind in ("track", "tape", "cut")}
    Track.objects.create(title="Bells", digest=kept["track"], kind="audio/mpeg", size=11,
                         seconds=2.5, loudness=-16.0, peak=-1.0, added_at=at)
    show = Programme.objects.order_by("pk").first()
    show.picture = keep_cover(BytesIO(file_of("PNG", drawn(1400, 1400)))).digest
    show.save()
    tape = Recording.objects.create(programme=show, starts=at, ends=at, state="made", size=10,
                                    digest=kept["tape"], kind="audio/mpeg", seconds=0.1)
    Episode.objects.create(programme=show, recording=tape, title="First", slug="first", size=9,
                           state="published", digest=kept["cut"], kind="audio/mpeg", made_at=at,
                           published_at=at, seconds=1 / 3)
    return presenter().password


def _sound(data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest, "audio/mpeg")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return digest
