"""`dateline export --as static`: what somebody finds who opens the copy, years later."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from browsing import chromium
from cast import live
from conversing import DELETED, talking, thread_of
from dateline.archive.leaving import browsable, pages
from dateline.archive.leaving.linking import Linker, file_of, plain
from dateline.archive.public import copy_site
from dateline.desk import public as desk
from dateline.discussion.public import talked
from onair_station import station
from picturing import names, picture

HERE = "http://localhost:8000"


def _texts(out: Path) -> str:
    return "".join(path.read_text(errors="replace") for path in out.rglob("*") if path.is_file())


def _meanwhile(monkeypatch, act) -> None:
    """Have something happen while the copy is made: once, when the last sheet is asked for."""
    real, left = pages.Pages._asset, [act]

    def asset(self, address):
        if address.endswith("print.css") and left:
            left.pop()()
        real(self, address)

    monkeypatch.setattr(pages.Pages, "_asset", asset)


def test_a_form_of_an_address_does_not_take_the_place_of_the_page(house, noon, tmp_path):
    station()
    live("Heard", at=noon)
    count, missing = copy_site(tmp_path / "out", talked=talked)
    schedule = (tmp_path / "out/schedule/index.html").read_text()
    assert 'http-equiv="refresh"' not in schedule and "Morning" in schedule
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert count == len(files) - 1 and missing == ()  # and dateline-export.json
    assert not [path for path in files if path.parent.name.endswith(".ics")]
    linker = Linker(HERE, lambda _: None, lambda _: True)
    assert linker.moved("/archive", "/archive/") == "" != linker.moved("/~k7m2pq", "/archive/")
    assert plain("/schedule.ics") == ""


def test_every_page_of_a_discussion_is_in_it(house, noon, tmp_path):
    code = live("Talked about", at=noon)[1].code
    with talking(thread_of(code, at=noon), at=noon) as thread:
        for number in range(40):
            thread.say(f"Remark {number}.")
    copy_site(tmp_path / "out", talked=talked)
    said = "".join(path.read_text() for path in (tmp_path / "out/discussion").rglob("*.html"))
    assert [n for n in range(40) if f"Remark {n}." not in said] == []
    assert plain(f"/discussion/~{code}/7/") == plain(f"/discussion/~{code}/feed/") == ""


def test_a_comment_that_goes_meanwhile_is_not_in_it(house, noon, tmp_path, monkeypatch):
    where = thread_of(live("Talked about", at=noon)[1].code, at=noon)
    with talking(where, at=noon) as thread:
        number = thread.say("xyzzyremark").number

    def act():
        assert "xyzzyremark" in _texts(tmp_path / "out")
        with talking(where, at=noon) as thread:
            thread.move(number, DELETED)

    monkeypatch.setattr(browsable, "BEGIN", (f"/discussion/~{where.code}/", *browsable.BEGIN))
    _meanwhile(monkeypatch, act)
    copy_site(tmp_path / "out", talked=talked)
    assert "xyzzyremark" not in _texts(tmp_path / "out")


def test_the_picture_of_a_story_that_is_killed_meanwhile_is_not_in_it(
    house, noon, tmp_path, monkeypatch
):
    shown = picture()
    guid, done = live("Killed", at=noon, picture=shown)
    files = [f"/pictures/{name}" for name in names(shown)]

    def act():
        assert (tmp_path / "out" / file_of(files[0])).is_file()
        desk.kill(guid, "It was wrong.", reason="one source", at=noon + timedelta(hours=1))

    monkeypatch.setattr(browsable, "BEGIN", (*files, done.address, *browsable.BEGIN))
    _meanwhile(monkeypatch, act)
    copy_site(tmp_path / "out", talked=talked)
    assert list((tmp_path / "out").rglob("pictures/*")) == []
    assert "It was wrong." in (tmp_path / "out" / file_of(done.address)).read_text()


def test_from_a_disk_nothing_is_asked_of_anybody_and_nothing_is_too_wide(house, noon, tmp_path):
    station()
    live("خبر من الميناء", at=noon, language="ar", picture=picture())
    live("A bridge opens", at=noon, picture=picture(500, 300), dossiers=("Floods",))
    copy_site(tmp_path / "out", talked=talked)
    assert "manifest.webmanifest" not in _texts(tmp_path / "out")
    asked, wrong = [], []
    pages = [page for page in sorted((tmp_path / "out").rglob("*.html"))
             if 'http-equiv="refresh"' not in page.read_text() and page.name != "404.html"]
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 800})
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        for path in pages:
            page.goto(path.as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth")
            blank = page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth)"
                                  ".map(i => i.src)")
            assert wide <= 320 and blank == [], (path, wide, blank)
    assert len(pages) > 10 and wrong == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
