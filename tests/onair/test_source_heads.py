"""Heads as real programs send them, and as nobody should."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.onair.source.heads import LIMIT, SHOUTCAST, BadHead, Head, parse, whole
from dateline.onair.source.signing import signed_of
from dateline.onair.source.titles import said

TITLES = [
    "Čaj – 日本", "He said \"no\" & 'yes'; 50% + 1 #2 <b>", "ž" * 300, "שלום עולם – مرحبا",
    "\u200fא\u200e",
]


def test_a_put_with_its_rest():
    head = parse(b"PUT /live?x=1 HTTP/1.1\r\nHost: h\r\nEXPECT: 100-continue\r\n"
                 b"ice-name: \xc4\x8caj\r\n\r\n\xff\xfb\r\n\r\n")
    assert (head.method, head.path, head.version) == ("PUT", "/live", "HTTP/1.1")
    assert head.query == {"x": "1"}
    assert head.headers == {"host": "h", "expect": "100-continue", "ice-name": "Čaj"}
    assert head.rest == b"\xff\xfb\r\n\r\n"


@pytest.mark.parametrize(("line", "version"), [
    (b"SOURCE /live ICE/1.0", "ICE/1.0"), (b"SOURCE /live HTTP/1.0", "HTTP/1.0"),
    (b"SOURCE hackme /live", ""), (b"GET http://me.example:80/live HTTP/1.0", "HTTP/1.0"),
    (b"\r\n\r\nPUT /l%69ve HTTP/1.1", "HTTP/1.1"),
])
def test_ways_to_begin(line: bytes, version: str):
    for end in (b"\r\n", b"\n"):
        head = parse(line + end + b"a: b" + end + end + b"rest")
        assert (head.path, head.version, head.rest) == ("/live", version, b"rest")
        assert head.headers == {"a": "b"}


def test_passwords_sent_bare():
    assert signed_of(parse(b"SOURCE hackme /live\n\n")) == ("", "hackme")
    for sent, signed in [(b"ann:secret\r\n", ("ann", "secret")),
                         (b"secret\nicy-name:x", ("", "secret")),
                         (b"ann:secret:#1\r\n", ("ann", "secret")), (b"\xc4\x8d\r\n", ("", "č"))]:
        head = parse(sent)
        assert head.version == SHOUTCAST and signed_of(head) == signed
    assert parse(b"secret\nicy-name:x").rest == b"icy-name:x"
    asked = parse(b"GET /admin.cgi?pass=ann%3Asecret&mode=updinfo&song=a+b HTTP/1.0\r\n\r\n")
    assert signed_of(asked) == ("ann", "secret") and asked.query["song"] == "a b"
    assert signed_of(parse(b"PUT /live?pass=secret HTTP/1.1\r\n\r\n")) is None


@pytest.mark.parametrize(("line", "signed"), [
    ("Basic YW5uOnNlOmNyZXQ=", ("ann", "se:cret")), ("basic  YW5uOnNlY3JldA==", ("ann", "secret")),
    ("Basic xI06xI0=", ("č", "č")), ("Basic 6Tpl", ("é", "e")), ("Basic YW5u", None),
    ("Basic %%%", None), ("Bearer YW5uOnNlY3JldA==", None), ("Basic", None), ("Basic ADow", None),
    ("Basic YW5uOnNlY3JldA==, Basic YW5uOnNlY3JldA==", None),
])
def test_basic_signs(line: str, signed: tuple[str, str] | None):
    head = parse(f"PUT /live HTTP/1.1\r\nauthorization: {line}\r\n\r\n".encode())
    assert signed_of(head) == signed


@pytest.mark.parametrize(("data", "status"), [
    (b"GET /\r\n\r\n", 400), (b"GET / HTTP/2.0\r\n\r\n", 505), (b"PRI * HTTP/2.0\r\n\r\n", 505),
    (b"get / HTTP/1.1\r\n\r\n", 400), (b"GET  / HTTP/1.1\r\n\r\n", 400),
    (b"\x16\x03\x01 \x02\r\n\r\n", 400),
    (b"GET / ICE/1.0\r\n\r\n", 400), (b"GET /\x00 HTTP/1.1\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nno\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\na: b\r\n folded\r\n\r\n", 400), (b"GET / HTTP/1.1\r\na : b\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\na: \x00\r\n\r\n", 400), (b"GET / HTTP/1.1\r\na: b", 400), (b"", 400),
    (b"GET /?" + b"a=1&" * 200 + b" HTTP/1.1\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\na: " + b"x" * LIMIT + b"\r\n\r\n", 431), (b"\x00\r\n", 400),
])
def test_bad_heads(data: bytes, status: int):
    with pytest.raises(BadHead) as bad:
        parse(data)
    assert bad.value.status == status


def test_old_programs_odd_lines_are_passed_over():
    head = parse(b"SOURCE /live ICE/1.0\nice-description: two\nlines\nice-name: x\n\n")
    assert head.headers == {"ice-description": "two", "ice-name": "x"}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("charset", ["", "utf-8", "UTF-8"])
def test_titles_come_whole(title: str, charset: str):
    from urllib.parse import quote, quote_plus

    for coded in (quote(title), quote_plus(title), quote(title, safe="")):
        query = f"/admin/metadata?mode=updinfo&song={coded}&charset={charset}"
        assert said(parse(f"GET {query} HTTP/1.0\r\n\r\n".encode()).query) == (title, "")


def test_titles_in_latin_1_and_unencoded():
    declared = b"GET /admin/metadata?title=%C4%8C&artist=%E9&charset=ISO-8859-1 HTTP/1.0\r\n\r\n"
    assert said(parse(declared).query) == ("Ä", "é"), "as declared; control characters are left out"
    mixed = b"GET /admin.cgi?song=\xc4\x8caj%20\xe9t HTTP/1.0\r\n\r\n"
    assert said(parse(mixed).query)[0] == "Ä aj ét"
    assert said(parse(b"GET /admin.cgi?song=\xc4\x8caj HTTP/1.0\r\n\r\n").query)[0] == "Čaj"
    assert said(parse(b"GET /a?song=%E9t%E9 HTTP/1.0\r\n\r\n").query)[0] == "été"
    assert said(parse(b"GET /a?song=%78&charset=unicode_escape HTTP/1.0\r\n\r\n").query)[0] == "x"
    assert said({"song": "a\r\nb\x00c", "title": ""}) == ("a b c", "")
    assert said({"song": "A - B", "title": "B", "artist": "A"}) == ("B", "A")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode).map(
    lambda noise: b"PUT /live HTTP/1.1\r\n" + noise + b"\r\n\r\n"))
def test_whatever_comes_is_a_head_or_a_bad_one(data: bytes):
    try:
        head = parse(data)
    except BadHead as bad:
        assert 400 <= bad.status <= 505
    else:
        assert whole(data) and data.endswith(head.rest)
        signed_of(head)
        said(head.query)


_NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)
_VALUES = st.from_regex(r"([!-~]([ -~]{0,20}[!-~])?)?", fullmatch=True)


@settings(max_examples=100, deadline=None)
@given(_NAMES, st.dictionaries(_NAMES, _VALUES, max_size=6), st.binary(max_size=40),
       st.integers(0, 500))
def test_what_is_written_is_read_again(mount: str, headers: dict[str, str], rest: bytes, cut: int):
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    data = f"PUT /{mount} HTTP/1.1\r\n{lines}\r\n".encode()
    expected = Head("PUT", f"/{mount}", f"/{mount}", {}, "HTTP/1.1", headers, rest)
    assert parse(data + rest) == expected
    assert whole(data) and not whole(data[:min(cut, len(data) - 2)])
    assert whole(data + rest, len(data) - 1), "found although the search goes on from the last byte"
