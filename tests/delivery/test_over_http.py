"""The server as readers and others meet it: real connections to a real `dateline serve`."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from django.conf import settings

from cast import live
from dateline.delivery.machine import shelf
from dateline.desk import public as desk
from serving import serving
from wire import Line

HOP = {"server", "date"}
SHEET = re.compile(r'"(/static/theme/site\.css)\?v=(\w{12})"')


@pytest.fixture
def lines():
    """Open connections; they are closed at the end."""
    opened = []

    def line(port: int, **options) -> Line:
        opened.append(Line(port, **options))
        return opened[-1]

    yield line
    for one in opened:
        one.close()


def own(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items() if name.lower() not in HOP}


def test_pages_files_and_the_desk_over_real_connections(house, reader, noon, lines):
    _, done = live(at=noon, dossiers=("Floods",))
    gone = live("Wrong", at=noon)
    desk.kill(gone[0], "Killed.", reason="Wrong.", at=noon)
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with serving(alike, "--no-demo") as served:
        line = lines(served.port)
        _pages_are_as_the_front_has_them(line, reader, done, gone[1])
        _a_publication_shows_at_the_next_request(line, done, noon)
        _static_files(line)
        _no_way_out_of_the_folders(line)
        _the_desk_is_behind(line)
        _refusals(line, served.port, lines, done)
        assert "Traceback" not in "".join(served.lines), "".join(served.lines)


def _pages_are_as_the_front_has_them(line, reader, done, gone) -> None:
    short = f"/~{done.code}"
    addresses = {"/": 200, done.address: 200, f"{done.address}.json": 200, short: 301,
                 f"{short}.svg": 200, gone.address: 410, "/nowhere/": 404, "/politics/": 200}
    for address, status in addresses.items():
        for accepted in ("", "gzip"):
            right = reader.get(address, accept_encoding=accepted)
            for method in ("GET", "HEAD", "GET"):
                sent = line.ask(address, method, accept_encoding=accepted)
                assert sent.status == right.status == status, address
                assert sent.body == (right.body if method == "GET" else b"")
                assert own(sent.headers) == own(right.headers), address
            tag = sent.headers["etag"]
            again = line.ask(address, accept_encoding=accepted, if_none_match=f'"x", W/{tag}')
            assert (again.status, again.body) == (304 if status == 200 else status,
                                                  b"" if status == 200 else right.body)


def _a_publication_shows_at_the_next_request(line, done, noon) -> None:
    for number in range(2, 12):
        live(f"Another {number}", at=noon, dossiers=("Floods",))
        sent = line.ask(done.address, accept_encoding="gzip")
        assert re.findall(r'Floods <span class="count">\((\d+)\)', sent.text) == [str(number)] * 2


def _static_files(line) -> None:
    path, digest = SHEET.search(line.ask("/").text).groups()
    whole = line.ask(path)
    assert (whole.status, whole.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" not in whole.headers["cache-control"]
    assert "immutable" not in line.ask(f"{path}?v=000000000000").headers["cache-control"]
    named = line.ask(f"{path}?v={digest}", accept_encoding="gzip")
    assert named.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert named.headers["content-encoding"] == "gzip" and named.text == whole.text
    assert named.headers["etag"] != whole.headers["etag"]
    assert line.ask(path, if_none_match=whole.headers["etag"]).status == 304
    head = line.ask(path, "HEAD")
    assert (head.headers["content-length"], head.status) == (str(len(whole.body)), 200)
    size, etag = len(whole.body), whole.headers["etag"]
    for asked, part in (("bytes=0-9", slice(0, 10)), ("bytes=10-", slice(10, None)),
                        ("bytes=-7", slice(-7, None)), (f"bytes=5-{size * 9}", slice(5, None))):
        for conditions in ({}, {"if_range": etag}):
            sent = line.ask(path, range=asked, accept_encoding="gzip", **conditions)
            assert (sent.status, sent.body) == (206, whole.body[part]), asked
            first = part.indices(size)[0]
            last = first + len(sent.body) - 1
            assert sent.headers["content-range"] == f"bytes {first}-{last}/{size}"
    for asked in ("bytes=0-1,5-6", "bytes=9-2", "lines=1-2", "bytes=-", "bytes=x-y"):
        assert line.ask(path, range=asked).body == whole.body, asked
    assert line.ask(path, range="bytes=0-9", if_range='"other"').status == 200
    beyond = line.ask(path, range=f"bytes={size}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    assert line.ask(path, "POST", content_length="0").status == 405


def _no_way_out_of_the_folders(line) -> None:
    for target in ("/static/theme/../../settings.py", "/static/theme/%2e%2e/apps.py",
                   "/static/theme/..%2fapps.py", "/static//etc/passwd", "/static/theme//etc/passwd",
                   "/static/theme/site.css%00.svg", "/static/theme/", "/static/", "/static/theme",
                   "/static/theme/..%5capps.py", "//static/theme/site.css"):
        assert line.ask(target).status == 404, target


def _the_desk_is_behind(line) -> None:
    assert line.ask("/healthz").body == b"ok\n"
    assert line.ask("/desk/").status == 302
    page = line.ask("/desk/account/login/")
    assert (page.status, "csrfmiddlewaretoken" in page.text) == (200, True)
    assert line.ask("/desk/account/login/", "POST", b"a=b", content_length="3").status == 403
    head = line.ask("/desk/account/login/", "HEAD")
    assert head.status == 200


def _refusals(line, port, lines, done) -> None:
    held = sorted(shelf().store().addresses())
    assert line.ask("/" + "x" * 2100).status == 414
    assert line.ask("/?" + "x" * 20000).status == 414
    assert line.ask(f"{done.address}?{'x' * 5000}").status == 200
    other = line.ask(f"{done.address}?before=zzzzzz&utm_source=1")
    assert other.body == line.ask(done.address).body
    assert line.ask("*", "OPTIONS").status == 400
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"):
        assert line.ask(done.address, method, content_length="0").status == 405, method
    for form in (done.address.replace("~", "%7E"), done.address.replace("a", "%61")):
        assert line.ask(form).body == line.ask(done.address).body, form
    many = lines(port)
    many.begin("/", cookie="x" * 200_000)
    with suppress(ConnectionError):
        assert many.read().status >= 400
    for _ in range(50):
        assert line.ask(f"/politics/{_}x~222222").status == 404
    assert sorted(shelf().store().addresses()) == held
    open_for_ever = [lines(port) for _ in range(100)]
    for slow in open_for_ever:
        slow.send(b"GET / HTTP/1.1\r\nHost:")
    assert line.ask(done.address).status == 200


def test_bodies_and_hosts_are_held_to_their_limits(house, noon, lines):
    _, done = live(at=noon)
    limited = replace(house, environment=house.environment | {
        "DATELINE_URL": "http://news.example", "DATELINE_PICTURE_MB": "1"})
    with serving(limited, "--no-demo") as served:
        assert lines(served.port).ask(done.address, host="news.example").status == 200
        for host in ("NEWS.example", "news.example:80", "localhost"):
            assert lines(served.port).ask(done.address, host=host).status == 200, host
        for host in ("evil.example", "", "news.example.evil.example", "127.0.0.1"):
            for target in (done.address, "/nowhere/", "/desk/", "/static/theme/site.css"):
                assert lines(served.port).ask(target, host=host).status == 421, (host, target)
        target = f"http://evil.example{done.address}"
        assert lines(served.port).ask(target, host="news.example").status == 421
        _too_large(served.port, lines)
        _cut_off(served.port, lines)
        assert "Traceback" not in "".join(served.lines), "".join(served.lines)


def _too_large(port, lines) -> None:
    most = 11 * 1024**2
    said = lines(port)
    said.begin("/desk/account/login/", "POST", host="localhost", content_length=str(most + 1))
    assert said.read().status == 413
    unsaid = lines(port)
    unsaid.begin("/desk/account/login/", "POST", host="localhost", transfer_encoding="chunked")
    with suppress(OSError):
        for _ in range(12):
            unsaid.send(b"100000\r\n" + bytes(1024**2) + b"\r\n")
    assert unsaid.read().status == 413
    whole = lines(port)
    whole.begin("/desk/account/login/", "POST", host="localhost", content_length=str(most))
    whole.send(bytes(most))
    assert whole.read().status == 403  # taken, and refused by Django for its missing token


def _cut_off(port, lines) -> None:
    short = lines(port)
    short.begin("/desk/account/login/", "POST", host="localhost", content_length="100")
    short.send(b"abc")
    short.close()
    assert lines(port).ask("/healthz", host="localhost").status == 200


HARMS = {
    "cut": lambda path: os.truncate(path, 0),
    "deleted": lambda path: path.unlink(),
    "garbled": lambda path: path.write_bytes(b"\xff" * 16),
    "the whole folder": lambda path: shutil.rmtree(path.parent),
}


def test_a_head_word_harmed_while_serving_costs_a_moment_and_no_old_page(house, noon):
    guid, done = live(at=noon)
    with serving(house, "--no-demo") as served:
        for harm in HARMS:
            for _ in range(3):
                assert served.get(done.address)[0] == 200
            HARMS[harm](shelf().folder / "head")
            desk.update(guid, {"standfirst": f"After: {harm}."}, at=noon)
            for _ in range(3):
                assert f"After: {harm}." in _patiently(served, done.address), harm
        assert served.process.poll() is None


def _patiently(served, address: str) -> str:
    """A page; a worker that was killed by a bus error is being started again."""
    until = time.monotonic() + 90
    while True:
        try:
            status, text = served.get(address)
        except OSError:
            assert time.monotonic() < until, "".join(served.lines)
            time.sleep(0.1)
        else:
            assert status == 200
            return text
