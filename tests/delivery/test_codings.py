"""Content codings: what a reader takes, and brotli for what is asked for often."""

from __future__ import annotations

import time

import brotli
import pytest
from django.conf import settings

from cast import live
from dateline.delivery.answering import HOT
from dateline.delivery.codings import codings_for
from dateline.delivery.memory import memory
from dateline.delivery.public import fresh

BROWSER = "gzip, deflate, br, zstd"


@pytest.mark.parametrize(("accepted", "codings"), [
    ("", ("",)),
    ("identity", ("",)),
    ("gzip", ("gzip", "")),
    ("x-gzip", ("gzip", "")),
    ("br", ("br", "")),
    (BROWSER, ("br", "gzip", "")),
    ("*", ("br", "gzip", "")),
    ("GZIP; Q=0.8 , BR;q=0.9", ("br", "gzip", "")),
    ("gzip;q=0.9,br;q=0.8", ("gzip", "br", "")),
    ("gzip;q=0", ("",)),
    ("gzip;q=0.000, *", ("br", "")),
    ("br;q=0, *;q=0.1", ("gzip", "")),
    ("gzip;q=0.5, identity;q=0.9", ("", "gzip")),
    ("identity;q=0, gzip", ("gzip",)),
    ("gzip, *;q=0", ("gzip",)),
    ("br, *;q=0", ("br", "")),  # brotli is not ready at once, and something must be sent
    ("identity;q=0", ("",)),
    ("deflate, zstd", ("",)),
    ("gzip;q=x", ("gzip", "")),
    (",;q=1,gzip;level=3;q=0.2,", ("gzip", "")),
])
def test_what_a_reader_takes(accepted, codings):
    """RFC 9110 12.5.3."""
    assert codings_for(accepted) == codings


@pytest.fixture
def hot(house, noon, reader):
    """A live story that has been asked for so often that brotli is there."""
    guid, done = live(at=noon, dossiers=("Floods",))
    warm(reader, done.address)
    return guid, done.address


def warm(reader, address):
    """Ask until brotli comes."""
    for asked in range(1000):
        answer = reader.get(address, accept_encoding=BROWSER)
        if answer.headers["Content-Encoding"] == "br":
            assert asked >= HOT
            return
        assert answer.headers["Content-Encoding"] == "gzip"
        if asked > HOT:
            time.sleep(0.01)  # it is made by another thread
    raise AssertionError("no brotli came")


def test_what_is_hot_goes_out_as_brotli_with_a_tag_of_its_own(hot, reader):
    _, address = hot
    answers = {coding: reader.get(address, accept_encoding=coding) for coding in ("", "gzip", "br")}
    assert brotli.decompress(answers["br"].body) == answers[""].body == fresh(address).body
    assert len(answers["br"].body) < len(answers["gzip"].body)
    assert answers["br"].headers["Content-Length"] == str(len(answers["br"].body))
    assert len({answer.headers["ETag"] for answer in answers.values()}) == 3
    assert all(answer.headers["Vary"] == "Accept-Encoding" for answer in answers.values())
    head = reader.get(address, "HEAD", accept_encoding=BROWSER)
    assert (head.headers, head.body) == (answers["br"].headers, b"")


def test_who_has_the_page_in_any_coding_he_takes_has_it(hot, reader):
    _, address = hot
    tags = {coding: reader.get(address, accept_encoding=coding).headers["ETag"]
            for coding in ("", "gzip", "br")}
    for tag in tags.values():
        answer = reader.get(address, accept_encoding=BROWSER, if_none_match=tag)
        assert (answer.status, answer.headers["ETag"], answer.body) == (304, tag, b"")
    for accepted, tag in (("gzip", tags["br"]), ("", tags["gzip"]), ("br", tags["gzip"]),
                          ("gzip, identity;q=0", tags[""])):
        assert reader.get(address, accept_encoding=accepted, if_none_match=tag).status == 200


def test_a_publication_takes_the_brotli_along(hot, reader, noon):
    _, address = hot
    live("Another", at=noon, dossiers=("Floods",))
    answer = reader.get(address, accept_encoding=BROWSER)
    assert answer.headers["Content-Encoding"] == "gzip"
    warm(reader, address)
    again = reader.get(address, accept_encoding="br")
    assert brotli.decompress(again.body) == fresh(address).body
    assert b"(2)" in brotli.decompress(again.body)


def test_an_empty_body_takes_no_coding(house, noon, reader):
    _, done = live(at=noon)
    for _ in range(2 * HOT):
        answer = reader.get(f"/~{done.code}", accept_encoding=BROWSER)
    assert answer.status == 301
    assert "Content-Encoding" not in answer.headers


def test_brotli_counts_to_what_memory_may_take(hot, reader):
    mine = memory()
    assert mine.size == sum(kept.size for kept in mine._kept.values())
    bodies = sum(len(answer.body) for kept in mine._kept.values()
                 for answer in kept.ready.answers.values())
    assert bodies < mine.size


def test_where_memory_is_full_only_what_is_asked_for_again_comes_in(
    house, noon, reader, monkeypatch
):
    monkeypatch.setattr(settings, "STORE", house.data / "elsewhere")
    monkeypatch.setattr(settings, "MEMORY_BYTES", 60_000)
    done = [live(f"Story {n}", at=noon)[1].address for n in range(30)]
    mine, rounds = memory(), []
    for _ in range(4):
        for address in done:
            reader.get(address)
        rounds.append(set(mine._kept) & set(done))
    first = next(held for held in rounds if held)
    assert 2 < len(first) < 10
    assert first == set(done[: len(first)]), "the others passed by once"
    assert rounds[-1] != first, "and came in when they were asked for again"
