"""Every story's `.json`, in every state it can be read in, is valid against IPTC's ninjs 3.1."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from ninjs_schema import ABSENT, NINJS, validator

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.lib import clock
from newsroom import ACTS, Newsroom

pytestmark = pytest.mark.skipif(not NINJS.is_dir(), reason=ABSENT)
RICH = {
    "section": "Rivers & Bridges", "standfirst": "It holds.", "place": "Köln", "credit": "Dateline",
    "authors": ("Ann Lee", "J. O'Neil"), "dossiers": ("Floods", "أنهار"), "urgency": 1,
    "tags": tuple(Tag(f"A <{kind}>", kind, kind == "event")
                  for kind in ("subject", "organisation", "person", "place", "event")),
    "related": ("The dam holds", "Never filed", "\u2028"), "language": "de-AT", "genre": "Analysis",
    "rights": "© Dateline", "slugline": "köln-dam", "blocks": (
        Block("heading", "Then"), Block("paragraph", 'He said "[it] <holds>".'),
        Block("quotation", "It did.", "A. Rossi", "mayor")),
}


@pytest.fixture(scope="module")
def ninjs():
    return validator("ninjs-schema_3.1.json")


def read(reader, ninjs, done, status=200):
    """The story's `.json`, valid."""
    answer = reader.get(f"/~{done.code}.json")
    address = answer.headers["Location"] if answer.status == 301 else f"/~{done.code}.json"
    answer = reader.get(address)
    assert answer.status == status
    document = json.loads(answer.body)
    ninjs.validate(document)
    return document


LIVE = {
    "live": lambda guid, at: None,
    "live with a draft": lambda guid, at: desk.save_draft(guid, {"headline": "Draft"}),
    "updated": lambda guid, at: desk.update(guid, {"standfirst": ""}, note="More.", at=at),
    "corrected": lambda guid, at: desk.correct(guid, {}, wrong="a", right="b", text="c", at=at),
    "resectioned": lambda guid, at: desk.resection(guid, "Wörld", at=at),
}
GONE = {
    "withdrawn": lambda guid, at: desk.withdraw(guid, "Withdrawn.", at=at),
    "expired": lambda guid, at: desk.expire(guid, at=at),
    "killed": lambda guid, at: desk.kill(guid, "Killed.", reason="Wrong.", at=at),
    "erased": lambda guid, at: desk.erase(guid, at=at),
}


@pytest.mark.parametrize("fields", [{}, RICH], ids=["plain", "rich"])
@pytest.mark.parametrize("state", [*LIVE, *GONE])
def test_a_story_is_valid_in_each_state(house, reader, noon, ninjs, state, fields):
    live("The dam holds", at=noon)
    guid, done = live("Über <uns>", at=noon, expires_at=noon + timedelta(days=1), **fields)
    (LIVE | GONE)[state](guid, noon + timedelta(hours=1))
    document = read(reader, ninjs, done, 200 if state in LIVE else 410)
    assert document["pubStatus"] == ("usable" if state in LIVE else "canceled")
    assert document["standard"]["version"] == "3.1"


@pytest.mark.parametrize("fields", [{}, RICH, {"blocks": ()}], ids=["plain", "rich", "no body"])
def test_an_undated_story_and_one_with_a_working_headline_are_valid(
    house, reader, noon, ninjs, fields
):
    done = desk.publish(filed("Old", backfile=True, headline_missing=True, **fields), at=noon)
    assert "contentCreated" not in read(reader, ninjs, done)


@pytest.mark.parametrize("language", ["", "en", "zh-Hant-TW", "not a language"])
def test_a_language_that_is_none_does_not_spoil_it(house, reader, noon, ninjs, language):
    read(reader, ninjs, live(at=noon, language=language)[1])


def test_whatever_a_newsroom_does_every_story_stays_valid(house, reader, noon, ninjs):
    newsroom = Newsroom(noon)
    for seed in range(60):
        with clock.at(newsroom.moment):
            newsroom.act(ACTS[seed * 7 % len(ACTS)], seed)
    read_in = set()
    with clock.at(newsroom.moment):
        for guid in newsroom.guids:
            found = desk.find(guid=guid)
            if found.address:
                answer = reader.get(f"{found.address}.json")
                assert answer.status in (200, 410)
                document = json.loads(answer.body)
                ninjs.validate(document)
                read_in.add(document["pubStatus"])
    assert read_in == {"usable", "canceled"}
