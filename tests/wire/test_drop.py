"""Directory drop: a file is there whole or not at all, and received when it is safe."""

from __future__ import annotations

import json
import os
import resource
import signal
from datetime import timedelta

import pytest

from cast import live
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Handover, Product
from subscribing import sending, settled, subscriber

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("form", "ending"), [
    ("ninjs", "json"), ("newsmlg2", "xml"), ("nitf", "nitf.xml"), ("text", "txt"),
])
def test_a_file_for_each_number(house, noon, form, ending):
    subscriber("The Globe", "drop", "globe/in", form)
    guid, _ = live("One", at=noon)
    with sending() as sender:
        settled(sender)
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        settled(sender)
    folder = house.data / "drops" / "globe" / "in"
    assert sorted(path.name for path in folder.iterdir()) == [
        f"0000000001-{guid}-v1.{ending}", f"0000000002-{guid}-v2.{ending}"]
    assert guid in (folder / f"0000000001-{guid}-v1.{ending}").read_text()
    assert Handover.objects.filter(received_at__isnull=False).count() == 2
    assert wire.proof(guid).told == 1
    assert [*wire.check()]


def test_a_drop_that_was_added_at_the_desk_receives(house, noon):
    globe = wire.subscribe("The Globe", [wire.save_product(Product(name="Everything"))])
    wire.add_way(globe, "drop", address="globe/news")
    guid, _ = live("One", at=noon)
    with sending() as sender:
        settled(sender)
    (file,) = (house.data / "drops" / "globe" / "news").iterdir()
    assert guid in file.read_text()


def test_a_full_disk_is_trouble_and_leaves_nothing_half_done(house, noon):
    """No file of this process may grow past a few bytes while the copy is written."""
    way = subscriber("The Globe", "drop", "globe")
    live("One", at=noon, standfirst="Long. " * 1000)
    folder = house.data / "drops" / "globe"
    with sending() as sender, clock.at(noon):
        wire.distribute()
        (giving,) = sender.source.due(1)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        try:
            outcome = sender._outcome(giving)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, was)
        sender.heard.put((giving, outcome))
        settled(sender)
        way.refresh_from_db()
        assert way.attempts == 1 and "too large" in way.last_error and list(folder.iterdir()) == []
        with clock.at(noon + MINUTE):
            settled(sender)
    (path,) = folder.iterdir()
    assert json.loads(path.read_text())["uri"]
    way.refresh_from_db()
    assert way.number == 1 and not way.attempts


def test_a_folder_that_is_not_there_any_more_is_trouble(house, noon):
    way = subscriber("The Globe", "drop", "globe")
    (house.data / "drops").mkdir()
    (house.data / "drops" / "globe").write_text("in the way")
    live("One", at=noon)
    with sending() as sender, clock.at(noon):
        settled(sender)
        way.refresh_from_db()
        assert way.attempts == 1 and "the folder globe" in way.last_error
        (house.data / "drops" / "globe").unlink()
        with clock.at(noon + MINUTE):
            settled(sender)
    assert len(list((house.data / "drops" / "globe").iterdir())) == 1


def test_what_a_killed_process_left_is_swept(house, noon):
    subscriber("The Globe", "drop", "globe")
    guid, _ = live("One", at=noon)
    folder = house.data / "drops" / "globe"
    folder.mkdir(parents=True)
    (folder / f".dateline-part-0000000001-{guid}-v1.json-1234abcd").write_text("half")
    with sending() as sender:
        settled(sender)
    assert os.listdir(folder) == [f"0000000001-{guid}-v1.json"]


@pytest.mark.parametrize("address", ["/etc", "../out", "a/../../b", "", "a\nb"])
def test_no_name_leads_out_of_the_drops(house, noon, address):
    way = subscriber("The Globe", "drop", address)
    live("One", at=noon)
    with sending() as sender, clock.at(noon):
        settled(sender)
    way.refresh_from_db()
    assert way.attempts == 1 and "not the name of a folder" in way.last_error


def test_what_is_killed_between_gets_no_name(house, noon):
    subscriber("The Globe", "drop", "globe")
    guid, _ = live("A secret headline", at=noon)
    with sending() as sender:
        wire.distribute()
        sender.ready.extend(sender.source.due(10))
        desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
        settled(sender)
    files = sorted((house.data / "drops" / "globe").iterdir())
    assert len(files) == 2
    for path in files:
        assert json.loads(path.read_text())["pubStatus"] == "canceled"
        assert "secret" not in path.read_text()
