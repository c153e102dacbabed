"""`dateline export --as …`: what readers see, read back by our own importers or looked at."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from cast import filed, live
from conftest import House
from conversing import talking, thread_of
from dateline.archive.leaving.linking import Linker, file_of, plain
from dateline.archive.leaving.markdown import body_of
from dateline.archive.leaving.stories import FORMS
from dateline.archive.public import (
    Asked,
    NotEmpty,
    copy_site,
    import_archive,
    leave,
)
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.discussion.public import comments_exported, import_comments, talked
from dateline.formats import newsmlg2_reading, ninjs
from dateline.record import public as record
from dateline.record.public import Mark
from dateline.site.public import news_item
from picturing import picture

HARD = ("1. no list, *no stars* & <b>no markup</b>", "# no heading", "a_b_c `tick` [x](y) | z",
        "- dash first", "Ends with a backslash\\", "مرحبا بالعالم", "]]> and &amp; ]]>")


def _newsroom(noon) -> list[str]:
    """Stories with everything that must come back; the guids of the live ones."""
    shown = picture(320, 200)
    blocks = (
        Block("paragraph", "The bridge is open.", marks=(Mark(4, 10, "strong"),)),
        Block("heading", "What comes next"),
        Block("quotation", "We are glad.", speaker="Ann Lee", role="Mayor"),
        Block("picture", pictures=(shown,)),
        Block("list", items=("One", "Two & three")),
        Block("table", rows=(("Year", "Boats"), ("2025", "7")), header=True),
        *(Block("paragraph", text) for text in HARD),
    )
    first = live("Bridge — “open” & <well>", at=noon, blocks=blocks, standfirst="It is.",
                 authors=("Amina Okello",), tags=(Tag("Kasese", "place"),), picture=shown,
                 dossiers=("Floods",))[0]
    second = live("Second", at=noon, language="fr")[0]
    filed("Only a draft: xyzzydraft")
    killed = live("Killed: xyzzykilled", at=noon)[0]
    desk.kill(killed, "It was wrong.", reason="one source", at=noon + timedelta(hours=1))
    return [first, second]


def _told(guid: str):
    """What a reader can tell of a story, without our own numbers."""
    filing = record.public_filing(guid)
    texts = [(block.kind, block.text, block.speaker, block.items, block.rows)
             for block in filing.blocks if block.kind != "picture"]
    pictures = sum(len(block.pictures) for block in filing.blocks)
    return (filing.headline, filing.standfirst, filing.published_at, filing.section.name,
            filing.language, {tag.name for tag in (*filing.tags, *filing.dossiers)},
            [one.name for one in filing.authors], texts, pictures, filing.picture is not None)


def _left(folder: Path, form: str, noon):
    return leave(folder, form, item_of=news_item, comments=comments_exported, at=noon)


@pytest.mark.parametrize("form", FORMS)
def test_our_own_importer_reads_it_back(form, house, make_house, noon, tmp_path):
    empty = make_house()
    make_house.enter(house)
    guids = _newsroom(noon)
    before = sorted(map(_told, guids))
    told = _left(tmp_path / "out", form, noon)
    assert (told.stories, told.missing) == (2, ()) and told.pictures >= 1
    make_house.enter(empty)
    done = import_archive(tmp_path / "out", Asked(language="en", pictures=False), at=noon)
    assert (done.stories["new"], done.refused, done.pictures) == (2, [], {})
    after = [_told(record.guid_of(one.address.rpartition("~")[2]))
             for one in record.enrolled(0)]
    kinds = {(tag.name, tag.kind) for one in record.enrolled(0) for tag in record.public_filing(
        record.guid_of(one.address.rpartition("~")[2])).tags}
    assert form in ("markdown", "wxr") or kinds == {("Kasese", "place")}
    if form == "wxr":  # it has one language for all
        before = [(*one[:4], "en", *one[5:]) for one in before]
    assert sorted(after) == before


def test_comments_go_along_to_wordpress_and_come_back(house, make_house, noon, tmp_path):
    empty = make_house()
    make_house.enter(house)
    done = live("Talked about", at=noon)[1]
    with talking(thread_of(done.code, at=noon), at=noon) as thread:
        first = thread.say("Hello & <b>welcome</b> ]]>")
        thread.say("And again", to=first, by="Ben")
        thread.say("xyzzywaiting", state="pending")
    told = _left(tmp_path / "out", "wxr", noon)
    assert told.comments == 2
    text = (tmp_path / "out/wordpress.xml").read_text()
    assert text.count("<wp:comment>") == 2 and "xyzzy" not in text
    make_house.enter(empty)
    import_archive(tmp_path / "out/wordpress.xml", Asked(), at=noon)
    import_comments(tmp_path / "out/wordpress.xml", at=noon + timedelta(days=900))
    lines = [line for line in comments_exported() if line.get("kind") == "comment"]
    assert sorted(line["text"] for line in lines) == ["And again", "Hello & <b>welcome</b> ]]>"]
    assert sum("parent" in line for line in lines) == 1


@pytest.mark.parametrize("form, load", [
    ("ninjs", ninjs.load), ("newsml-g2", newsmlg2_reading.read)])
def test_a_file_a_story_for_machines(form, load, house, noon, tmp_path):
    guids = _newsroom(noon)
    _left(tmp_path / "out", form, noon)
    files = sorted((tmp_path / "out").glob("2026/*.*"))
    assert len(files) == 2
    assert {json.loads((tmp_path / "out/dateline-export.json").read_text())["stories"]} == {2}
    whole = b"".join(path.read_bytes() for path in files)
    assert all(guid.encode() in whole for guid in guids) and b"xyzzy" not in whole
    assert all(load(path.read_bytes()) for path in files)
    assert list((tmp_path / "out/pictures").iterdir())


def test_the_site_can_be_browsed_from_a_disk(house, noon, tmp_path):
    _newsroom(noon)
    for number in range(45):
        live(f"More {number}", at=noon - timedelta(minutes=number))
    count, missing = copy_site(tmp_path / "out", talked=talked)
    out = (tmp_path / "out").resolve()
    assert missing == () and count > 100
    pages = list(out.rglob("*.html"))
    texts = {path: path.read_text() for path in pages}
    seen = {out / "index.html"}
    waiting = list(seen)
    while waiting:
        here = waiting.pop()
        for link in re.findall(r'\s(?:href|src)="([^"]*)"', texts.get(here, "")):
            link = unescape(link).partition("#")[0]
            assert not link.startswith("/"), (here, link)
            if not link or ":" in link.partition("/")[0]:
                continue
            there = (here.parent / unquote(link)).resolve()
            assert there.is_relative_to(out) and there.is_file(), (here, link)
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    stories = {file_of(one.address) for one in record.enrolled(0)}
    assert len(stories) == 47
    assert stories <= {path.relative_to(out).as_posix() for path in seen}
    assert not [path for path, text in texts.items() if "xyzzy" in text]
    assert any((out / "pictures").iterdir()) and (out / "static/theme/site.css").exists()
    with pytest.raises(NotEmpty):
        copy_site(tmp_path / "out", talked=talked)


def test_what_is_killed_while_the_site_is_copied_is_not_in_it(house, noon, tmp_path, monkeypatch):
    guid, done = live("Killed: xyzzykilled", at=noon)
    from dateline.archive.leaving import browsable, pages

    real, left = pages.Pages._asset, [guid]

    def killing(self, address):
        if address.endswith("print.css") and left:
            left.clear()
            desk.kill(guid, "It was wrong.", reason="one source", at=noon + timedelta(hours=1))
        real(self, address)

    first = browsable.BEGIN
    monkeypatch.setattr(browsable, "BEGIN", (done.address, *first))
    monkeypatch.setattr(pages.Pages, "_asset", killing)
    copy_site(tmp_path / "out", talked=talked)
    page = (tmp_path / "out" / file_of(done.address)).read_text()
    assert "It was wrong." in page
    assert not [path for path in (tmp_path / "out").rglob("*.html") if "xyzzy" in path.read_text()]


def test_links_lead_to_files_or_to_the_site():
    found: list[str] = []
    linker = Linker("https://news.example", found.append, lambda _: True)
    page = ('<a href="/">x</a><a href="/tag/caf%C3%A9/?before=abc&amp;x=1#top">y</a>'
            '<a href="/desk/">z</a><a href="//evil.example/">e</a><a href="#here">h</a>'
            '<link rel="canonical" href="https://news.example/a~b"><p>href="/no"</p>'
            '<a href="https://other.example/">o</a><a href="/?at=2016-01-01">t</a>')
    shown = linker.page(page, "/politics/a-bridge~k7m2pq")
    assert '<a href="../../index.html">' in shown
    assert 'href="../../tag/caf%C3%A9/before-abc/index.html#top"' in shown
    assert 'href="https://news.example/desk/"' in shown and 'href="//evil.example/"' in shown
    assert 'href="#here"' in shown and 'canonical" href="https://news.example/a~b"' in shown
    assert '<p>href="/no"</p>' in shown and 'href="https://other.example/"' in shown
    assert 'href="https://news.example/?at=2016-01-01"' in shown
    assert found == ["/", "/tag/caf%C3%A9/?before=abc"]
    assert file_of("/../../%2e%2e/etc/x") == "etc/x/index.html"
    assert len(file_of("/tag/" + "ä" * 200 + "/").encode()) < 255
    assert plain("/desk/") == plain("nowhere") == plain("//x") == ""


@pytest.mark.parametrize("text", HARD)
def test_no_text_becomes_markup(text):
    from html import escape

    from lxml import html
    from markdown_it import MarkdownIt

    read = MarkdownIt("commonmark", {"html": True}).enable("table").render(
        body_of(f"<p>{escape(text)}</p>"))
    (only,) = html.fragment_fromstring(read, create_parent="div")
    assert only.tag == "p" and len(only) == 0 and only.text == text


def test_the_command_says_what_it_wrote_and_refuses_a_full_folder(house: House, noon, tmp_path):
    live("Kept", at=noon)
    ran = house.run("export", "--to", str(tmp_path / "out"), "--as", "static")
    assert ran.returncode == 0 and "index.html" in ran.stdout, ran.stderr
    again = house.run("export", "--to", str(tmp_path / "out"), "--as", "wxr")
    assert again.returncode == 2 and "not empty" in again.stderr
    assert replace(house).run("export", "comments", "--as", "wxr").returncode == 2
