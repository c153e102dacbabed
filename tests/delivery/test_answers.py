"""HTTP around stored pages: validators, HEAD, gzip, queries, methods, and the one page of 404."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings

from cast import live
from dateline.delivery.machine import shelf
from dateline.desk import public as desk


@pytest.fixture
def address(house, noon):
    return live(at=noon, dossiers=("Floods",))[1].address


def stored_addresses() -> list[str]:
    return sorted(shelf().store().addresses())


def test_django_and_the_front_answer_alike(address, reader):
    for at in ("/", address, address + ".json", "/~" + address[-6:], "/nowhere/", "/about/"):
        rendered, kept = reader.get(at), reader.get(at)
        assert (rendered.status, rendered.body) == (kept.status, kept.body)
        assert rendered.headers == kept.headers, at


def test_django_and_the_front_answer_alike_to_who_has_it_already(address, reader, noon):
    etag = reader.get("/about/").headers["ETag"]
    shelf().renew()
    rendered = reader.get("/about/", if_none_match=etag)
    kept = reader.get("/about/", if_none_match=etag)
    assert (rendered.status, kept.status) == (304, 304)
    assert rendered.headers == kept.headers


def test_not_modified_has_no_body_and_says_nothing_of_its_length(address, reader):
    etag = reader.get(address).headers["ETag"]
    for given in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = reader.get(address, if_none_match=given)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["ETag"] == etag
        assert "Content-Length" not in answer.headers
    for given in ("", '"other"', etag.strip('"')):
        assert reader.get(address, if_none_match=given).status == 200


def test_the_tag_changes_with_the_page_and_with_its_fragments(address, reader, noon):
    first = reader.get(address).headers["ETag"]
    live("Another", at=noon, dossiers=("Floods",))
    second = reader.get(address).headers["ETag"]
    assert first != second
    assert reader.get(address, if_none_match=first).status == 200
    assert reader.get(address, if_none_match=second).status == 304


def test_head_says_what_get_would(address, reader):
    for at in ("/", address, address + ".json", "/nowhere/", "/~" + address[-6:]):
        head, get = reader.get(at, "HEAD"), reader.get(at)
        assert (head.status, head.body) == (get.status, b"")
        assert head.headers == get.headers
    assert head.headers["Content-Length"] == str(len(get.body))


def test_gzip_where_it_is_taken(address, reader):
    plain = reader.get(address)
    for accepted in ("gzip", "br;q=1.0, GZIP;q=0.5", "*", "deflate, *;q=0.1"):
        answer = reader.get(address, accept_encoding=accepted)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert gzip.decompress(answer.body) == plain.body
        assert answer.headers["ETag"] != plain.headers["ETag"]
        assert "Accept-Encoding" in answer.headers["Vary"]
    for accepted in ("", "br", "gzip;q=0", "gzip;q=0.000, *", "identity"):
        answer = reader.get(address, accept_encoding=accepted)
        assert "Content-Encoding" not in answer.headers
        assert answer.body == plain.body
    tag = reader.get(address, accept_encoding="gzip").headers["ETag"]
    assert reader.get(address, accept_encoding="gzip", if_none_match=tag).status == 304
    assert reader.get(address, if_none_match=tag).status == 200


def test_unknown_query_parameters_are_nothing(address, reader):
    plain = {at: reader.get(at) for at in ("/", address, "/dossier/floods/", "/about/")}
    held = stored_addresses()
    for at, answer in plain.items():
        for query in ("utm_source=x", "before=", "x=" + "y" * 5000, "&&=&", "%ff=%00", "a=1&b"):
            assert reader.get(f"{at}?{query}") == answer, query
    assert reader.get(f"{address}?before=zzzzzz") == plain[address]
    assert stored_addresses() == held


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_pages_are_only_read(method, address, reader):
    for at in ("/", address, "/dossier/floods/", "/~" + address[-6:], "/nowhere/"):
        answer = reader.get(at, method)
        assert answer.status == 405, at
        assert answer.headers["Allow"] == "GET, HEAD"


def test_all_unknown_addresses_share_one_stored_page(address, reader):
    before = set(stored_addresses())
    first = reader.get("/nowhere/")
    unknown = ("/~aaaaaa", "/politics/x~222222", "/dossier/none/", "/tags/", "/a/b/c", "/%00",
               "/%ff", "/dossier/floods/?before=222222", "/.well-known/x", "/~" + address[-6:-1],
               "/politics/a%20bridge~", "/%0A", "/~missing", "/~fragment:[]", "/x" * 900)
    for at in unknown:
        answer = reader.get(at)
        assert (answer.status, answer.body) == (404, first.body), at
        assert answer.headers["ETag"] == first.headers["ETag"]
    pages = {at for at in stored_addresses() if not at.startswith("~fragment")}
    assert pages - before == {"~missing"}


def test_an_unknown_address_becomes_known_at_the_next_request(house, reader, noon):
    guid = desk.file_story(desk.Copy("A bridge opens", "Politics", dossiers=("Floods",)))
    assert reader.get("/dossier/floods/").status == reader.get("/politics/").status == 404
    done = desk.publish(guid, at=noon)
    for at in ("/dossier/floods/", "/politics/", done.address, f"/~{done.code}"):
        assert reader.get(at).status in (200, 301)


def test_what_is_gone_is_stored_for_each_address(address, reader, noon):
    desk.kill(desk.find(code=address[-6:]).guid, "Killed.", reason="Wrong.", at=noon)
    for at in (address, "/~" + address[-6:], address + ".json", f"/~{address[-6:]}.svg"):
        assert reader.get(at).status == 410
        assert at in stored_addresses()
        assert reader.get(at, if_none_match=reader.get(at).headers["ETag"]).status == 410


def test_invented_addresses_that_lead_to_a_story_fill_nothing(house, reader, noon, monkeypatch):
    monkeypatch.setattr(settings, "STORE", house.data / "small")
    monkeypatch.setattr(settings, "STORE_BYTES", 2 * 1024**2)
    guid, done = live(at=noon)
    assert reader.get(done.address).status == 200
    most = shelf().store().most_odd
    for number in range(4 * most):
        assert reader.get(f"/invented-{number}~{done.code}").status == 301
    invented = [at for at in stored_addresses() if "invented" in at]
    assert len(invented) <= most
    assert done.address in stored_addresses()
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    for number in range(4 * most):
        assert reader.get(f"/again-{number}~{done.code}").status == 410
    assert len([at for at in stored_addresses() if "again" in at]) <= most
