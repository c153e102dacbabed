"""A `requests.Session` whose every request goes through the one guarded way out."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

import pytest
import requests
from django.conf import settings

from dateline.lib import fetch_lines
from dateline.lib.fetch_session import session
from peering import Peer, answer, headers, saying

OWN = (ipaddress.ip_network("127.0.0.0/8"),)


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "FETCH_ALLOWS", OWN)
    yield
    fetch_lines.LINES.forget()


def test_what_is_sent_and_what_comes_back():
    said = answer(b'{"a": "\xc3\xa9"}', "200 OK", "Content-Type: application/json",
                  "Set-Cookie: a=b")
    with Peer(saying(said)) as peer, session(seconds=5, most=1000) as asking:
        got = asking.get(f"{peer.address}/x?y=1", headers={"Authorization": "Bearer z"})
        assert got.json() == {"a": "é"} and got.status_code == 200
        assert got.headers["content-type"] == "application/json"
        asking.post(f"{peer.address}/t", data={"code": "a b&c"}, auth=("us", "secret"))
        assert peer.heard[0].startswith(b"GET /x?y=1 HTTP/1.1\r\n")
        assert headers(peer.heard[0])["authorization"] == "Bearer z"
        assert peer.heard[1].endswith(b"\r\n\r\ncode=a+b%26c")
        sent = headers(peer.heard[1])
        assert sent["authorization"].startswith("Basic ") and sent["content-length"] == "12"
        assert sent["content-type"] == "application/x-www-form-urlencoded"
        assert "cookie" not in sent and sent["user-agent"].startswith("Dateline/")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_follows_nobody(method):
    led = answer(b"", "302 Found", "Location: /elsewhere")
    with Peer(saying(led)) as peer, session(seconds=5, most=1000) as asking:
        with pytest.raises(requests.ConnectionError, match=r"elsewhere|redirects"):
            asking.request(method, peer.address)
        assert len(peer.heard) == 1


def test_what_is_too_much_or_not_allowed_is_told_in_words(monkeypatch):
    with Peer(saying(answer(b"x" * 2000))) as peer, session(seconds=5, most=1000) as asking:
        with pytest.raises(requests.ConnectionError):
            asking.get(peer.address)
        with pytest.raises(requests.ConnectionError, match="PUT is not sent"):
            asking.put(peer.address)
        monkeypatch.setattr(settings, "FETCH_ALLOWS", ())
        with pytest.raises(requests.ConnectionError, match="not a public address"):
            asking.get(peer.address)
        assert len(peer.heard) == 1


def test_nothing_is_taken_from_the_environment(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    with Peer(saying(answer(b"ok"))) as peer, session(seconds=5, most=1000) as asking:
        assert asking.get(peer.address).text == "ok"
