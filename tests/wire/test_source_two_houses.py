"""Two Datelines on one machine: the hub of one tells the other, which was not asking."""

from __future__ import annotations

import time
from dataclasses import replace

from agency import source
from cast import live
from dateline.lib import clock
from dateline.wire.models import Incoming, Listening
from serving import serving


def awaited(found):
    """Wait until it is there."""
    until = time.monotonic() + 90
    while not found():
        assert time.monotonic() < until
        time.sleep(0.05)


def open_to_each_other(house):
    """A house that may call its own machine."""
    return replace(house, environment=house.environment | {
        "DATELINE_FETCH_ALLOWS": "127.0.0.0/8, ::1/128"})


def test_one_dateline_listens_to_another(make_house):
    theirs = make_house()
    live("Old", at=clock.now())
    ours = make_house()
    with serving(open_to_each_other(theirs), "--no-demo") as publisher:
        source("Neighbours", kind="feed", address=f"{publisher.base}/atom.xml", interval=86_400)
        with serving(open_to_each_other(ours), "--no-demo"):
            awaited(Listening.objects.filter(state="holds").exists)
            make_house.enter(theirs)
            live("New", at=clock.now())
            make_house.enter(ours)
            awaited(Incoming.objects.filter(headline="New").exists)
            assert Listening.objects.get().told_at is not None
            assert Incoming.objects.filter(headline="Old").count() == 1
