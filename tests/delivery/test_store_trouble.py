"""Whatever happens to the page store: no page is wrong, and whoever publishes is not stopped."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings

from cast import all_checked, filed, live
from crawl import assert_exact, crawl
from dateline.delivery.machine import shelf
from dateline.delivery.page import Page, StoredPage, decode, made
from dateline.delivery.public import (
    StoreTrouble,
    apply_ticks,
    close_store,
    fresh,
    serve,
    stored,
)
from dateline.desk import public as desk


@pytest.fixture
def guid(house, noon):
    """A live story."""
    return live(at=noon, dossiers=("Floods",))[0]


@pytest.fixture
def read(guid, reader):
    """Every address of the site, each read once, so that it is stored."""
    return sorted(crawl(reader))


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


HARMS = {
    "deleted": lambda path: path.unlink(),
    "deleted with its lock": lambda path: shutil.rmtree(path.parent),
    "cut to nothing": lambda path: path.write_bytes(b""),
    "cut in its first page": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "garbage": garbage,
    "garbage as the lock": lambda path: garbage(Path(f"{path}-lock")),
    "another boot": lambda path: path.with_name("boot").write_text("another"),
    "garbage as the boot": lambda path: path.with_name("boot").write_bytes(b"\xff\x00\xfe"),
    "a folder in its place": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_store_harmed_while_closed(harm, guid, read, reader, noon):
    close_store()
    HARMS[harm](shelf().path)
    desk.update(guid, {"headline": "Another headline"}, at=noon)
    assert_exact(reader, read)
    if harm != "a folder in its place":
        assert all_checked()


@pytest.mark.parametrize("damage", [b"", b"garbage" * 9000])
def test_the_file_is_replaced_while_it_is_open(damage, guid, read, reader, noon):
    other = shelf().path.with_name("other")
    other.write_bytes(damage)
    other.replace(shelf().path)
    desk.update(guid, {"headline": "Another headline"}, at=noon)
    assert_exact(reader, read)
    assert all_checked()


@pytest.mark.parametrize("gone", ["pages.mdb", "."])
def test_the_file_is_deleted_while_it_is_open(gone, guid, read, reader, noon):
    path = shelf().folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert_exact(reader, read)
    desk.update(guid, {"headline": "Another headline"}, at=noon)
    assert_exact(reader, read)
    assert all_checked()


def test_stored_pages_whose_bytes_were_damaged_are_rendered_again(guid, read, reader):
    store = shelf().store()
    with store.env.begin(write=True) as txn, txn.cursor(db=store.pages) as cursor:
        held = [(bytes(key), bytes(value)) for key, value in cursor]
        for at, (key, value) in enumerate(held):
            at = (at * 7919) % len(value)
            txn.put(key, value[:at] + bytes([value[at] ^ 1]) + value[at + 1:], db=store.pages)
    assert_exact(reader, read)
    assert all_checked()


def test_no_damaged_byte_passes(guid, read):
    raw = fresh("/about/").page.raw
    assert decode(raw).segments == fresh("/about/").page.segments
    for at in range(len(raw)):
        assert decode(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]) is None, at
        assert decode(raw[:at]) is None


def test_a_store_of_another_epoch_is_emptied(make_house, house, guid, read, reader, noon):
    """A restored copy gets a new epoch: what the store held of the old one is not served."""
    before = {address: reader.get(address).headers.get("ETag") for address in read}
    moved = make_house(like=house)
    shutil.copytree(house.data / "store", moved.data / "store")
    make_house.enter(moved)
    from dateline.delivery.models import Head

    Head.objects.update(epoch="another")
    apply_ticks()
    assert all(stored(address) is None for address in read)
    assert_exact(reader, read)
    assert all(reader.get(address).headers["ETag"] != tag for address, tag in before.items() if tag)
    assert all_checked()


@pytest.mark.parametrize("since", [0, 1, 5, 9])
def test_an_older_copy_of_the_database_under_a_newer_store(
    since, make_house, house, guid, reader, noon
):
    """The store stands five ticks ahead, or the database went on by itself to and past there."""
    older = make_house(like=house)
    make_house.enter(house)
    live("Only in the newer one", at=noon, dossiers=("Floods",))
    for number in range(4):
        desk.update(guid, {"headline": f"Newer {number}"}, at=noon)
    newer_addresses = sorted(crawl(reader))
    make_house.enter(older)
    settings.STORE = older.data / "elsewhere"
    for number in range(since):
        desk.update(guid, {"headline": f"Restored {number}"}, at=noon)
    shutil.copytree(house.data / "store", older.data / "store")
    settings.STORE = older.data / "store"
    assert_exact(reader, [*newer_addresses, *sorted(crawl(reader))])
    desk.update(guid, {"headline": "Restored, then changed"}, at=noon)
    assert_exact(reader, newer_addresses)
    assert all_checked()


def test_a_full_map_forgets_the_oldest_and_stays_exact(house, reader, noon, monkeypatch):
    monkeypatch.setattr(settings, "STORE_BYTES", 512 * 1024)
    copies = [_wire(number) for number in range(150)]
    done, counts = desk.file_batch(copies, at=noon).published, []
    for number, published in enumerate(done):
        assert reader.get(published.address).status == 200
        if number % 10 == 9:  # now and then it forgets nearly all at once
            counts.append(sum(stored(one.address) is not None for one in done))
    held = [published for published in done if stored(published.address)]
    assert median(counts) > 10 and max(counts) < 120, counts
    assert held[-1] == done[-1]
    assert done[0] not in held
    live("One more", at=noon, dossiers=("Floods",))
    assert_exact(reader, ["/", "/dossier/floods/", done[0].address, done[-1].address])
    assert all_checked()


def test_a_map_in_pieces_makes_room_for_whatever_comes(house, noon, monkeypatch):
    """Long pages among short ones: no run of free pages is as long as the next one."""
    monkeypatch.setattr(settings, "STORE_BYTES", 4 * 1024 * 1024)
    page = serve(live(at=noon)[1].address).page

    def random_page(address: str, size: int) -> StoredPage:
        return made(Page("", content_type="application/octet-stream"), (chance.randbytes(size),),
                    page.keys, address=address, epoch=page.epoch, as_of=page.as_of)

    store, chance, counts = shelf().store(), random.Random(1), []
    for number in range(2000):
        size = chance.choice((600, 3000, 6000, 12_000, 24_000, 96_000))
        assert store.put(random_page(f"/{number}", size))
        if number % 50 == 49:
            counts.append(len(list(store.addresses())))
    held = list(store.addresses())
    assert "/1999" in held and median(counts) > 20, counts
    assert not store.put(random_page("/long", 600_000))
    assert list(store.addresses()) == held


def test_stamps_alone_fill_the_map(house, reader, noon, monkeypatch):
    """Published here and from another machine, without a reader whose pages would make room."""
    monkeypatch.setattr(settings, "STORE_BYTES", 128 * 1024)
    desk.file_batch([_wire(0)], at=noon)
    read = sorted(crawl(reader))
    here = settings.STORE
    for turn, folder in enumerate([here, here.with_name("elsewhere"), here]):
        monkeypatch.setattr(settings, "STORE", folder)
        numbers = range(1 + turn * 300, 301 + turn * 300)
        desk.file_batch([_wire(n, *(f"{n} {sign}" for sign in "abcd")) for n in numbers], at=noon)
        monkeypatch.setattr(settings, "STORE", here)
        with suppress(StoreTrouble):  # as the tailer goes on
            apply_ticks()
        assert_exact(reader, read)
    assert all_checked()


def test_the_store_cannot_be_written_at_all(house, reader, noon, tmp_path, monkeypatch):
    """Root may write everywhere: a file stands where the folder should be."""
    (tmp_path / "store").write_text("not a folder")
    monkeypatch.setattr(settings, "STORE", tmp_path / "store")
    guid, done = live(at=noon, dossiers=("Floods",))
    read = sorted(crawl(reader))
    assert_exact(reader, read)
    desk.correct(guid, {"headline": "Right"}, wrong="left", right="right", at=noon)
    desk.file_batch([_wire(0)], at=noon)
    assert_exact(reader, read)
    desk.erase(guid, at=noon)
    assert reader.get(done.address).status == 410
    assert_exact(reader, read)
    assert filed("Another")


def _wire(number: int, *dossiers: str) -> desk.Copy:
    blocks = (desk.Block("paragraph", f"{number} " * 600),)
    return desk.Copy(f"Story {number}", "Politics", dossiers=dossiers or ("Floods",),
                     blocks=blocks, source=f"wire:{number}")
