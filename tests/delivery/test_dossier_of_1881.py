"""The seed's dossier: 1,881 stories, one more, and every page of it says so at the next request."""

from __future__ import annotations

import re

import pytest

from cast import all_checked, live
from crawl import links
from dateline.delivery.machine import shelf
from dateline.delivery.page import StoredPage
from dateline.desk import public as desk
from dateline.desk.public import Block, Copy
from dateline.lib import clock

SECTION = "Military & Intelligence"
NAME = "Violence Erupts as Islamic State Rises"
COUNT = re.compile(re.escape(NAME) + r' <span class="count">\((\d+)\)')
STORIES, READ = 1881, 50


@pytest.fixture
def addresses(house, noon):
    """The addresses of the 1,881 stories, filed as an archive is."""
    copies = [
        Copy(f"Story {number}", SECTION, dossiers=(NAME,), place="Baghdad",
             blocks=(Block("paragraph", "Text."),), source=f"archive:{number}")
        for number in range(STORIES)
    ]
    return [published.address for published in desk.file_batch(copies, at=noon).published]


def kept(address: str) -> StoredPage:
    """The page as it lies in the store."""
    return shelf().store().look(address, clock.now()).right[address]


def test_one_more_story_shows_on_every_page_and_none_is_rendered_for_it(
    addresses, reader, noon
):
    read = addresses[:: STORIES // READ][:READ]
    assert len(read) == READ
    for address in read:
        assert COUNT.findall(reader.get(address).text) == ["1881", "1881"]
    before = {address: kept(address) for address in read}
    count = kept(next(piece for piece in before[read[0]].fragments if '"count"' in piece))
    assert [part.plain for part in count.segments] == [b"(1881)"]
    live("One more", section=SECTION, at=noon, dossiers=(NAME,))
    for address in read:
        assert COUNT.findall(reader.get(address).text) == ["1882", "1882"]
    assert {address: kept(address) for address in read} == before
    assert kept(count.address).as_of == count.as_of + 1
    assert all_checked()


def test_one_less_shows_as_well(addresses, reader, noon):
    first, second = addresses[0], addresses[1]
    reader.get(first)
    before = kept(first)
    desk.kill(desk.find(source="archive:1").guid, "Killed.", reason="Wrong.", at=noon)
    assert COUNT.findall(reader.get(first).text) == ["1880", "1880"]
    assert reader.get(second).status == 410
    assert kept(first) == before


def test_the_whole_dossier_is_read_by_its_pages(addresses, reader):
    """Each story once, 30 to a page; each page says how many there are in all."""
    at, seen = "/dossier/violence-erupts-as-islamic-state-rises/", []
    while at:
        page = reader.get(at)
        assert COUNT.findall(page.text) == ["1881"]
        found = links(page.body)
        seen += [link for link in found if "~" in link]
        at = next((link for link in found if "before=" in link and link not in at), "")
        if len(seen) > STORIES:
            break
    assert len(seen) == STORIES
    assert set(seen) == set(addresses)
