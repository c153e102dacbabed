"""Calling out: only where it is allowed, to the address that was checked, within all limits."""

from __future__ import annotations

import datetime
import gzip
import ipaddress
import os
import select
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from dateline.lib import fetch, fetch_line, fetch_lines, fetch_target
from dateline.project import environment
from peering import Peer, answer, headers, saying, whole_request

OWN = (ipaddress.ip_network("127.0.0.0/8"),)


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """These tests' own network is allowed, as a newsroom would allow it."""
    monkeypatch.setattr(settings, "FETCH_ALLOWS", OWN)
    yield
    fetch_lines.LINES.forget()


def test_an_answer_comes_back_whole():
    said = answer(b"news", "200 OK", "ETag: \"1\"", "Link: <a>", "Link: <b>")
    with Peer(saying(said)) as peer:
        got = fetch.get(peer.address + "/feed?a=b%20c", headers={"If-None-Match": "x"})
    assert (got.status, got.body, got.headers["etag"]) == (200, b"news", '"1"')
    assert got.headers["link"] == "<a>, <b>"
    assert got.address == peer.address + "/feed?a=b%20c"
    sent = headers(peer.heard[0])
    assert peer.heard[0].startswith(b"GET /feed?a=b%20c HTTP/1.1\r\n")
    assert sent["host"] == f"127.0.0.1:{peer.port}" and sent["if-none-match"] == "x"
    assert sent["user-agent"].startswith("Dateline/") and "cookie" not in sent


@pytest.mark.parametrize("address", [
    "ftp://news.example/", "file:///etc/passwd", "//news.example/", "news.example",
    "http://user:word@news.example/", "http://@news.example/", "http://news.example:25/",
    "http://news.example:0/", "http://news.example:99999/", "http://news.example:x/",
    "http:///path", "http://a b/", "http://news.example/\r\nHost: x", "http://news.example\\@x/",
    "http://[::1", "http://fe80::1%25eth0/", "http://-/" + "x" * 5000, "http://a..b/", " http://a/",
])
def test_an_unsound_address_is_refused_before_anything_is_asked(address):
    with pytest.raises(fetch.Refused):
        fetch.get(address, resolve=lambda host, port: pytest.fail("it asked for the name"))


@pytest.mark.parametrize("ip", [
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
    "::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "64:ff9b:1::808:808",
    "2002:a00:1::", "2002:7f00:1::1", "::10.0.0.1", "2001:0:1::1", "100::1", "4000::1",
])
def test_what_is_not_public_is_refused(monkeypatch, ip):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", ())
    with pytest.raises(fetch.Refused, match="not a public address"):
        fetch.get("http://news.example/", resolve=lambda host, port: ["93.184.215.14", ip])
    literal = f"[{ip}]" if ":" in ip else ip
    with pytest.raises(fetch.Refused, match="not a public address"):
        fetch.post(f"http://{literal}/", b"", resolve=lambda host, port: pytest.fail("asked"))


@pytest.mark.parametrize("ip", [
    "93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e", "2002:5db8:d70e::1",
    "::ffff:93.184.215.14",
])
def test_what_is_public_is_not(ip):
    assert fetch_target.is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1", "localhost"])
def test_other_ways_to_write_loopback_are_the_same(monkeypatch, host):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", ())
    with pytest.raises(fetch.Refused, match="not a public address"):
        fetch.get(f"http://{host}/")


def test_a_redirect_is_followed_and_each_step_is_checked_again(monkeypatch):
    one = ipaddress.ip_network("127.0.0.1/32")
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (one,))
    with Peer(saying(answer(b"here"))) as end:
        onward = answer(b"", "302 Found", f"Location: {end.address}/caf\u00e9 x#part")
        with Peer(saying(onward)) as begin:
            got = fetch.get(begin.address, headers={"Authorization": "Bearer 1", "X-A": "1"})
            assert got.body == b"here" and got.address == f"{end.address}/caf%E9%20x"
            assert "authorization" in headers(begin.heard[0])
            assert "authorization" not in headers(end.heard[0]) and "x-a" in headers(end.heard[0])
    for place in ("http://127.0.0.2/", "http://10.0.0.1/", "file:///etc/passwd", "http://[::1"):
        with Peer(saying(answer(b"", "301 Moved", f"Location: {place}"))) as begin, \
                pytest.raises(fetch.Refused):
            fetch.get(begin.address)


def test_redirects_end():
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(answer(b"", "302 Found", "Location: /again"))

    with Peer(behave) as peer, pytest.raises(fetch.Refused, match="more than 5 times"):
        fetch.get(peer.address)
    assert len(peer.heard) == 6


def test_a_post_follows_nothing():
    with Peer(saying(answer(b"", "307 Other", "Location: http://10.0.0.1/"))) as peer:
        assert fetch.post(peer.address, b"x").status == 307


def test_the_connection_goes_to_the_address_that_was_checked():
    """DNS rebinding: the second answer of the name is never asked for."""
    said = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    with Peer(saying(answer(b"here"))) as peer:
        got = fetch.get(f"http://news.example:{peer.port}/", resolve=lambda host, port: next(said))
    assert got.body == b"here" and headers(peer.heard[0])["host"] == f"news.example:{peer.port}"
    assert next(said) == ["10.0.0.1"]


def test_a_second_address_is_tried_where_the_first_does_not_answer():
    with Peer(saying(answer(b"here"))) as peer:
        found = ["127.0.0.9", "127.0.0.1"]
        got = fetch.get(f"http://news.example:{peer.port}/", resolve=lambda host, port: found)
    assert got.body == b"here"


def test_a_name_that_is_not_known_or_not_answered_is_said():
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    def hung(host: str, port: int) -> list[str]:
        time.sleep(1)
        return ["127.0.0.1"]

    for resolve in (unknown, lambda host, port: []):
        with pytest.raises(fetch.Unreachable, match=r"news\.example: no such name"):
            fetch.get("http://news.example/", resolve=resolve)
    with pytest.raises(fetch.Unreachable, match="name service did not answer"):
        fetch.get("http://news.example/", resolve=hung, seconds=0.1)


def test_nobody_there():
    with Peer(saying(b"")) as peer:
        pass
    with pytest.raises(fetch.Unreachable, match="Connection refused"):
        fetch.get(peer.address)


@pytest.mark.parametrize("said", [
    b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", b"no http at all\r\n\r\n",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000,
    b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
    answer(gzip.compress(b"news" * 100)[:-9], "200 OK", "Content-Encoding: gzip"),
])
def test_what_is_not_an_answer_is_said(said):
    def behave(connection: socket.socket, request: bytes) -> bool:
        connection.sendall(said)
        return False

    with Peer(behave) as peer, pytest.raises(fetch.Unreachable):
        fetch.get(peer.address)


def test_a_server_that_drips_cannot_hold_a_thread():
    """Each byte comes soon enough; all of them together do not."""
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.02)

    for call in (lambda to: fetch.get(to, seconds=0.4),
                 lambda to: fetch.post(to, b"x", seconds=0.4)):
        with Peer(behave) as peer, pytest.raises(fetch.Unreachable, match=r"in time|within 0\.4"):
            call(peer.address)


def test_a_server_that_says_wait_forever_cannot_either():
    def behave(connection: socket.socket, request: bytes) -> None:
        while True:
            connection.sendall(b"HTTP/1.1 102 Processing\r\n\r\n")
            time.sleep(0.02)

    with Peer(behave) as peer, pytest.raises(fetch.Unreachable):
        fetch.get(peer.address, seconds=0.4)


@pytest.mark.parametrize("said", [
    answer(b"x" * 1001), b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1001,
    answer(gzip.compress(b"x" * 1001), "200 OK", "Content-Encoding: gzip"),
    answer(gzip.compress(b"x" * 999) + gzip.compress(b"xx"), "200 OK", "Content-Encoding: gzip"),
    answer(gzip.compress(b"") * 200, "200 OK", "Content-Encoding: gzip"),
])
def test_too_much_is_refused(said):
    def behave(connection: socket.socket, request: bytes) -> bool:
        connection.sendall(said)
        return False

    with Peer(behave) as peer, pytest.raises(fetch.TooLarge, match="more than 1,000 bytes"):
        fetch.get(peer.address, most=1000)


def test_a_bomb_does_not_go_off():
    """A gigabyte in a megabyte: no more than the limit is ever unpacked."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = packing.compress(bytes(1 << 20)) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(bytes(1 << 20)) + packing.flush(zlib.Z_FULL_FLUSH)
    bomb = first + again * 1023
    before = _memory()
    with Peer(saying(answer(bomb, "200 OK", "Content-Encoding: gzip"))) as peer, \
            pytest.raises(fetch.TooLarge):
        fetch.get(peer.address)
    assert _memory() - before < 200 << 20


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_packed_answers_are_unpacked():
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    with Peer(saying(answer(packed, "200 OK", "Content-Encoding: gzip"))) as peer:
        assert fetch.get(peer.address).body == b"one two"


@pytest.mark.parametrize("bad", [
    {"X-A": "1\r\nX-B: 2"}, {"X-A": "1\nX-B: 2"}, {"X\r\nX-B": "1"}, {"X A": "1"}, {"": "1"},
    {"X-A": "1\0"}, {"X-A": " 1"}, {"X-A": "1 "}, {"X-A": "\u2028"}, {"Host": "x"}, {"HOST": "x"},
    {"Content-Length": "3"}, {"Transfer-Encoding": "chunked"}, {"Connection": "close"},
])
def test_a_header_that_is_not_ours_to_send_is_refused(bad):
    with Peer(saying(answer())) as peer:
        for call in (lambda: fetch.get(peer.address, headers=bad),
                     lambda: fetch.post(peer.address, b"", headers=bad)):
            with pytest.raises(fetch.Refused, match="cannot be sent"):
                call()
    assert not peer.taken


def test_connections_are_kept_for_posts():
    with Peer(saying(answer(b"ok"))) as peer:
        for _ in range(3):
            assert fetch.post(peer.address + "/a", b"x" * 100).body == b"ok"
    assert peer.taken == 1 and len(peer.heard) == 3


def test_no_more_connections_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(fetch_lines, "MOST", 2)
    with Peer(saying(answer(b"ok"))) as one, Peer(saying(answer(b"ok"))) as two, \
            Peer(saying(answer(b"ok"))) as three:
        for peer in (one, two, three, one, two, three):
            assert fetch.post(peer.address, b"x").body == b"ok"
        assert (one.taken, two.taken, three.taken) == (1, 1, 2)
        monkeypatch.setattr(fetch_lines, "IDLE", -1.0)
        fetch_lines.LINES.sweep()
        one.wait_until_ended(1)
        two.wait_until_ended(1)


def test_a_connection_that_was_closed_or_spoke_unasked_is_not_used_again():
    def closing(connection: socket.socket, request: bytes) -> bool:
        connection.sendall(answer(b"ok"))
        return False

    for behave, ends in ((closing, 1), (saying(answer(b"ok") + answer(b"more")), 0)):
        with Peer(behave) as peer:
            for number in range(1, 4):
                assert fetch.post(peer.address, b"x").body == b"ok"
                peer.wait_until_ended(number * ends)
        assert peer.taken == 3


def test_a_kept_connection_is_left_when_its_name_leads_elsewhere(monkeypatch):
    monkeypatch.setattr(fetch_lines, "CHECKED", -1.0)
    said = iter([["127.0.0.1"], ["127.0.0.1", "127.0.0.2"], ["127.0.0.2"], ["10.0.0.1"]])
    with Peer(saying(answer(b"ok"))) as peer:
        def post() -> fetch.Answer:
            return fetch.post(f"http://news.example:{peer.port}/", b"x",
                              resolve=lambda host, port: next(said))
        post()
        post()
        with pytest.raises(fetch.Unreachable):  # nobody listens there
            post()
        with pytest.raises(fetch.Refused):
            post()
    assert peer.taken == 1 and len(peer.heard) == 2


def test_what_is_raised_on_going_passes_through_and_nothing_was_sent():
    class Killed(OSError):
        pass

    @contextmanager
    def going() -> Iterator[None]:
        steps.append("asked")
        raise Killed("it was killed meanwhile")
        yield

    steps: list[str] = []
    with Peer(saying(answer(b"ok"))) as peer:
        fetch.post(peer.address, b"first")  # the next one is on a kept connection
        for _ in range(2):
            with pytest.raises(Killed, match="it was killed meanwhile"):
                fetch.post(peer.address, b"second", going=going)
        peer.wait_until_ended(2)
    assert len(peer.heard) == 1 and steps == ["asked"] * 2 and peer.taken == 2


def test_going_is_left_when_the_kernel_has_the_bytes_not_when_the_answer_is_there():
    @contextmanager
    def going() -> Iterator[None]:
        steps.append("in")
        yield
        steps.append("out")
        left.set()

    def behave(connection: socket.socket, request: bytes) -> None:
        steps.append(f"heard {len(request) > 1000}")
        left.wait(10)
        steps.append("said")
        connection.sendall(answer(b"ok"))

    left = threading.Event()
    steps: list[str] = []
    with Peer(behave) as peer:
        fetch.post(peer.address, b"x" * 2000, going=going)
    assert steps[0] == "in" and sorted(steps) == ["heard True", "in", "out", "said"]
    assert steps.index("out") < steps.index("said")


def test_a_large_body_does_not_hold_going_while_nobody_reads():
    """The socket fills; the rest goes out after `going`, within the same time limit."""
    @contextmanager
    def going() -> Iterator[None]:
        yield
        held.set()

    held = threading.Event()
    body = os.urandom(1 << 20) * 16
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def read_late() -> None:
            connection = listening.accept()[0]
            with connection:
                assert held.wait(10)
                connection.sendall(answer(str(len(whole_request(connection))).encode()))

        reading = threading.Thread(target=read_late, daemon=True)
        reading.start()
        got = fetch.post(f"http://127.0.0.1:{listening.getsockname()[1]}/", body, going=going,
                         seconds=120)
        reading.join(10)
    assert int(got.body) > len(body)


def arrived(posting: fetch.Posting) -> fetch.Answer:
    """Step, as a selector would say when, until the answer is there."""
    while (got := posting.step()) is None:
        poll = select.poll()  # `select` knows no descriptor past 1024
        poll.register(posting, select.POLLIN | (select.POLLOUT if posting.unsent else 0))
        poll.poll(10_000)
    return got


def test_a_posting_is_made_step_by_step_on_a_connection_that_stands():
    with Peer(saying(answer(b"ok"))) as peer:
        assert fetch.posting(peer.address, b"x") is None  # no connection stands
        fetch.post(peer.address, b"first")
        posting = fetch.posting(peer.address, b"second", headers={"X-A": "1"})
        assert posting and len(peer.heard) == 1
        posting.send()
        got = arrived(posting)
        assert (got.status, got.body, got.address) == (200, b"ok", peer.address)
        assert headers(peer.heard[1])["x-a"] == "1"
        large = os.urandom(1 << 20) * 8
        posting = fetch.posting(peer.address, large, seconds=120)
        posting.send()
        assert arrived(posting).status == 200 and peer.heard[2].endswith(large)
        with pytest.raises(fetch.Refused):
            fetch.posting(peer.address, b"x", headers={"X": "\r\n"})
    assert peer.taken == 1


def test_a_posting_has_its_time_and_its_limits():
    def behave(connection: socket.socket, request: bytes) -> None:
        if b"hang" not in request:
            connection.sendall(answer(b"x" * (70_000 if b"huge" in request else 1)))

    with Peer(behave) as peer:
        fetch.post(peer.address, b"first")
        posting = fetch.posting(peer.address, b"hang", seconds=0.2)
        posting.send()
        assert posting.step() is None
        time.sleep(0.25)
        assert posting.ends < time.monotonic()
        with pytest.raises(fetch.Unreachable, match=r"within 0\.2 seconds"):
            posting.step()
        fetch.post(peer.address, b"again")
        posting = fetch.posting(peer.address, b"huge")
        posting.send()
        with pytest.raises(fetch.TooLarge):
            arrived(posting)


@pytest.fixture
def certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """A server's certificate for news.example, which this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = tmp_path / "certificate.pem", tmp_path / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, private)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    fetch_line.trust.cache_clear()
    yield context
    fetch_line.trust.cache_clear()


def test_a_certificate_is_verified_for_the_name_not_for_the_address(certificates):
    def here(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with Peer(saying(answer(b"ok")), certificates) as peer:
        right = f"https://news.example:{peer.port}/"
        assert fetch.get(right, resolve=here).body == b"ok"
        for _ in range(2):
            assert fetch.post(right, b"x" * 100_000, resolve=here).body == b"ok"
        posting = fetch.posting(right, b"y" * 100_000)
        posting.send()
        assert arrived(posting).body == b"ok"
        for wrong in (f"https://other.example:{peer.port}/", peer.address):
            with pytest.raises(fetch.Unreachable, match="certificate is not right"):
                fetch.get(wrong, resolve=here)
    assert len(peer.heard) == 4


def test_a_certificate_nobody_vouches_for_is_not_taken(certificates, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    fetch_line.trust.cache_clear()
    with Peer(saying(answer(b"ok")), certificates) as peer, \
            pytest.raises(fetch.Unreachable, match="certificate is not right"):
        fetch.get(f"https://news.example:{peer.port}/", resolve=lambda host, port: ["127.0.0.1"])
    assert not peer.heard


def test_the_setting_names_networks(monkeypatch):
    monkeypatch.setenv("DATELINE_FETCH_ALLOWS", "10.1.0.0/16, fd00:12::/32")
    monkeypatch.setattr(
        settings, "FETCH_ALLOWS", environment.networks("DATELINE_FETCH_ALLOWS")
    )
    allowed = [fetch_target.may_go(ipaddress.ip_address(one)) for one in (
        "10.1.2.3", "::ffff:10.1.2.3", "fd00:12::1", "10.2.0.1", "127.0.0.1",
    )]
    assert allowed == [True, True, True, False, False]
    for wrong in ("10.1.0.0/99", "here", "10.1.0.1/16"):
        monkeypatch.setenv("DATELINE_FETCH_ALLOWS", wrong)
        with pytest.raises(environment.WrongSetting, match="DATELINE_FETCH_ALLOWS"):
            environment.networks("DATELINE_FETCH_ALLOWS")
