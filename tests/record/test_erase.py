"""Erasing by law: no byte of the story stays, only its digests, and the chain still holds."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, connections

from cast import all_checked, filed, ledger, live
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.desk.public import Block
from dateline.record import public as record

WORDS = ("Quixotic", "Zeugmatic", "Brobdingnag", "Pococurante", "Ultracrepid", "Kakistocrat",
         "Sesquipedal", "Überzwerch", "Flibbertigi", "Jentacular")
SQLITE = connection.vendor == "sqlite"


def told(at):
    """A story with a word of its own in every text that was ever public, or a draft of it."""
    guid, done = live(
        "Quixotic headline", at=at, standfirst="Zeugmatic standfirst", slugline="Jentacular",
        blocks=(Block("paragraph", "Brobdingnag " * 2000), Block("quotation", "x", "Überzwerch")),
        dossiers=("Floods",),
    )
    desk.correct(guid, {"headline": "A sober headline"}, wrong="Pococurante", right="right", at=at)
    desk.update(guid, {"related": ("Flibbertigi",)}, note="Ultracrepid note", at=at)
    desk.save_draft(guid, {"headline": "Kakistocrat draft"})
    return guid, done


def remains(house):
    """Which of the words stand anywhere in the installation's data."""
    if not SQLITE:
        text = _tables().encode()
        return {word for word in WORDS if word.encode() in text}
    data = b"".join(path.read_bytes() for path in house.data.rglob("*") if path.is_file())
    return {word for word in WORDS if word.encode() in data or word.lower().encode() in data}


def _tables():
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("record_", "desk_", "delivery_", "wagtail")):
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def read_everywhere(reader, done):
    """Have the story on every kind of stored page."""
    for address in ("/", "/politics/", "/dossier/floods/", f"/~{done.code}.svg",
                    record.story(done.code).address, record.story(done.code).address + ".json"):
        assert reader.get(address).status == 200


@pytest.mark.parametrize("first", ["", "withdraw", "kill"])
def test_no_byte_of_an_erased_story_stays(house, reader, noon, first):
    guid, done = told(noon)
    read_everywhere(reader, done)
    connections["reader"].close()
    assert remains(house) >= set(WORDS[:6])
    if first == "withdraw":
        desk.withdraw(guid, "Sesquipedal notice", at=noon)
    if first == "kill":
        desk.kill(guid, "Sesquipedal notice", reason="Sesquipedal reason", at=noon)
    desk.erase(guid, "Erased by law.", at=noon)
    assert remains(house) == set()
    for page in ("/", "/politics/", "/dossier/floods/"):
        assert reader.get(page).status == 200
    for page in (f"/~{done.code}", f"/~{done.code}.json"):
        answer = reader.get(page)
        assert (answer.status, "Erased by law." in answer.text) == (410, True)
    assert remains(house) == set()
    for page in (done.address, done.address + ".json"):  # whoever asks for it brings its words
        assert reader.get(page).status == 410
    exported = repr([(table.name, list(table.rows)) for table in record.export()])
    assert not [word for word in WORDS if word in exported]
    assert all_checked()


def test_the_chain_keeps_the_digests_of_what_was_erased(house, noon):
    guid, done = told(noon)
    before = {row["seq"]: row for row in rows("record-entry")}
    digests = [row["digest"] for row in rows("record-version")]
    desk.erase(guid, at=noon)
    after = {row["seq"]: row for row in rows("record-entry")}
    for seq, entry in before.items():
        assert after[seq] == entry | {"payload": None}
    assert [row["digest"] for row in rows("record-version")][: len(digests)] == digests
    assert all(row["document"] is None for row in rows("record-version")[: len(digests)])
    assert [entry.act for _, entry in record.follow()][-1] == "erase"
    assert record.story(done.code).state == "erased"


def rows(name):
    """A table as it is exported."""
    return next(list(table.rows) for table in record.export() if table.name == name)


def test_the_neighbours_of_an_erased_story_stay_whole(house, reader, noon):
    guid, done = told(noon)
    _, other = live("Neighbour", at=noon, dossiers=("Floods",), related=("A sober headline",))
    assert record.story(other.code).related[0].address
    desk.erase(guid, at=noon)
    page = reader.get(other.address)
    assert page.status == 200 and done.code not in page.text
    assert "(1)" in reader.get("/dossier/floods/").text
    all_checked()


def test_an_erased_draft_leaves_no_byte(house, reader, noon):
    guid = filed("Quixotic headline", blocks=(Block("paragraph", "Brobdingnag " * 2000),))
    desk.embargo(guid, noon)
    before = ledger()
    assert remains(house) >= {"Quixotic", "Brobdingnag"}
    desk.erase(guid)
    assert (remains(house), desk.find(guid=guid), ledger()) == (set(), None, before)


def test_an_erased_story_is_found_again_by_its_source_and_not_filed(house, noon):
    copy = desk.Copy("Quixotic headline", "Politics", source="wire-1")
    desk.file_batch([copy], at=noon)
    guid = desk.find(source="wire-1").guid
    desk.erase(guid, at=noon)
    before = ledger()
    assert desk.file_batch([copy], at=noon).skipped == 1
    assert desk.file_story(copy) == guid
    assert (remains(house), ledger()) == (set(), before)


def test_a_reader_at_work_meanwhile_delays_the_end_but_keeps_no_byte(house, reader, noon):
    guid, done = told(noon)
    read_everywhere(reader, done)
    reading, ended = threading.Event(), []

    def read():
        with delivery.snapshot():
            record.story(done.code)
            reading.set()
            time.sleep(0.6)
            ended.append(time.monotonic())
        connections.close_all()

    other = threading.Thread(target=read)
    other.start()
    assert reading.wait(5)
    desk.erase(guid, at=noon)
    assert ended and ended[0] <= time.monotonic()
    other.join()
    assert remains(house) == set()
