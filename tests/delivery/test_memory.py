"""What a process remembers is right while the head word stands, and only then."""

from __future__ import annotations

import gzip
import os
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings

from cast import all_checked, live
from dateline.delivery import hits
from dateline.delivery.facts import Facts
from dateline.delivery.machine import shelf
from dateline.delivery.memory import memory
from dateline.delivery.packing import gzipped, pack
from dateline.delivery.page import Page, decode, key_digest, made
from dateline.delivery.public import apply_ticks, fresh, renew_store
from dateline.delivery.word import LEASE
from dateline.desk import public as desk
from dateline.lib import clock


@pytest.fixture
def story(house, noon, reader):
    """A live story that was read twice, so that it is remembered."""
    guid, done = live(at=noon, dossiers=("Floods",))
    for _ in range(2):
        reader.get(done.address)
    assert memory().find(done.address)
    return guid, done.address


def test_a_page_is_forgotten_by_any_tick_and_taken_up_by_its_stamps(story, reader, noon):
    _, address = story
    before = memory().find(address)
    live("Elsewhere", at=noon)
    assert memory().find(address) is None
    assert memory().look(address) is None  # the edition's time has moved: one fragment is wanting
    for _ in range(2):
        reader.get(address)
    taken_up = memory().find(address)
    assert taken_up.whole.page is before.whole.page
    assert taken_up.whole.fragments.keys() == before.whole.fragments.keys()


def test_only_the_piece_that_changed_is_another(story, reader, noon):
    _, address = story
    before = memory().find(address).whole
    live("One more", at=noon, dossiers=("Floods",))
    assert reader.get(address).text.count("(2)") == 2
    reader.get(address)
    after = memory().find(address).whole
    assert after.page is before.page
    changed = {name for name, piece in after.fragments.items()
               if piece.digest != before.fragments[name].digest}
    assert len(changed) == 1 and "count" in changed.pop()


def test_what_others_publish_is_seen_at_once(house, story, reader):
    guid, address = story
    script = "import sys; from dateline.desk import public as desk\n"
    script += "desk.update(sys.argv[1], {'standfirst': 'Told elsewhere'})"
    for _ in range(2):
        reader.get(address)
    assert house.python(script, guid).returncode == 0
    assert "Told elsewhere" in reader.get(address).text


def test_a_timed_page_is_right_only_while_the_clock_stands_there(house, reader, noon):
    with clock.at(noon):
        front = desk.Front(banner=desk.Banner("Hear this", noon.replace(hour=13)))
        desk.arrange(front)
        for _ in range(2):
            assert "Hear this" in reader.get("/about/").text
        assert memory().find("/about/")
    with clock.at(noon.replace(hour=13)):
        assert memory().find("/about/") is None
        assert "Hear this" not in reader.get("/about/").text
    with clock.at(noon.replace(minute=30)):
        assert "Hear this" in reader.get("/about/").text


HARMS = {
    "deleted": lambda path: path.unlink(),
    "replaced": lambda path: (path.unlink(), path.write_bytes(bytes(16))),
    "cut": lambda path: os.truncate(path, 0),
    "zeroed": lambda path: path.write_bytes(bytes(16)),
    "garbled": lambda path: path.write_bytes(b"\xff" * 16),
    "grown": lambda path: path.write_bytes(b"\x01" * 9000),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_head_word_hides_no_publication(harm, house, story, reader, noon):
    """Another process publishes; the word it has is not the one that this process holds."""
    guid, address = story
    time.sleep(2 * LEASE)
    HARMS[harm](shelf().folder / "head")
    for number in range(3):
        script = "import sys; from dateline.desk import public as desk\n"
        script += "desk.update(sys.argv[1], {'standfirst': sys.argv[2]})"
        assert house.python(script, guid, f"Number {number}").returncode == 0
        assert f"Number {number}" in reader.get(address).text
        assert reader.get(address).body == fresh(address).body
    apply_ticks()
    reader.get(address)
    assert memory().find(address), "the word is mended"
    assert all_checked()


def test_a_store_that_cannot_be_told_takes_the_memory_away(house, story, reader, noon):
    """The store is a folder: nothing can be stamped. The word says so to all who remember."""
    guid, address = story
    path = shelf().path
    path.unlink()
    path.mkdir()
    desk.update(guid, {"standfirst": "Said all the same"}, at=noon)
    assert memory().find(address) is None
    assert "Said all the same" in reader.get(address).text
    path.rmdir()
    assert "Said all the same" in reader.get(address).text
    assert all_checked()


def test_a_replaced_store_takes_what_is_remembered_along(story, reader):
    _, address = story
    renew_store()
    assert memory().find(address) is None
    reader.get(address)
    reader.get(address)
    assert memory().find(address)


def test_a_piece_older_than_a_new_stores_beginning_is_not_trusted(story, reader, noon):
    """The new store knows no stamp from before it began: what is remembered may be old."""
    guid, address = story
    held = memory().find(address)
    shelf().renew()
    shelf().folder.joinpath("head").write_bytes(bytes(16))
    desk.update(guid, {"standfirst": "Changed"}, at=noon)
    shelf().renew()
    apply_ticks()
    found = memory().look(address)
    assert found is None or found.whole.page is not held.whole.page
    assert "Changed" in reader.get(address).text


def test_memory_is_bounded_and_what_is_used_stays(house, reader, noon, monkeypatch):
    monkeypatch.setattr(settings, "STORE", house.data / "elsewhere")
    monkeypatch.setattr(settings, "MEMORY_BYTES", 100_000)
    done = [live(f"Story {n}", at=noon)[1].address for n in range(30)]
    for _ in range(2):
        for address in done:
            reader.get(address)
            reader.get(done[0])
    mine = memory()
    assert 0 < mine.size <= 100_000
    held = [address for address in done if mine.find(address)]
    assert 3 < len(held) < 25
    assert done[0] in held


def test_unknown_addresses_take_bounded_room(house, reader, noon):
    live(at=noon)
    mine = memory()
    for number in range(9000):
        mine.note_unknown(f"/{number}", 1)
    assert len(mine._unknown) <= 8192


def test_joined_segments_are_one_gzip_member(house):
    parts = [b"", b"a", bytes(70000), os.urandom(100_000), "ä€".encode() * 500]
    for count in range(len(parts) + 1):
        joined = gzipped(pack(part, level) for part in parts[:count] for level in (0, 6))
        plain = b"".join(part + part for part in parts[:count])
        assert gzip.decompress(joined) == plain
    assert all(pack(part).plain == part for part in parts)


def test_a_stored_page_comes_back_as_it_was(story):
    page = fresh(story[1]).page
    assert decode(page.raw) == page
    assert page.marks and len(page.key_digests) == len(page.keys)


def test_a_page_says_again_all_that_it_was_made_of():
    references = ('~fragment:["count", 1]', '~fragment:["related", "é"]')
    parts = (b"one", references[0], b"two", references[1], b"three", references[0])
    page = decode(made(
        Page("", 410, "text/plain; charset=utf-8", {"X-B": "2", "X-A": "1"}, "pictures/a.png"),
        parts, ("story:1", "é"), address="/é", epoch="e", as_of=7, since=1.5, until=2.5,
        rendered=3.5,
    ).raw)
    assert (page.address, page.epoch, page.as_of, page.status) == ("/é", "e", 7, 410)
    assert (page.since, page.until, page.rendered, page.timed) == (1.5, 2.5, 3.5, True)
    assert (page.content_type, page.file) == ("text/plain; charset=utf-8", "pictures/a.png")
    assert page.headers == (("X-A", "1"), ("X-B", "2"))
    assert page.keys == ("story:1", "é") and page.key_digests == [*map(key_digest, page.keys)]
    assert tuple(page.fragments) == references
    assert [part if isinstance(part, str) else part.plain for part in page.segments] == [*parts]
    never = made(Page(""), (), (), address="/", epoch="e", as_of=0)
    assert (never.since, never.until, never.timed, never.filled) == (None, None, False, False)


@pytest.mark.parametrize(("since", "until", "right"), [
    (None, None, (-1, 0, 9, 10)), (0, 10, (0, 9)), (0, None, (0, 9, 10)), (None, 10, (-1, 0, 9)),
])
def test_the_clock_is_asked_where_a_page_has_a_time(since, until, right, noon):
    begins = noon.timestamp()
    page = made(Page(""), (b"a",), (), address="/", epoch="e", as_of=0,
                since=None if since is None else begins + since,
                until=None if until is None else begins + until)
    moments = {at: noon + timedelta(seconds=at) for at in (-1, 0, 9, 10)}
    assert tuple(at for at, moment in moments.items() if page.fits(moment)) == right


def test_facts_are_known_as_noted_or_not_at_all():
    facts = Facts(4)
    noted = {int.from_bytes(key_digest(str(n))[:8], "big"): n + 1 for n in range(100)}
    for name, fact in noted.items():
        facts.note(name, fact)
        assert facts.holds(name, fact) and not facts.holds(name, fact + 1)
    held = [name for name, fact in noted.items() if facts.holds(name, fact)]
    assert 4 < len(held) <= 16


def test_what_was_right_at_one_head_is_looked_at_again_at_the_next(story, noon):
    """Stored pieces are known to be right at a word; past it their stamps are read anew."""
    guid, address = story
    live("Elsewhere", at=noon)
    store = shelf().store()
    for _ in range(2):
        assert address in store.look(address, noon).right
    desk.update(guid, {"standfirst": "Changed"}, at=noon)
    assert store.look(address, noon).wanting == [address]


@pytest.mark.parametrize("many", [3, 1000])
def test_few_and_many_hits_are_added_alike(many, tmp_path):
    addresses = [f"/{number}" for number in range(many)]
    expected = Counter(map(hits.place, addresses))
    for _ in range(2):
        hits.add(tmp_path, expected)
    assert [hits.counted(tmp_path, each) for each in addresses] == [
        2 * expected[hits.place(each)] for each in addresses
    ]
    hits.begin(tmp_path, "/1")
    assert hits.counted(tmp_path, "/1") == 0


def test_pages_passed_on_are_counted_and_what_is_of_one_page_is_not_remembered(
    house, reader, noon, monkeypatch
):
    """Where there is no room each page is looked up; its hits and shared pieces stay known."""
    monkeypatch.setattr(settings, "STORE", house.data / "elsewhere")
    done = [live(f"Story {n}", at=noon)[1].address for n in range(6)]
    for address in done:
        reader.get(address)
    monkeypatch.setattr(memory(), "room", 1)
    memory().forget()
    for address in done:
        reader.get(address)
    mine = memory()
    mine.tell()
    assert all(hits.counted(shelf().folder, address) >= 1 for address in done)
    assert not mine._kept
    remembered = " ".join(mine._fragments)
    assert "edition" in remembered and "related" not in remembered
