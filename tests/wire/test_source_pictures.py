"""The lead picture of an item comes with its story; one that cannot be had is left out."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.conf import settings

from agency import copy, only, serving_feed, source, trusted
from dateline.desk.models import Picture, Story
from dateline.lib import clock
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
    assert Story.objects.get().picture == kept and only().picture == kept.pk
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
