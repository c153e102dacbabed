"""`dateline check` beside a newsroom that goes on publishing finds nothing that is not there."""

from __future__ import annotations

import threading

from django.db import connections

from cast import all_checked, live


def test_a_check_during_publications_sees_one_moment(house, noon):
    live("First", at=noon)
    stop = threading.Event()

    def publish() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            live(f"Story {number}", at=noon, dossiers=("Floods",))
        connections.close_all()

    verified = len(all_checked())
    writer = threading.Thread(target=publish)
    writer.start()
    try:
        for _ in range(12):
            assert len(all_checked()) == verified >= 8
    finally:
        stop.set()
        writer.join()
