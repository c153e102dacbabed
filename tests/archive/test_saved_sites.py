"""Folders of a site's saved pages: its lists are no stories, its logo is no picture of one."""

from __future__ import annotations

import pytest
from PIL import Image
from saved_pages import LISTS, LONG, STORIES, ld, page

from conftest import House
from dateline.archive.bringing.reading import pages
from dateline.archive.bringing.reading.page_signs import Signs
from dateline.archive.bringing.shapes import Item, Passed
from dateline.archive.public import Asked, import_archive
from dateline.desk.public import find
from dateline.record import public as record


def _laid(folder, given):
    for name, text in given.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_that_lists_others_is_passed_over(tmp_path, name):
    _laid(tmp_path, {name: LISTS[name]})
    [part] = pages.parts(tmp_path, None)
    assert isinstance(part, Passed), part


@pytest.mark.parametrize("name", STORIES)
def test_a_story_stays_one_whatever_stands_beside_it(tmp_path, name):
    _laid(tmp_path, {name: STORIES[name]})
    [part] = pages.parts(tmp_path, None)
    assert isinstance(part, Item), part


def test_what_was_passed_over_is_counted_and_told(house: House, tmp_path):
    _laid(tmp_path, LISTS | STORIES)
    (tmp_path / "old.html").write_text(
        '<html><head><meta http-equiv="refresh" content="0; url=/2016/dam/"></head></html>')
    said = house.run("import", "archive", str(tmp_path), "--no-fetch", "--dry-run")
    assert f"(html): {len(STORIES)} new, " in said.stdout, said.stdout
    assert ("No stories: page of an error (2), page that leads on to another (1), "
            f"page that lists others ({len(LISTS) - 2}).") in said.stdout


def test_the_picture_a_page_names_leads_it_unless_it_is_the_sites(house: House, noon, tmp_path):
    def said(address):
        return f'<meta property="og:image" content="https://old.example/{address}">'
    own = '<p><img src="/img/own.png" alt="Its own"></p>'
    _laid(tmp_path, {
        "a.html": page("<h1>Story a</h1>" + LONG, said("img/a.png")),
        "b.html": page("<h1>Story b</h1>" + LONG, ld(
            **{"@type": "NewsArticle", "headline": "Story b",
               "image": [{"@type": "ImageObject", "url": "/img/b.png"}]})),
        "c.html": page("<h1>Story c</h1>" + own + LONG, said("img/a.png")),
        "d.html": page("<h1>Story d</h1>" + LONG, said("img/site-logo.png")),
        **{f"{n}.html": page(f"<h1>Story {n}</h1>" + LONG, said("img/card.png"))
           for n in range(5)}})
    (tmp_path / "img").mkdir()
    for number, name in enumerate(("a", "b", "own", "site-logo", "card")):
        Image.new("RGB", (400, 300), (number, 9, 9)).save(tmp_path / "img" / f"{name}.png")
    done = import_archive(tmp_path, Asked(pictures=False), at=noon)
    assert (done.stories["new"], done.pictures, done.refused) == (9, {}, [])
    filings = {name: record.public_filing(find(source=f"page:{name}.html").guid)
               for name in ("a", "b", "c", "d", "0", "4")}
    assert {name for name, one in filings.items() if one.picture} == {"a", "b"}
    assert "picture" in {block.kind for block in filings["c"].blocks}


def test_scripts_that_are_never_closed_are_looked_at_once():
    """They took three minutes: each was looked for to the end of the page."""
    signs = Signs("<script type='application/ld+json'>" * 30_000 + "<p>Text.</p>")
    assert signs.things == [] and signs.kinds == set()
    closed = Signs("<SCRIPT type='application/ld+json'>{\"@type\": \"Report\"}</SCRIPT>" * 3)
    assert closed.stories == 3
