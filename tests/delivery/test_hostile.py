"""What no reader sends, byte by byte to a real `dateline serve`: answered right, and cheaply."""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from cast import live
from processes import descendants
from serving import Served, serving
from wire import Line, Sent

LONG = 60_000
"""Characters of a header's value; a head may have 64 KB."""
FLAT = 24 * 1024
"""Kilobytes by which a worker may grow under a flood: what one keeps of it would be more."""


@pytest.fixture
def attacked(house, noon) -> Iterator[tuple[Served, str]]:
    """A running server that knows its name, and the address of a story there."""
    _, done = live(at=noon, dossiers=("Floods",))
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with serving(alike, "--no-demo") as served:
        yield served, done.address
        assert "Traceback" not in "".join(served.lines), "".join(served.lines)


def sent(served: Served, head: str, rest: bytes = b"") -> Sent:
    """The answer to a head given as it is; on a connection of its own."""
    line = Line(served.port)
    try:
        line.send(head.encode("latin-1") + b"\r\n" + rest)
        return line.read(head.partition(" ")[0])
    finally:
        line.close()


def asked(served: Served, target: str, **headers: str) -> Sent:
    """The answer to a GET of a target as it is written; on a connection of its own."""
    line = Line(served.port)
    try:
        return line.ask(target, **headers)
    finally:
        line.close()


def held(served: Served) -> int:
    """Kilobytes of anonymous memory of all processes of the server."""
    return sum(_anonymous(each) for each in descendants(served.process.pid))


def _anonymous(process: int) -> int:
    with suppress(OSError):
        status = Path(f"/proc/{process}/status").read_text()
        return int(re.search(r"RssAnon:\s+(\d+)", status)[1])
    return 0


NAMED = {
    "Host: localhost\r\nHost: localhost\r\n": 400,
    "Host: localhost\r\nHost: evil.example\r\n": 400,
    "": 400,
    "Host: a b\r\n": 400,
    "Host: localhost/evil\r\n": 400,
    "Host: evil.example@localhost\r\n": 400,
    "Host: localhost:port\r\n": 400,
    "Host: \xff\r\n": 400,
    f"Host: {'x' * LONG}\r\n": 400,
    "Host: [::1]\r\n": 421,
    "Host: [::1]:8000\r\n": 421,
    "Host: \r\n": 421,
    "Host: evil.example\r\n": 421,
    "Host: localhost.\r\n": 200,
    "Host: LOCALHOST.:8000\r\n": 200,
}


def test_a_request_names_one_host(attacked):
    """RFC 9112 3.2 and 3.2.2; RFC 9110 7.2."""
    served, address = attacked
    for host, status in NAMED.items():
        for target in (address, "/nowhere/", "/desk/account/login/", "/static/theme/site.css"):
            right = 404 if (status, target) == (200, "/nowhere/") else status
            assert sent(served, f"GET {target} HTTP/1.1\r\n{host}").status == right, host[:40]
    assert sent(served, f"GET {address} HTTP/1.0\r\n").status == 421
    whole = f"GET http://localhost:8000{address} HTTP/1.1\r\n"
    assert sent(served, f"{whole}Host: evil.example\r\n").status == 200
    assert sent(served, f"{whole}Host: localhost\r\nHost: evil.example\r\n").status == 400
    assert sent(served, f"GET http://evil.example{address} HTTP/1.1\r\nHost: localhost\r\n"
                ).status == 421


ELSEWHERE = (
    "//evil.example/", "//evil.example/..", "///evil.example", "/%2fevil.example/",
    "/%2F%2Fevil.example", "/\\evil.example/", "/%5cevil.example/", "/%5C%5Cevil.example",
    "/.//evil.example/", "/./", "/../", "/politics/../desk/", "/politics/%2e%2e/desk/",
    "/politics/%2e%2e%2fdesk/", "/%2e%2e/%2e%2e/etc/passwd", "/%c0%af", "/%c0%ae%c0%ae/",
    "/%e0%80%af", "/%ff%fe", "/%ed%a0%80", "/%f4%90%80%80", "/%00", "/%", "/%zz", "/%2500",
    "/%0d%0aSet-Cookie:%20a=b", "/%EF%BC%8F%EF%BC%8Fevil.example", "//politics/", "/politics//",
    "//desk/", "//evil.example/desk",
)


def test_no_way_of_writing_an_address_leads_elsewhere(attacked):
    served, address = attacked
    for target in ELSEWHERE:
        answer = asked(served, target)
        assert (answer.status, answer.headers.get("location")) == (404, None), target
    for end in ("%00", "%0d%0aX:%201", "/%2e%2e/desk/", "%c0%af"):
        assert asked(served, address + end).status == 404, end
    for before in ("//evil.example", "/%2fevil.example", "/%5cevil.example", "/evil.example/.."):
        answer = asked(served, before + address)
        assert answer.status == 404 or answer.headers["location"] == address, before


MALFORMED = {
    "GET {} HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n": 400,
    "GET {} HTTP/1.1\r\nHost: localhost\r\nX : a\r\n": 400,
    "GET {} HTTP/1.1\r\nHost: localhost\r\nX: \x00\r\n": 400,
    "GET {}\xff HTTP/1.1\r\nHost: localhost\r\n": 400,
    "GET {}\x00 HTTP/1.1\r\nHost: localhost\r\n": 400,
    "GET {}\t HTTP/1.1\r\nHost: localhost\r\n": 400,
    "GET {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n": 400,
    "GET {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n": 400,
    "POST {} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n": 400,
    "GET {} HTTP/1.1\r\nHost: localhost\r\nX: " + "a" * 70_000 + "\r\n": 431,
    "GET {} HTTP/1.1\r\nHost: localhost\r\n" + "X: a\r\n" * 200: 431,
    "GET {} HTTP/3.1\r\nHost: localhost\r\n": 400,
    "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n": 400,
    "get {} HTTP/1.1\r\nHost: localhost\r\n": 405,
    "G" * 9000 + " {} HTTP/1.1\r\nHost: localhost\r\n": 405,
}


def test_what_is_no_request_is_answered_so(attacked):
    served, address = attacked
    for head, status in MALFORMED.items():
        assert sent(served, head.replace("{}", address)).status == status, head[:60]
    for method in ("HEAD", "GET"):
        line = Line(served.port)
        assert line.ask("/-/live?f=x", method).status == 204
        assert line.ask("/wire/v1/stream", method).status in (401, 405)
        assert line.ask(address, method).status == 200  # and it goes on
        line.close()


def test_long_lists_in_headers_are_read_cheaply_or_not(attacked):
    served, address = attacked
    sheet = "/static/theme/site.css"
    others = ", ".join(f'"{number}"' for number in range(6000))
    for target in (address, sheet):
        whole = asked(served, target)
        tag = whole.headers["etag"]
        for many in (others, "," * LONG, '"' * LONG, "W/" * (LONG // 2), f"{tag[1:-1]}," * 900):
            answer = asked(served, target, if_none_match=many)
            assert (answer.status, answer.body) == (200, whole.body), many[:20]
        for last in (tag, f"W/{tag}"):
            assert asked(served, target, if_none_match=f"{others}, {last}").status == 304
        for many in ("," * LONG, "gzip;q=0." * 6000, "x," * (LONG // 2)):
            answer = asked(served, target, accept_encoding=many)
            assert (answer.status, answer.body) == (200, whole.body), many[:20]
    whole = asked(served, sheet).body
    for many in ("0-1," * 9000 + "5-6", "9" * LONG, "-" * LONG, ",".join(["0-"] * 9000)):
        answer = asked(served, sheet, range=f"bytes={many}")
        assert (answer.status, answer.body) == (200, whole), many[:20]
    assert asked(served, f"{sheet}?{'v=1&' * 4000}").body == whole
    assert asked(served, f"{address}?{'at=1&' * 3000}").status < 500


def test_what_was_made_up_is_not_remembered(attacked):
    """A worker's memory stays as it is, whatever long things it is asked, each another one."""
    served, address = attacked
    line = Line(served.port)
    for number in range(20):
        line.ask(f"/nowhere-{number}/", accept_encoding=f"gzip, x-{number}")
    before = held(served)
    for number in range(600):
        many = f"{number}," * (LONG // 4)
        line.ask(address, accept_encoding=many[:LONG])
        line.ask(address, host=f"h{number}-{many[:LONG]}")
        line.ask(f"/{number}-{'%F0%9F%8C%8A' * 1000}/")
        line.ask(f"{address}?{number}={'x' * 9000}", if_none_match=f'"{number}", {many[:9000]}')
    line.close()
    assert held(served) - before < FLAT


def test_pipelined_requests_are_answered_in_order_and_only_as_they_are_taken(attacked):
    served, address = attacked
    line = Line(served.port)
    heads = [f"GET /{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for number in range(300)]
    heads[150] = f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    line.send(b"".join(heads))
    statuses = [line.read().status for _ in heads]
    assert statuses == [200 if number == 150 else 404 for number in range(300)]
    line.send(b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              b"3\r\nabc\r\n0\r\n\r\n" + heads[150])
    assert [line.read().status, line.read().status] == [405, 200]
    line.close()
    before = held(served)
    greedy = [Line(served.port, timeout=2) for _ in range(20)]
    for each in greedy:
        with suppress(OSError):  # it is not taken: nobody reads the answers
            for _ in range(100):
                each.send(heads[150] * 1000)
    assert held(served) - before < FLAT
    assert asked(served, address).status == 200
    for each in greedy:
        each.close()


def test_who_is_slow_holds_nobody_up_and_is_given_up(attacked):
    """Heads that do not end, requests that do not come, bodies that stop, answers not taken."""
    served, address = attacked
    slow = [Line(served.port, timeout=120) for _ in range(900)]
    for number, line in enumerate(slow):
        if number % 3 == 0:
            line.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-")
        elif number % 3 == 1:
            line.send(b"POST /desk/account/login/ HTTP/1.1\r\nHost: localhost\r\n"
                      b"Content-Length: 100\r\n\r\nab")
    for _ in range(20):
        assert asked(served, address).status == 200
    assert asked(served, "/desk/account/login/").status == 200
    for line in slow[::50]:
        line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()
    given_up = slow[3::150]
    assert given_up and all(b"200" not in line.file.readline() for line in given_up)
    assert slow[4].read().status == 408
    for line in slow:
        line.close()
