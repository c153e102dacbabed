"""Ten comments a second while the server's processes are killed: none accepted is lost or doubled.
"""

from __future__ import annotations

import os
import re
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http.client import HTTPException

from django.conf import settings
from django.db import connections
from django.test import Client

import processes
from commenting import open_story, reader
from dateline.discussion.models import Comment, Reader, Thread
from dateline.lib import clock
from dateline.people.public import User
from serving import Served, serving

WRITERS, EACH, KILLS = 10, 6, 4
_KEY = re.compile(r'name="key" value="([^"]+)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Kept(urllib.request.HTTPRedirectHandler):
    """Where an answer leads is not followed: that it was given is all that is asked."""

    def redirect_request(self, *given, **named):
        return None


@dataclass
class Writer:
    """A reader's browser. It sends a form until it is answered, as a person would."""

    served: Served
    cookie: str
    address: str

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of the first answer that comes, however often it takes."""
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(self.served.base + path, data, {
            "Cookie": self.cookie, "X-Forwarded-For": self.address, "Origin": self.served.base})
        opener = urllib.request.build_opener(Kept)
        for _ in range(150):
            try:
                with opener.open(request, timeout=10) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                with error:
                    if error.code < 500:
                        return error.code, error.read().decode()
            except (OSError, HTTPException):
                pass
            time.sleep(0.1)
        raise AssertionError("no answer came")

    def write(self, code: str, text: str) -> str:
        """Send a comment; the key of its form."""
        path = f"/discussion/~{code}/write/"
        _status, form = self.ask(path)
        key, token = _KEY.search(form)[1], _TOKEN.search(form)[1]
        status, answer = self.ask(path, {"text": text, "key": key, "csrfmiddlewaretoken": token})
        assert status == 302, answer
        return key


def writer(served: Served, number: int, now) -> Writer:
    who = reader(f"Poster {chr(65 + number)}", at=now)
    user = User.objects.create_user(f"poster{number}@readers.example")
    Reader.objects.filter(pk=who.pk).update(user=user)
    client = Client(headers={"host": served.base.partition("//")[2]})
    client.force_login(user)
    client.get("/discussion/join/")
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    cookies.setdefault("csrftoken", "c" * 32)
    return Writer(served, "; ".join(f"{k}={v}" for k, v in cookies.items()), f"198.51.100.{number}")


def killing(served: Served, killed: list[int]) -> None:
    """Kill what serves pages, by turns the whole of it and one worker."""
    for turn in range(KILLS):
        time.sleep(1.3)
        serves = [pid for pid in processes.descendants(served.process.pid)
                  if processes.name(pid) == "dateline web"]
        for pid in serves if turn % 2 else serves[-1:]:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)


def test_none_is_lost_and_none_doubled(house):
    now = clock.now()
    code = open_story(now)
    environment = house.environment | {"DATELINE_URL": settings.BASE_URL, "DATELINE_PROXIES": "1"}
    with serving(replace(house, environment=environment), "--no-demo") as served:
        writers = [writer(served, number, now) for number in range(WRITERS)]
        connections.close_all()
        killed: list[int] = []
        killer = threading.Thread(target=killing, args=(served, killed))
        killer.start()

        def talk(number: int) -> list[str]:
            keys = []
            for turn in range(EACH):
                began = time.monotonic()
                keys.append(writers[number].write(code, f"Word {number} {turn} of {number * turn}"))
                time.sleep(max(0.0, began + 1 - time.monotonic()))
            return keys

        with ThreadPoolExecutor(WRITERS) as pool:
            keys = [key for each in pool.map(talk, range(WRITERS)) for key in each]
        killer.join()
    assert len(killed) >= KILLS
    kept = list(Comment.objects.order_by("number").values_list("number", "key", "state"))
    assert sorted(key for _, key, _ in kept) == sorted(keys)
    assert [number for number, _, _ in kept] == list(range(1, WRITERS * EACH + 1))
    thread = Thread.objects.get(code=code)
    assert thread.comments == sum(state == "public" for _, _, state in kept) > 0
    told = house.run("check")
    assert told.returncode == 0, told.stdout + told.stderr
