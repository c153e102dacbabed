"""A first rendering asks the database the same few questions, however much the newsroom holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from cast import live, story
from dateline.delivery.public import READER, renew_store
from dateline.desk import public as desk
from dateline.desk.public import Tag
from dateline.lib import clock

COUNTS = {"story": 29, "section": 20, "dossier": 21, "tag": 19, "home": 33, "json": 6, "gone": 18}
"""A rendering reads the head and the settings twice: with the page, with each fragment; the
comments of all stories of a list are counted by one question."""


def asked(reader, address):
    """How many rows were asked for on the readers' connection to render the page anew."""
    renew_store()
    with CaptureQueriesContext(connections[READER]) as captured:
        reader.get(address)
    return sum(query["sql"].lstrip().startswith("SELECT") for query in captured.captured_queries)


def newsroom(noon, *, stories, tags):
    """A newsroom of two sections and two dossiers; the addresses of one page of each kind."""
    named = tuple(Tag(f"Tag {n}", "subject") for n in range(tags))
    related = tuple(f"Story {n}" for n in range(stories))
    full = {"dossiers": ("Floods", "Rain"), "place": "Rome", "tags": named, "related": related}
    desk.file_batch([
        story(f"Story {n}", section=("Politics", "Sport")[n % 2], source=f"test:{n}",
              published_at=noon - timedelta(minutes=n), **full)
        for n in range(stories)
    ], at=noon)
    _, done = live("The newest", at=noon, authors=("Ann Lee", "B. Writer"), **full)
    guid, gone = live("Gone", at=noon, **full)
    desk.withdraw(guid, "Withdrawn.", at=noon)
    return {"story": done.address, "section": "/politics/", "dossier": "/dossier/floods/",
            "tag": "/tag/tag-1/", "home": "/", "json": f"{done.address}.json", "gone": gone.address}


@pytest.mark.parametrize(("stories", "tags"), [(5, 3), (60, 20)])
def test_a_first_rendering_asks_few_questions(house, reader, noon, stories, tags):
    addresses = newsroom(noon, stories=stories, tags=tags)
    with clock.at(noon + timedelta(hours=1)):
        counts = {kind: asked(reader, address) for kind, address in addresses.items()}
    assert counts == COUNTS


def test_a_page_in_the_store_asks_nothing(house, reader, noon):
    for address in newsroom(noon, stories=5, tags=3).values():
        reader.get(address)
        with (
            CaptureQueriesContext(connections[READER]) as captured,
            CaptureQueriesContext(connections["default"]) as written,
        ):
            assert reader.get(address).status in (200, 410)
        assert len(captured) + len(written) == 0


def test_a_front_page_asks_three_more_questions_for_each_section(house, reader, noon):
    counts = []
    for n in range(3):
        live(f"Story {n}", at=noon, section=f"Section {n}")
        counts.append(asked(reader, "/"))
    assert [counts[1] - counts[0], counts[2] - counts[1]] == [3, 3]
