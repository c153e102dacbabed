"""The picture that stands for a page elsewhere: drawn where the story has none."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Block, Site
from markup import metas, tree
from picturing import picture

BASE = "http://localhost:8000"


def card_of(reader, address):
    """The address of the picture in a page's head."""
    return metas(tree(reader.get(address).text))["og:image"].removeprefix(BASE)


def image(answer):
    assert answer.status == 200 and answer.headers["Content-Type"] == "image/png"
    return Image.open(BytesIO(answer.body))


def test_a_story_without_a_picture_has_a_card_of_1200_by_630(house, reader, noon):
    _, done = live("Rain", at=noon)
    address = card_of(reader, done.address)
    assert address.startswith(f"/site/card-{done.code}-")
    answer = reader.get(address)
    assert image(answer).size == (1200, 630)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert len(answer.body) < 60_000
    again = reader.get(address, if_none_match=answer.headers["ETag"])
    assert (again.status, again.headers["Cache-Control"]) == (304, "public, max-age=3600")


@pytest.mark.parametrize("inside", [False, True])
def test_a_story_with_a_picture_shows_it(house, reader, noon, inside):
    shown = picture(1200, 800)
    blocks = (Block("picture", pictures=(shown,)),) if inside else ()
    _, done = live(at=noon, picture=None if inside else shown, blocks=blocks)
    head = metas(tree(reader.get(done.address).text))
    assert head["og:image"].startswith(f"{BASE}/pictures/")
    assert (head["og:image:width"], head["og:image:alt"]) == ("1200", "A bridge")


def test_what_a_card_says_decides_its_address(house, reader, noon):
    guid, done = live("Rain", at=noon)
    seen = [card_of(reader, done.address)]
    changes = (
        lambda: desk.update(guid, {"headline": "More rain"}, at=noon + timedelta(hours=1)),
        lambda: desk.rename("section", "Politics", "Power", at=noon),
        lambda: desk.configure(Site(name="The Day"), at=noon),
        lambda: desk.configure(Site(name="The Day", accent="#7d0b4f"), at=noon),
    )
    for change in changes:
        change()
        done_at = reader.get(f"/~{done.code}").headers["Location"].removeprefix(BASE)
        seen.append(card_of(reader, done_at))
        assert reader.get(seen[-2]).status == 404
        assert image(reader.get(seen[-1])).size == (1200, 630)
    assert len(set(seen)) == len(seen)


def test_another_text_is_another_picture(house, reader, noon):
    bodies = {
        reader.get(card_of(reader, live(headline, at=noon)[1].address)).body
        for headline in ("Rain", "Snow", "العبّارات تبحر من جديد", "文字がありません")
    }
    assert len(bodies) == 4


def test_what_no_font_can_set_gives_a_card_without_the_headline(house, reader, noon):
    one, other = (live(text, at=noon)[1] for text in ("\U00012000\U00012001", "\U00012002"))
    pictures = {reader.get(card_of(reader, done.address)).body for done in (one, other)}
    assert len(pictures) == 1


@pytest.mark.parametrize(("act", "status"), [("kill", 410), ("withdraw", 410), ("erase", 410)])
def test_a_card_is_gone_with_its_story(house, reader, noon, act, status):
    guid, done = live("Rain", at=noon)
    address = card_of(reader, done.address)
    assert reader.get(address).status == 200
    said = {"kill": ("Killed.",), "withdraw": ("Withdrawn.",), "erase": ("Erased.",)}[act]
    more = {"reason": "Wrong."} if act == "kill" else {}
    getattr(desk, act)(guid, *said, **more, at=noon)
    answer = reader.get(address)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", [
    "/site/card-bcdfgh-000000000000000000000000.png",
    "/site/card-site-000000000000000000000000.png",
])
def test_no_other_address_has_a_card(house, reader, noon, address):
    _, done = live("Rain", at=noon)
    assert reader.get(address).status == 404
    assert reader.get(address.replace("bcdfgh", done.code)).status == 404


def test_pages_of_no_one_story_have_the_newsrooms_card(house, reader, noon):
    live("Rain", at=noon)
    logo = BytesIO()
    Image.new("RGBA", (300, 90), (10, 60, 90, 255)).save(logo, "PNG")
    bare = card_of(reader, "/")
    desk.configure(Site(name="The Day", tagline="News"), logo=logo.getvalue(), at=noon)
    address = card_of(reader, "/")
    assert address != bare and reader.get(bare).status == 404
    found = image(reader.get(address)).convert("RGB")
    assert found.getpixel((80, 60)) == (10, 60, 90), "the logo stands on it"
    assert {card_of(reader, page) for page in ("/politics/", "/about/", "/")} == {address}
