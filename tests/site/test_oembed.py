"""oEmbed: what another site learns of a story whose address it was given."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from cast import live
from dateline.desk import public as desk
from markup import tree
from picturing import picture

BASE = "http://localhost:8000"


def ask(reader, address, **more):
    return reader.get("/oembed?" + urlencode({"url": BASE + address} | more))


def test_a_storys_page_says_where_to_ask(house, reader, noon):
    _, done = live("Köln", at=noon, authors=("Ann Lee",), section="Über uns")
    page = tree(reader.get(done.address).text)
    (link,) = (each for each in page.iter("link")
               if each.get("type") == "application/json+oembed")
    answer = reader.get(link.get("href").removeprefix(BASE))
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    said = json.loads(answer.body)
    assert said.pop("thumbnail_url").startswith(f"{BASE}/site/card-{done.code}-")
    assert said == {
        "version": "1.0", "type": "link", "title": "Köln", "author_name": "Ann Lee",
        "author_url": f"{BASE}/author/ann-lee/", "provider_name": "Dateline",
        "provider_url": f"{BASE}/", "thumbnail_width": 1200, "thumbnail_height": 630,
    }


def test_any_address_of_a_story_is_understood(house, reader, noon):
    _, done = live("Rain", at=noon)
    for form in (done.address, f"/~{done.code}", f"/~{done.code.upper()}", f"/old/x~{done.code}",
                 f"{done.address}.json", f"{done.address}?utm=1#top"):
        assert json.loads(ask(reader, form).body)["title"] == "Rain", form


def test_the_picture_keeps_within_what_is_asked(house, reader, noon):
    _, done = live(at=noon, picture=picture(1600, 900))
    wide = json.loads(ask(reader, done.address).body)
    narrow = json.loads(ask(reader, done.address, maxwidth="800", maxheight="450").body)
    assert wide["thumbnail_width"] > narrow["thumbnail_width"] > 0
    assert narrow["thumbnail_width"] <= 800 and narrow["thumbnail_height"] <= 450
    tiny = json.loads(ask(reader, done.address, maxwidth="10").body)
    assert "thumbnail_url" not in tiny
    assert json.loads(ask(reader, done.address, maxwidth="x", maxheight="-1").body) == wide


@pytest.mark.parametrize("url", [
    "", "http://elsewhere.example/~bcdfgh", f"{BASE}/", f"{BASE}/politics/", f"{BASE}/~zzzzzzzz",
    f"{BASE}.evil.example/~x", "~", f"{BASE}/~" + "b" * 5000, f"{BASE}/[~\x00",
])
def test_what_is_no_storys_address_is_not_found(house, reader, noon, url):
    live(at=noon)
    assert reader.get("/oembed?" + urlencode({"url": url})).status == 404


def test_it_is_gone_with_the_story_at_once(house, reader, noon):
    guid, done = live(at=noon)
    assert ask(reader, done.address).status == 200
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    answer = ask(reader, done.address)
    assert answer.status == 410 and b"bridge" not in answer.body


def test_a_story_under_embargo_is_as_if_it_were_not(house, reader, noon):
    guid = desk.file_story(desk.Copy("Secret", "Politics"))
    desk.embargo(guid, noon.replace(year=2200))
    assert ask(reader, f"/politics/secret~{guid}").status == 404


def test_only_json_is_spoken_and_only_asked_for(house, reader, noon):
    _, done = live(at=noon)
    assert ask(reader, done.address, format="xml").status == 501
    assert reader.get("/oembed", method="POST").status == 405
    assert reader.get("/oembed", method="HEAD").status == 404
