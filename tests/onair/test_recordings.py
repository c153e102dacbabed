"""A slot that is over becomes a recording and a draft: once, whoever makes it, whatever is killed.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.db import connections

from dateline.onair.models import Episode, Programme, Recording, Slot, Station
from dateline.onair.recording.making import KEEP, make_again, make_due, spool, sweep
from dateline.onair.shapes import AAC, MP3
from dateline.people.public import NotAllowed
from onair_taping import Air, file_of, later, length, needs_ffmpeg, programme, sound, station
from staffing import member

pytestmark = needs_ffmpeg


@pytest.fixture
def air(house, noon):
    """A radio that began an hour before noon, and has made what was due then."""
    on = Air(spool(), (noon - timedelta(hours=1)).timestamp())
    station()
    make_due(noon - timedelta(hours=1))
    on.now = noon.timestamp()
    return on


def due(noon, seconds=60):
    """When everything of a slot from noon on is on its tape."""
    return later(noon, seconds + 3)


def test_a_slot_that_is_over_has_a_draft_within_a_minute(air, noon):
    show, _slot = programme(noon)
    air.send(AAC, 30)
    air.now += 5
    air.send(AAC, 25)
    make_due(later(noon, 59))
    assert not Recording.objects.exists()
    make_due(due(noon))
    row, draft = Recording.objects.get(), Episode.objects.get()
    assert (row.state, row.kind, row.programme) == ("made", "audio/mp4", show)
    assert abs(length(file_of(row)) - 55) < 0.1 and abs(row.seconds - 55) < 0.1
    assert [mark["what"] for mark in row.marks] == ["reconnect"]
    assert draft.state == "draft" and draft.title == "Tide Tables, 2 March 2026"
    assert draft.recording == row and draft.slug == "" and draft.published_at is None
    make_due(due(noon, 90))
    assert Recording.objects.count() == Episode.objects.count() == 1


def test_rolls_are_recorded_and_the_draft_is_cut_to_the_slot(air, noon):
    Station.objects.update(pre_roll=5, post_roll=10)
    programme(noon)
    air.now -= 20
    air.send(MP3, 100)
    make_due(later(noon, 65))
    assert not Recording.objects.exists()
    make_due(later(noon, 73))
    row, draft = Recording.objects.get(), Episode.objects.get()
    assert abs(row.seconds - 75) < 0.2
    assert abs(draft.from_seconds - 5) < 0.2 and abs(draft.to_seconds - 65) < 0.2


def test_a_source_that_stays_connected_is_recorded_up_to_the_end(air, noon):
    programme(noon)
    air.send(MP3, 70, end=False)
    make_due(due(noon))
    assert abs(Recording.objects.get().seconds - 60) < 0.2


@pytest.mark.parametrize(("rights", "recordings", "drafts"), [
    ({"record": False}, 0, 0), ({"podcast": False}, 1, 0), ({}, 1, 1)])
def test_rights_of_a_slot(air, noon, rights, recordings, drafts):
    _show, slot = programme(noon)
    Slot.objects.filter(pk=slot.pk).update(**rights)
    air.send(MP3, 30)
    make_due(due(noon))
    assert (Recording.objects.count(), Episode.objects.count()) == (recordings, drafts)


def test_nobody_connected_and_noise_of_bytes(air, noon):
    programme(noon)
    programme(later(noon, 60), slug="two")
    air.now = later(noon, 65).timestamp()
    air.send(MP3, 10, data=b"\x00\x17" * 30_000)
    make_due(due(noon, 120))
    first, second = Recording.objects.order_by("starts")
    assert (first.state, second.state) == ("empty", "failed") and "no sound" in second.trouble
    assert not Episode.objects.exists()
    editor, reporter = member("editor"), member("reporter")
    with pytest.raises(NotAllowed):
        make_again(second.pk, by=reporter, at=noon)
    make_again(second.pk, by=editor, at=noon)
    with pytest.raises(NotAllowed):
        make_again(second.pk, by=editor, at=noon)
    make_due(due(noon, 130))
    assert Recording.objects.get(pk=second.pk).state == "failed"


def test_a_full_disk_fails_a_recording_that_can_be_made_again(air, noon):
    programme(noon)
    air.send(MP3, 60)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    make_due(noon)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, before[1]))
        make_due(due(noon))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, was)
    row = Recording.objects.get()
    assert row.state == "failed" and row.trouble and not Episode.objects.exists()
    make_again(row.pk, by=member("editor"), at=noon)
    make_due(due(noon))
    assert Recording.objects.get().state == "made" and Episode.objects.count() == 1


def test_a_slot_moved_afterwards_is_not_recorded_twice(air, noon):
    _show, slot = programme(noon)
    air.send(MP3, 60)
    make_due(due(noon))
    Slot.objects.filter(pk=slot.pk).update(at=(noon + timedelta(seconds=20)).time())
    make_due(due(noon, 120))
    assert Recording.objects.count() == 1


def test_a_machine_without_a_radio_makes_nothing(house, noon):
    station()
    programme(noon)
    assert make_due(due(noon)) == 0 and not Recording.objects.exists()


def test_two_makers_at_once_make_one(air, noon):
    programme(noon)
    air.send(MP3, 60)
    troubles = []

    def make():
        try:
            for _ in range(20):
                make_due(due(noon))
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    makers = [threading.Thread(target=make) for _ in range(3)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert not troubles
    assert Recording.objects.count() == Episode.objects.count() == 1


def test_a_maker_that_is_killed_is_followed_by_another(air, house, noon):
    programme(noon, 600)
    air.send(MP3, 600, data=sound(MP3, 30) * 20)
    at = due(noon, 600)
    script = f"""
import django; django.setup()
from datetime import datetime
from dateline.onair.recording.making import make_due
print("going", flush=True)
make_due(datetime.fromisoformat({at.isoformat()!r}))
"""
    child = subprocess.Popen([sys.executable, "-c", script], env=house.environment,
                             stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "going\n"
    for _ in range(400):
        if list((house.data / "audio").glob(".cut-*")):
            break
        time.sleep(0.01)
    child.kill()
    child.wait()
    child.stdout.close()
    assert Recording.objects.get().state == "waiting" and not Episode.objects.exists()
    make_due(at)
    row = Recording.objects.get()
    assert row.state == "made" and abs(row.seconds - 600) < 2 and Episode.objects.count() == 1


def test_old_tapes_go_unless_a_recording_needs_them(air, noon):
    programme(noon)
    air.send(MP3, 30)
    folder = spool()
    Recording.objects.create(
        slot=Slot.objects.get(), programme=Programme.objects.get(), starts=noon,
        ends=later(noon, 60), state="failed")
    sweep(noon + KEEP + timedelta(hours=1))
    assert list(folder.glob("*.mp3"))
    Recording.objects.update(state="made")
    sweep(noon + KEEP + timedelta(hours=1))
    assert not list(folder.glob("*.mp3")) and not list(folder.glob("*.index"))
