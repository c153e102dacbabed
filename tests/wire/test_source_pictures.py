"""The pictures of an item come with its story; one that cannot be had is left out."""

from __future__ import annotations

import json
from ipaddress import ip_network

import pytest
from django.conf import settings

from agency import copy, only, rss, rss_item, serving_feed, source, trusted
from dateline.desk.models import Picture, Story
from dateline.lib import clock
from dateline.wire.models import Incoming
from dateline.wire.sources import picturing
from dateline.wire.sources.consequences import carry_out_due
from dateline.wire.sources.receiving import receive
from dateline.wire.sources.taking import take
from desking import person
from drawing import drawn, file_of


def illustrated(address, *, small=""):
    """A text with a lead picture in two sizes."""
    return copy(associations={"featuremedia": {
        "type": "picture", "headline": "Ferry", "description_text": "The ferry at the quay.",
        "byline": "Ann Lee", "renditions": {
            "thumb": {"href": small or address + "?small", "mimetype": "image/jpeg", "width": 100,
                      "height": 75},
            "big": {"href": address, "mimetype": "image/jpeg", "width": 400, "height": 300},
        }}})


@pytest.fixture
def loopback(monkeypatch):
    """This newsroom allows pictures on its own machine."""
    monkeypatch.setattr(settings, "FETCH_ALLOWS", (ip_network("127.0.0.0/8"),))


def test_the_lead_picture_comes_with_the_story(house, loopback):
    with serving_feed() as server:
        server.answer(200, file_of("JPEG", drawn(400, 300)), Content_Type="image/jpeg")
        receive(source(), illustrated(server.address))
        take(only().pk, by=person("editor"))
        take(only().pk, by=person("chief editor"))
    kept = Picture.objects.get()
    assert Story.objects.get().picture == kept and list(only().pictures.values()) == [kept.pk]
    assert (kept.caption, kept.credit, kept.width) == ("The ferry at the quay.", "Ann Lee", 400)
    assert len(server.asked) == 1


def test_a_trusted_source_s_story_has_its_picture(house, loopback, noon):
    with serving_feed() as server, clock.at(noon):
        server.answer(200, file_of("JPEG", drawn(400, 300)))
        receive(trusted(), illustrated(server.address))
        carry_out_due()
    story = Story.objects.get()
    assert story.standing == "live" and story.picture is not None


@pytest.mark.parametrize(("status", "body"), [(404, b""), (200, b"<html>"), (200, b"")])
def test_a_picture_that_is_none_is_left_out(house, loopback, status, body):
    with serving_feed() as server:
        server.answer(status, body)
        receive(source(), illustrated(server.address))
        take(only().pk, by=person("editor"))
    story = Story.objects.get()
    assert story.picture is None and not Picture.objects.exists()
    assert server.address in story.note


def test_no_picture_is_fetched_from_private_networks(house, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_ALLOWS", ())
    with serving_feed() as server:
        receive(source(), illustrated(server.address))
        take(only().pk, by=person("editor"))
        assert not server.asked and Story.objects.get().picture is None


def figures(story):
    """What the body of a story is made of; of a picture, how many."""
    return [len(block.pictures) or block.kind for block in story.filing().blocks]


def album(address, count=4):
    """A text with a lead picture, one within the text twice as large, and two beside it."""
    files = {f"p{n}": f"{address}?{n}" for n in range(count)}
    return copy(
        body_xhtml=(f"<p>One.</p><figure><img src='{files['p1']}'><figcaption>Quay</figcaption>"
                    f"</figure><p>Two.</p>"),
        associations={
            "featuremedia" if n == 0 else f"editor_{n}": {
                "type": "picture", "description_text": f"Caption {n}.", "byline": f"Ann {n}",
                "body_text": f"Alt {n}", "copyrightnotice": f"Rights {n}", "renditions": {
                    "big": {"href": href, "mimetype": "image/jpeg", "width": 400, "height": 300}}}
            for n, href in enumerate(files.values())})


def test_every_picture_of_an_item_becomes_part_of_the_story(house, loopback):
    with serving_feed() as server:
        for width in (400, 410, 420, 430):
            server.answer(200, file_of("JPEG", drawn(width, 300)))
        receive(source(), album(server.address))
        take(only().pk, by=person("editor"))
    story = Story.objects.get()
    assert story.picture.caption == "Caption 0."
    assert figures(story) == ["paragraph", 1, "paragraph", 2]
    blocks = story.filing().blocks
    one = blocks[1].pictures[0]
    assert (one.caption, one.credit, one.alt) == ("Caption 1.", "Ann 1", "Alt 1")
    assert [each.caption for each in blocks[3].pictures] == ["Caption 2.", "Caption 3."]
    assert "Rights 2" in story.note and Picture.objects.count() == 4
    assert len(server.asked) == 4


def test_a_picture_that_cannot_be_had_is_left_out_with_its_reason(house, loopback):
    with serving_feed() as server:
        server.answer(200, file_of("JPEG", drawn(400, 300)))
        server.answer(200, b"<svg onload='alert(1)'/>")
        server.answer(500)
        receive(source(), album(server.address))
        take(only().pk, by=person("editor"))
    story = Story.objects.get()
    assert story.picture is not None and figures(story) == ["paragraph", "paragraph"]
    assert "it answered 500" in story.note and "?1" in story.note
    reasons = [why for why in only().pictures.values() if isinstance(why, str)]
    assert len(reasons) == 3


def test_no_more_pictures_are_brought_than_a_story_takes(house, loopback, monkeypatch):
    monkeypatch.setattr(picturing, "MOST", 2)
    monkeypatch.setattr(picturing, "MOST_BYTES", 1)
    with serving_feed() as server:
        server.answer(200, file_of("JPEG", drawn(400, 300)))
        receive(source(), album(server.address))
        take(only().pk, by=person("editor"))
        assert len(server.asked) == 1
    note = Story.objects.get().note
    assert "more than 2 pictures came with it" in note and "were too large" in note


def test_a_newer_version_keeps_the_pictures_of_the_text(house, loopback):
    with serving_feed() as server:
        for width in (400, 410, 420, 430):
            server.answer(200, file_of("JPEG", drawn(width, 300)))
        agency = source()
        receive(agency, album(server.address))
        take(only().pk, by=person("editor"))
        document = json.loads(album(server.address)) | {
            "version": "2", "headline": "Ferry stops", "versioncreated": "2026-03-02T12:00:00Z"}
        receive(agency, json.dumps(document).encode())
        carry_out_due()
        assert len(server.asked) == 4
    story = Story.objects.get()
    assert story.headline == "Ferry stops" and figures(story) == ["paragraph", 1, "paragraph", 2]


def test_pictures_stand_where_a_feed_and_nitf_have_them(house, loopback):
    with serving_feed() as server:
        server.answer(200, file_of("JPEG", drawn(400, 300)))
        server.answer(200, file_of("JPEG", drawn(410, 300)))
        text = f"<p>A crane fell.</p><img src='{server.address}?a' alt='Crane'><p>So it was.</p>"
        agency, editor = source(), person("editor")
        receive(agency, rss(rss_item(text=text, more=(
            f"<media:content url='{server.address}?b' medium='image'/>"))))
        take(only().pk, by=editor)
    story = Story.objects.get()
    assert story.picture is not None and figures(story) == ["paragraph", 1, "paragraph"]
    with serving_feed() as server:
        server.answer(200, file_of("JPEG", drawn(420, 300)))
        server.answer(200, file_of("JPEG", drawn(430, 300)))
        media = ("<media media-type='image'><media-reference source='{0}?{1}'/><media-caption>"
                 "Caption {1}</media-caption></media>")
        receive(agency, (
            "<nitf><head><title>Flood</title><docdata><doc-id id-string='n1'/></docdata></head>"
            "<body><body.content><p>Water rose.</p>" + media.format(server.address, 1)
            + "<p>It fell.</p>" + media.format(server.address, 2)
            + "</body.content></body></nitf>").encode())
        row = Incoming.objects.get(ident="n1")
        take(row.pk, by=editor)
    story = Story.objects.get(headline="Flood")
    assert story.picture.caption == "Caption 2"
    assert figures(story) == ["paragraph", 1, "paragraph"]
    assert "Caption" not in row.item["body_text"]
