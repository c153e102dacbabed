"""The real thing: a server, its worker, a folder, somebody who sends; killed with -9 meanwhile."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.error
import urllib.request

from agency import copy, source
from dateline.wire.models import Incoming, Source
from dateline.wire.sources.pushing import make_key
from desking import person
from serving import serving


def awaited(found):
    """Wait until it is there."""
    until = time.monotonic() + 90
    while not found():
        assert time.monotonic() < until
        time.sleep(0.05)


def send(served, key, raw):
    request = urllib.request.Request(
        f"{served.base}/wire/v1/in/northern-wire", raw, {"Authorization": f"Bearer {key}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def test_a_folder_and_a_sender_on_a_real_server(house, tmp_path):
    agency = source(kind="push")
    key = make_key(agency, by=person("chief editor"))
    source("Dropped", kind="folder", address=str(tmp_path), interval=10)
    (tmp_path / "a.json").write_bytes(copy("Dropped", id="tag:a"))
    os.utime(tmp_path / "a.json", (time.time() - 60,) * 2)
    with serving(house, "--no-demo") as served:
        status, said = send(served, key, copy())
        assert (status, said["items"][0]["outcome"]) == (201, "new")
        assert send(served, key, copy())[0] == 200
        assert send(served, "wrong", copy())[0] == 401
        assert send(served, key, b"nothing")[0] == 422
        assert send(served, key, b"x" * (10 * 1024 * 1024 + 1))[0] == 413
        awaited(Incoming.objects.filter(ident="tag:a").exists)
        awaited((tmp_path / "done").exists)
        assert Source.objects.get(name="Dropped").failures == 0
        served.process.send_signal(signal.SIGKILL)
        served.process.wait()
    (tmp_path / "b.json").write_bytes(copy("After", id="tag:b"))
    os.utime(tmp_path / "b.json", (time.time() - 60,) * 2)
    with serving(house, "--no-demo"):
        awaited(Incoming.objects.filter(ident="tag:b").exists)
    assert Incoming.objects.count() == 3
