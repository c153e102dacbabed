"""What this newsroom hands out comes in at another as the same story."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agency import copy, only, rss, rss_item, source
from cast import live
from dateline.desk.models import Story
from dateline.desk.public import Block, Tag, find
from dateline.formats import newsmlg2, ninjs, nitf
from dateline.record import public as record
from dateline.record.public import Mark
from dateline.site.public import news_item
from dateline.wire.models import Incoming
from dateline.wire.sources.receiving import receive
from dateline.wire.sources.taking import take
from desking import person

BLOCKS = (
    Block("paragraph", "The ferry runs again.", marks=(Mark(4, 9, "strong"),)),
    Block("heading", "What is next"), Block("list", items=("Paint", "Bells")),
    Block("table", rows=(("Day", "Hour"), ("Monday", "9")), header=True),
    Block("paragraph", "It had been mended."),
)


def as_newsml(item):
    return newsmlg2.dump(item, sender="news.example", sent=item.version_created)


FORMATS = {"ninjs": ninjs.dump, "newsml-g2": as_newsml, "nitf": nitf.dump}


@pytest.mark.parametrize("name", FORMATS)
def test_out_and_in_is_the_same_story(house, noon, name):
    guid, published = live(
        "Ferry runs again", at=noon, standfirst="After two weeks.", place="Northport",
        authors=("Ida Holm",), credit="Dateline", blocks=BLOCKS, urgency=3, language="en",
        slugline="Ferry", rights="© Dateline", tags=(Tag("Ferries", "subject"),
                                                     Tag("Island Line", "organisation")))
    code = published.address.rpartition("~")[2]
    item = news_item(record.story(code), record.site())
    receive(source(mapping={"Politics": "Politics"}), FORMATS[name](item))
    row = only()
    assert row.format == name and row.version == 1
    found = take(row.pk, by=person("editor"))
    ours = record.public_filing(guid)
    theirs = Story.objects.get(guid=found.guid).filing()
    for field in ("headline", "standfirst", "language", "urgency", "slugline", "credit"):
        assert getattr(theirs, field) == getattr(ours, field), field
    assert "© Dateline" in theirs.rights and theirs.place.name == "Northport"
    assert [one.name for one in theirs.authors] == ["Ida Holm"]
    assert [(block.kind, block.text, block.items, block.rows) for block in theirs.blocks] == [
        (block.kind, block.text, block.items, block.rows) for block in ours.blocks]
    assert {tag.name for tag in theirs.tags} >= {"Ferries", "Island Line"}
    assert theirs.section.name == "Politics" and find(guid=found.guid).standing == "draft"


def test_a_feed_of_any_length_takes_few_questions(house):
    agency = source(kind="feed")
    feeds = [rss(*(rss_item(n, f"Crane {n}") for n in range(count))) for count in (5, 100)]
    receive(agency, feeds[1])
    counts = []
    for feed in feeds:
        with CaptureQueriesContext(connection) as asked:
            receive(agency, feed)
        counts.append(len(asked))
    assert max(counts) <= 10 and Incoming.objects.count() == 100


def test_one_item_twice_in_a_file_is_one(house):
    raw = b'{"items": [' + copy() + b"," + copy() + b"," + copy("Later", version=2) + b"]}"
    said = [outcome.what for outcome in receive(source(), raw).outcomes]
    assert said == ["new", "same", "updated"] and only().headline == "Later"
