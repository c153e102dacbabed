"""Bodies however they are wrapped and cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.onair.source.bodies import BadBody, Chunked, Counted, Endless, body_of
from dateline.onair.source.heads import Head
from dateline.onair.source.refusing import Refused


def _body(**headers: str):
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return body_of(Head("PUT", "/live", "/live", {}, "HTTP/1.1", said))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=50), max_size=8),
       st.lists(st.integers(1, 20), min_size=1),
       st.sampled_from([b"", b";a=b", b" "]), st.sampled_from([b"\r\n", b"\n"]))
def test_chunks_cut_anywhere(chunks: list[bytes], cuts: list[int], extension: bytes, end: bytes):
    wire = b"".join(b"%X" % len(chunk) + extension + end + chunk + end for chunk in chunks)
    wire += b"0" + end + b"trailer: x" + end + end
    body, sound, at, turn = Chunked(), b"", 0, 0
    while at < len(wire):
        assert not body.over
        step = cuts[turn % len(cuts)]
        sound += body.take(wire[at:at + step])
        at, turn = at + step, turn + 1
    assert sound == b"".join(chunks) and body.over


@pytest.mark.parametrize("wire", [
    b"x\r\n", b"-1\r\n", b"\r\n", b"1\r\nab\r\n", b"FFFFFFFFF\r\n",
    b"0x1\r\na\r\n", b"1;" + b"e" * 2000,
    b"0\r\n" + b"a: b\r\n" * 200, b"1_0\r\n", b"+1\r\na\r\n",
])
def test_broken_chunks(wire: bytes):
    with pytest.raises(BadBody):
        Chunked().take(wire)


def test_what_the_headers_say():
    assert isinstance(_body(), Endless) and isinstance(_body(transfer_encoding="identity"), Endless)
    counted = _body(content_length="5")
    assert isinstance(counted, Counted) and counted.take(b"abc") == b"abc" and not counted.over
    assert counted.take(b"defg") == b"de" and counted.over
    for headers, status in [({"content_length": "5, 5"}, 400), ({"content_length": "-1"}, 400),
                            ({"content_length": "1", "transfer_encoding": "chunked"}, 400),
                            ({"transfer_encoding": "gzip, chunked"}, 501)]:
        with pytest.raises(Refused) as no:
            _body(**headers)
        assert no.value.status == status
