"""Processes that publish into one dossier while others read it; `main()` is one of its own.

It prints one line of JSON for each of them.
"""

from __future__ import annotations

import io
import json
import mmap
import os
import re
import struct
import sys
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connections

from dateline.desk import public as desk
from dateline.desk.public import Block, Copy
from dateline.project.wsgi import application
from markup import stories_in

WRITERS, STORIES, READERS, PAGE = 8, 6, 2, 30
COUNT = re.compile(rb'Floods <span class="count">\((\d+)\)')


class Board:
    """Memory the processes share: for each writer what it began and what was acknowledged."""

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, 16 * WRITERS)

    def put(self, place: int, number: int) -> None:
        """Set a number; each has one writer only."""
        self.memory[8 * place : 8 * place + 8] = struct.pack("=Q", number)

    def total(self, first: int) -> int:
        """The sum of what was begun (first=0) or acknowledged (first=WRITERS)."""
        return sum(struct.unpack_from(f"={WRITERS}Q", self.memory, 8 * first))


def write(writer: int, board: Board) -> list[Any]:
    """Publish story after story; returns (seq, address) of each, as acknowledged."""
    done = []
    for number in range(1, STORIES + 1):
        copy = Copy(f"Story {writer}.{number}", "Politics", dossiers=("Floods",),
                    authors=(f"Author {number % 3}",), blocks=(Block("paragraph", "Text."),))
        guid = desk.file_story(copy)
        board.put(writer, number)
        published = desk.publish(guid)
        board.put(WRITERS + writer, number)
        status, body = ask(published.address)
        assert status == 200 and copy.headline.encode() in body, "not visible once acknowledged"
        done.append((published.seq, published.address))
    return done


def read(address: str, board: Board) -> list[Any]:
    """Read the page again and again until all is written; returns the counts it showed."""
    shown = [1]
    while shown[-1] < 1 + WRITERS * STORIES:
        acknowledged = board.total(WRITERS)
        status, body = ask(address)
        begun = board.total(0)
        above, below = (int(count) for count in COUNT.findall(body))
        assert status == 200
        assert above == below, "the page is torn"
        assert above >= shown[-1], "the count goes back"
        assert 1 + acknowledged <= above <= 1 + begun, "older than what was acknowledged"
        shown.append(above)
        _read_dossier(above)
    return shown


def _read_dossier(least: int) -> None:
    """The list and the count on one page are pieces of their own: they must fit together."""
    _, body = ask("/dossier/floods/")
    (count,) = (int(count) for count in COUNT.findall(body))
    assert count >= least
    assert len(stories_in(body.decode())) == min(count, PAGE), "the list and its count differ"


def ask(address: str) -> tuple[int, bytes]:
    """What the application answers."""
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    sent: list[str] = []
    body = b"".join(application(environ, lambda status, *_: sent.append(status)))
    return int(sent[0].split()[0]), body


def fork(work: Callable[[], Any]) -> tuple[int, int]:
    """A child that works and leaves its result in a pipe; returns its id and the pipe."""
    out, into = os.pipe()
    process = os.fork()
    if process:
        os.close(into)
        return process, out
    try:
        os.write(into, json.dumps(work()).encode())
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def main(address: str) -> None:
    """Race; exits 1 if any of them failed."""
    connections.close_all()
    board = Board()
    children = [fork(lambda: read(address, board)) for _ in range(READERS)]
    children += [fork(lambda n=n: write(n, board)) for n in range(WRITERS)]  # type: ignore[misc]
    failed = False
    for process, out in children:
        with os.fdopen(out) as told:
            sys.stdout.write(told.read() + "\n")
        failed |= os.waitpid(process, 0)[1] != 0
    sys.exit(1 if failed else 0)
