"""What is checked and exported of the radio, what the terminal says, and the demo's station."""

from __future__ import annotations

import hashlib
import json
from argparse import Namespace
from datetime import time, timedelta
from io import StringIO

import pytest
from django.db import connection

from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.onair.following import Following
from dateline.onair.models import (
    Episode,
    OnAir,
    Playlist,
    Presenter,
    Programme,
    Slot,
    Station,
    Track,
)
from dateline.onair.public import OnAirBreach, check, export, fill
from dateline.onair.sound.files import path_of
from dateline.project.arguments import Refused
from dateline.project.commands import station as terminal
from dateline.project.demo import station as demo
from dateline.project.demo.sounding import frequency
from onair_station import heard, presenter, station, track


def _kept(noon, content=b"sound"):
    """A track whose file is there."""
    row = track(noon)
    row.digest = hashlib.sha256(content).hexdigest()
    row.save()
    path = path_of(row.digest, row.kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_sound_radio_is_checked(house, noon):
    assert len(list(check())) == 3  # nothing at all is right, too
    station()
    heard("Song", noon)
    _kept(noon)
    said = list(check())
    assert "2 slots have rules that can be read" in said
    assert said[-1].startswith("1 files of tracks")


def test_a_breach_is_found_and_named(house, noon):
    station()
    path = _kept(noon)
    path.write_bytes(b"other")
    with pytest.raises(OnAirBreach, match="not what its name says"):
        list(check())
    path.unlink()
    with pytest.raises(OnAirBreach, match="cannot be read"):
        list(check())
    Track.objects.all().delete()
    Slot.objects.filter(at=time(12)).update(rule="FREQ=SOMETIMES")
    with pytest.raises(OnAirBreach, match="has a rule that cannot be read"):
        list(check())
    Slot.objects.update(rule="")
    OnAir.objects.create(pk=2, kind="live", since=noon, heartbeat=noon)
    heard("Song", noon)
    with pytest.raises(OnAirBreach, match="several rows of OnAir"):
        list(check())


def test_an_export_has_every_table_and_no_password(house, noon):
    station()
    slot = Slot.objects.first()
    slot.presenters.add(presenter())
    parts = {name: list(rows) for name, rows, _total in export()}
    assert parts["onair-presenter"][0]["username"] == "ann"
    assert parts["onair-slot_presenters"][0]["slot_id"] == slot.pk
    assert {"onair-station", "onair-episode", "onair-track", "onair-listened"} <= set(parts)
    assert "onair-onair" not in parts
    whole = json.dumps(parts, default=str)
    assert Presenter.objects.get().password not in whole and "password" not in whole


def test_the_terminal_says_what_is_on_and_takes_the_station_away(house, capsys, monkeypatch):
    status, remove = Namespace(what="status"), Namespace(what="remove", yes=False)
    with pytest.raises(Refused, match="There is no station"):
        terminal.run(status)
    station()
    heard("Čaj", clock.now(), kind="live", source="live", connected={"live": -20.0})
    terminal.run(status)
    shown = capsys.readouterr().out
    assert "heard      live" in shown and "Čaj" in shown and "sources    live" in shown
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(Refused, match="Say --yes"):
        terminal.run(remove)
    assert Station.objects.exists()
    removed = house.run("station", "remove", "--yes")
    assert removed.returncode == 0 and "is off the air" in removed.stdout
    assert not Station.objects.exists() and Programme.objects.count() == 2


def test_the_plan_goes_on_while_the_database_is_away(house, noon, caplog):
    station()
    told = []
    following = Following(lambda plan, at: told.append(plan))
    assert following.begin().station == "Test Radio"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE onair_station RENAME TO onair_away")
    assert not following.read() and not following.read()
    assert following.plan.station == "Test Radio"
    assert caplog.text.count("the plan cannot be read") == 1
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE onair_away RENAME TO onair_station")
    assert following.read()
    Station.objects.update(name="Renamed")
    assert following.read() and following.plan.station == "Renamed"
    following.stop()
    assert Following(lambda plan, at: None).begin() is not None


def test_the_demo_brings_a_station_whose_sound_is_made_later_and_takes_it_away(
        house, monkeypatch):
    for name in ("DATELINE_DATA", "DATELINE_DATABASE"):  # the job's own process works there, too
        if name in house.environment:
            monkeypatch.setenv(name, house.environment[name])
    demo.begin(clock.now())
    assert Station.objects.get().name == "Halyard Radio"
    assert Programme.objects.count() == len(demo.SHOWS) and not Track.objects.exists()
    demo.begin(clock.now())  # twice is once
    assert Programme.objects.count() == len(demo.SHOWS)
    _made_by_the_job()
    mine = track(clock.now(), "Mine")
    demo.end()
    assert not Station.objects.exists() and not Programme.objects.exists()
    assert [row.pk for row in Track.objects.all()] == [mine.pk]
    assert not Playlist.objects.exists()


def _made_by_the_job():
    pytest.importorskip("av")
    run_due()
    listed = Playlist.objects.get(name="Demo: day").items.select_related("track")
    assert {"Signal Wharf, Noon", "Three of Four Bridges"} <= {one.track.title for one in listed}
    assert all(-30 < one.track.loudness < -8 and one.track.seconds > 1 for one in listed)
    fill("Demo: day", [one.track.pk for one in listed])  # a job is done at least once
    assert Playlist.objects.get(name="Demo: day").items.count() == listed.count()
    assert "files of tracks" in list(check())[-1]


def test_the_demo_stays_where_somebody_works_with_it(house, noon):
    demo.begin(noon)
    Episode.objects.create(programme=Programme.objects.first(), title="Ours", made_at=noon,
                           state="published")
    with pytest.raises(Exception, match="published episodes"):
        demo.end()
    Episode.objects.all().delete()
    Station.objects.update(name="Our own now")
    demo.end()
    assert Station.objects.exists() and Programme.objects.exists()


def test_notes_are_in_tune():
    assert frequency("A4") == 440 and frequency("A3") == 220
    assert frequency("C4") == pytest.approx(261.63, abs=0.01)
    assert timedelta(seconds=demo.SECONDS) < demo.LEASE
