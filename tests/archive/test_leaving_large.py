"""`dateline export --as static` of a whole newsroom: every link, lists by title, old addresses;
what a killed or a full disk leaves, and what is written twice."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from uuid import UUID

import pytest
from dying import dies

from cast import live
from conversing import talking, thread_of
from dateline.archive.leaving import book, browsable, folder, titles
from dateline.archive.leaving.folder import DONE, UNFINISHED, Leaving
from dateline.archive.leaving.linking import TITLES, file_of
from dateline.archive.models import OldAddress
from dateline.archive.public import NotEmpty, copy_site
from dateline.desk import public as desk
from dateline.discussion.public import talked
from dateline.lib import clock
from dateline.project.demo import newsroom

_LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
HOUR = timedelta(hours=1)


def _copied(out: Path) -> Path:
    copy_site(out, talked=talked)
    return out


def _read(out: Path, address: str) -> str:
    return (out / file_of(address)).read_text()


def _titles(page: str) -> list[str]:
    return list(map(unescape, re.findall(r'<li class="stand".*?<a [^>]*>([^<]*)</a>', page)))


def test_no_link_of_the_whole_demo_leads_nowhere_and_each_page_is_led_to(house, tmp_path):
    newsroom.load(at=clock.now(), say=lambda line: None)
    out = _copied(tmp_path / "out").resolve()
    pages = {path: path.read_text() for path in out.rglob("*.html") if path.name != "404.html"}
    led = {out / "index.html"}
    for here, text in pages.items():
        for link in filter(None, (unescape(one).partition("#")[0] for one in _LINK.findall(text))):
            if ":" in link.partition("/")[0]:
                continue
            there = (here.parent / unquote(link)).resolve()
            assert there.is_relative_to(out) and there.is_file(), (here, link)
            led.add(there)
    assert len(pages) > 500
    assert {path for path in pages.keys() - led if not path.parent.name.startswith("~")} == set()


def test_stories_are_found_by_title_whatever_their_year(house, noon, tmp_path, monkeypatch):
    monkeypatch.setattr(titles, "PAGE", 2)
    for headline in ("Épée", "“A bridge”", "zebra", "Eggs", "جسر"):
        live(headline, at=noon)
    live("Before", at=noon, published_at=noon - timedelta(days=4000))
    guid = live("Xyzzykilled", at=noon)[0]
    desk.kill(guid, "It was wrong.", reason="one source", at=noon + HOUR)
    out = _copied(tmp_path / "out")
    year = f"{TITLES}{noon.year}/"
    read = [_titles(_read(out, f"{year}{page}/")) for page in (1, 2, 3)]
    assert read == [["“A bridge”", "Eggs"], ["Épée", "zebra"], ["جسر"]]
    assert [page.split(" – ")[0] for page in re.findall(
        r"<bdi>(.*?</bdi> – <bdi>.*?)</bdi>", _read(out, year))] == [
        "“A bridge”</bdi>", "Épée</bdi>", "جسر</bdi>"]
    assert _titles(_read(out, f"{TITLES}{noon.year - 11}/")) == ["Before"]
    assert (out / file_of(TITLES)).is_file() and "titles/index.html" in _read(out, "/")
    assert 'action="' not in _read(out, "/")  # the form of the search, which asks the site


def test_what_is_killed_at_the_end_is_in_no_list_by_title(house, noon, tmp_path, monkeypatch):
    guid = live("Xyzzykilled", at=noon)[0]
    real = browsable.titles.pages

    def killing(lines):
        yield from real(lines)
        if desk.find(guid=guid).standing == "live":
            desk.kill(guid, "It was wrong.", reason="one source", at=noon + HOUR)

    monkeypatch.setattr(browsable.titles, "pages", killing)
    out = _copied(tmp_path / "out")
    assert "zzykilled" not in "".join(
        path.read_text() for path in out.rglob("*.html"))
    assert not (out / file_of(f"{TITLES}{noon.year}/")).exists()


def test_an_old_address_leads_on_and_takes_nothings_place(house, noon, tmp_path):
    guid, done = live("A bridge opens", at=noon)
    section = done.address.split("/")[1]
    for path in ("/2016/06/bridge.html", "/2016/caf%C3%A9", f"/{section}", "/?p=7", "/2016/06"):
        OldAddress.objects.create(path=path, guid=UUID(guid))
    out = _copied(tmp_path / "out")
    stands = file_of(done.address).removesuffix("index.html")
    assert f'url=../../{stands}' in (out / "2016/06/bridge.html").read_text()
    assert f'url=../../{stands}' in (out / "2016/café/index.html").read_text()
    assert f'url=../../{stands}' in (out / "2016/06/index.html").read_text()
    assert "refresh" not in (out / section / "index.html").read_text()


def test_an_old_address_goes_with_a_story_that_is_killed_at_the_very_end(
    house, noon, tmp_path, monkeypatch
):
    guid, done = live("Xyzzykilled", at=noon)
    OldAddress.objects.create(path="/2016/06/bridge.html", guid=UUID(guid))
    real = browsable.former.write

    def killing(*given):
        real(*given)
        if desk.find(guid=guid).standing == "live":
            assert (tmp_path / "out/2016/06/bridge.html").is_file()
            desk.kill(guid, "It was wrong.", reason="one source", at=noon + HOUR)

    monkeypatch.setattr(browsable.former, "write", killing)
    out = _copied(tmp_path / "out")
    assert not (out / "2016/06/bridge.html").exists()
    assert "It was wrong." in _read(out, done.address)


def test_a_page_that_took_the_place_of_an_old_address_stays_when_that_goes(
    house, noon, tmp_path, monkeypatch
):
    guid = live("Xyzzykilled", at=noon)[0]
    OldAddress.objects.create(path="/dossier/floods", guid=UUID(guid))
    there = tmp_path / "out" / file_of("/dossier/floods")
    real, read = browsable.former.write, []

    def acting(*given):
        real(*given)
        read.append("refresh" in there.read_text())
        if len(read) == 1:
            live("Water rises", at=noon + HOUR, dossiers=("Floods",))
        elif len(read) == 2:
            desk.kill(guid, "It was wrong.", reason="one source", at=noon + HOUR)

    monkeypatch.setattr(browsable.former, "write", acting)
    _copied(tmp_path / "out")
    assert read == [True, False, False] and "Water rises" in there.read_text()


def test_what_became_of_a_killed_story_is_at_its_short_address(house, noon, tmp_path):
    guid, done = live("Xyzzykilled", at=noon)
    desk.kill(guid, "It was wrong.", reason="one source", at=noon + HOUR)
    out = _copied(tmp_path / "out")
    assert "It was wrong." in _read(out, f"/~{done.code}")


def test_a_discussion_in_which_nobody_spoke_is_on_the_site_alone(house, noon, tmp_path):
    silent, spoken = live("Silent", at=noon)[1], live("Spoken", at=noon)[1]
    with talking(thread_of(spoken.code, at=noon), at=noon) as thread:
        thread.say("Well said.")
    out = _copied(tmp_path / "out")
    assert not (out / file_of(f"/discussion/~{silent.code}/")).exists()
    assert f'href="http://localhost:8000/discussion/~{silent.code}/"' in _read(out, silent.address)
    assert "Well said." in _read(out, f"/discussion/~{spoken.code}/")


def test_a_copy_that_was_killed_is_begun_anew(house, noon, tmp_path):
    live("A bridge opens", at=noon)
    out = tmp_path / "out"
    assert dies(lambda: copy_site(out, talked=talked), 12, [(Leaving, "write")])
    assert (out / UNFINISHED).is_file() and not (out / DONE).exists()
    (out / "left/behind").mkdir(parents=True)
    _copied(out)
    assert (out / DONE).is_file() and not (out / UNFINISHED).exists()
    assert not (out / "left").exists()
    with pytest.raises(NotEmpty, match="not empty"):
        _copied(out)


def test_nothing_of_somebody_elses_is_taken_away(house, noon, tmp_path):
    theirs = tmp_path / "out/letter.txt"
    theirs.parent.mkdir()
    theirs.write_text("Dear")
    with pytest.raises(NotEmpty, match="not empty"):
        _copied(theirs.parent)
    with Leaving(tmp_path / "held") as held, pytest.raises(NotEmpty, match="another export"):
        _copied(held.folder)
    assert theirs.read_text() == "Dear"


@pytest.mark.parametrize("form", ["static", "ninjs"])
def test_a_full_disk_is_one_line_and_the_same_command_goes_again(house, noon, tmp_path, form):
    live("A bridge opens", at=noon, standfirst="word " * 30_000)
    words = ("export", "--to", str(tmp_path / "out"), "--as", form)
    full = house.run(*words, preexec_fn=_no_more)
    assert full.returncode == 2 and "Traceback" not in full.stderr
    assert full.stderr.splitlines()[-1].endswith("the same command begins it anew.")
    assert (tmp_path / "out" / UNFINISHED).exists()
    assert house.run(*words).returncode == 0


def _no_more() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000))


def test_a_book_without_room_is_said(house, noon, tmp_path, monkeypatch):
    for number in range(40):
        live(f"A bridge opens {number}", at=noon)
    monkeypatch.setattr(book, "_TABLES", f"PRAGMA max_page_count = 8; {book._TABLES}")
    with pytest.raises(OSError, match=rf"{UNFINISHED}: database or disk is full"):
        _copied(tmp_path / "out")


def test_only_what_read_what_changed_is_written_again(house, noon, tmp_path, monkeypatch):
    other = live("Untouched", at=noon, section="Sport")[1].address
    guid, done = live("Bridge", at=noon, section="Politics")
    written: list[str] = []
    real = folder.Leaving.write

    def noted(self, name, data):
        written.append(name)
        if name == file_of(TITLES) and written.count(name) == 1:
            desk.correct(guid, {"standfirst": "Put right."}, wrong="left", right="right",
                         at=noon + HOUR)
        real(self, name, data)

    monkeypatch.setattr(folder.Leaving, "write", noted)
    out = _copied(tmp_path / "out")
    assert "Put right." in _read(out, done.address)
    assert written.count(file_of(done.address)) == 2
    assert written.count(file_of(other)) == 1
