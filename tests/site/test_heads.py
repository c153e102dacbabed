"""What else stands in a page's head: Open Graph, icons, the manifest, colours, what robots may."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cast import live
from dateline import theme
from dateline.desk import public as desk
from dateline.desk.public import Site, Tag
from dateline.theme.colours import ACCENT, DARK, INK, LIGHT
from markup import head_links, metas, tree

BASE = "http://localhost:8000"


def head(reader, address):
    page = tree(reader.get(address).text)
    return page, metas(page)


def test_a_story_is_told_to_those_who_show_cards(house, reader, noon):
    _, done = live("Rain & wind", at=noon, standfirst="It <rains>.", authors=("Ann Lee",),
                   tags=(Tag("Iraq", "place"),), language="pt-BR")
    _, found = head(reader, done.address)
    told = {name: value for name, value in found.items()
            if name.startswith(("og:", "article:", "twitter:")) and "image" not in name}
    assert told == {
        "og:site_name": "Dateline", "og:title": "Rain & wind", "og:description": "It <rains>.",
        "og:url": BASE + done.address, "og:type": "article", "og:locale": "pt_BR",
        "article:published_time": "2026-03-02T12:00:00Z",
        "article:modified_time": "2026-03-02T12:00:00Z", "article:section": "Politics",
        "article:author": f"{BASE}/author/ann-lee/", "article:tag": "Iraq",
        "twitter:card": "summary_large_image",
    }
    assert found["description"] == "It <rains>."


def test_a_language_without_a_country_is_given_none(house, reader, noon):
    assert "og:locale" not in head(reader, live(at=noon)[1].address)[1]


@pytest.mark.parametrize(("address", "title"), [
    ("/", "Dateline"), ("/politics/", "Politics"), ("/about/", "Dateline"),
    ("/imprint/", "Imprint"), ("/community-standards/", "Dateline"),
])
def test_every_other_page_has_its_address_and_a_card(house, reader, noon, address, title):
    live(at=noon)
    desk.configure(Site(imprint=("A street",)), at=noon)
    page, found = head(reader, address)
    assert head_links(page)["canonical"] == found["og:url"] == BASE + address
    assert (found["og:type"], found["og:title"]) == ("website", title)
    assert found["robots"] == "max-image-preview:large"


def test_what_is_gone_or_never_was_is_not_to_be_found(house, reader, noon):
    guid, done = live(at=noon)
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    for address in (done.address, "/nothing-here"):
        page, found = head(reader, address)
        assert found["robots"] == "noindex"
        assert "canonical" not in head_links(page)
        assert not any(name.startswith("og:") for name in found)
        assert "ld+json" not in reader.get(address).text


def test_the_browsers_frame_has_the_papers_colour(house, reader):
    page, _ = head(reader, "/")
    colours = {meta.get("media"): meta.get("content") for meta in page.iter("meta")
               if meta.get("name") == "theme-color"}
    assert colours == {"(prefers-color-scheme: light)": LIGHT["paper"],
                       "(prefers-color-scheme: dark)": DARK["paper"]}


def test_what_is_drawn_has_the_sheets_own_accent_and_ink():
    sheet = (Path(theme.__file__).parent / "static" / "theme" / "site.css").read_text()
    own = dict(re.findall(r"--(accent-light|ink): (#[0-9a-f]{6})", sheet.partition("@media")[0]))
    assert own == {"accent-light": ACCENT, "ink": INK}


def icons(page):
    return [link.get("href") for link in page.iter("link")
            if link.get("rel") in ("icon", "apple-touch-icon")]


def test_the_icons_are_drawn_in_the_accent(house, reader, noon):
    svg, png = icons(head(reader, "/")[0])
    assert reader.get(svg).status == reader.get(png).status == 200
    desk.configure(Site(accent="#7d0b4f"), at=noon)
    assert reader.get(svg).status == reader.get(png).status == 404
    svg, png = icons(head(reader, "/")[0])
    answer = reader.get(svg)
    assert answer.headers["Content-Type"] == "image/svg+xml" and "#7d0b4f" in answer.text
    drawn = Image.open(BytesIO(reader.get(png).body)).convert("RGB")
    assert (drawn.size, drawn.getpixel((5, 5))) == ((180, 180), (0x7D, 0x0B, 0x4F))
    assert reader.get(png.replace("180", "181")).status == 404


def test_the_manifest_is_the_newsrooms(house, reader, noon):
    desk.configure(Site(name="اليوم", tagline="News", language="ar", accent="#7d0b4f"), at=noon)
    page, _ = head(reader, "/")
    (address,) = (link.get("href") for link in page.iter("link") if link.get("rel") == "manifest")
    answer = reader.get(address)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert "manifest-src 'self'" in answer.headers["Content-Security-Policy"]
    said = json.loads(answer.body)
    assert (said["name"], said["lang"], said["dir"], said["theme_color"]) == (
        "اليوم", "ar", "rtl", "#7d0b4f"
    )
    for icon in said["icons"]:
        assert reader.get(icon["src"]).headers["Content-Type"] == icon["type"]
        if icon["sizes"] != "any":
            found = Image.open(BytesIO(reader.get(icon["src"]).body))
            assert f"{found.width}x{found.height}" == icon["sizes"]


def languages(page):
    """The head's alternates by language; the links of the page are not among them."""
    found = {link.get("hreflang"): link.get("href") for link in page.iter("link")}
    return {language: href for language, href in found.items() if language}


def test_translations_name_each_other_and_the_original_for_all_others(house, reader, noon):
    guid, english = live("Rain", at=noon)
    second, french = live("Pluie", at=noon, language="fr", translation_of=guid)
    _, arabic = live("مطر", at=noon, language="ar", translation_of=guid)
    expected = {
        "en": BASE + english.address, "fr": BASE + french.address, "ar": BASE + arabic.address,
        "x-default": BASE + english.address,
    }
    for done in (english, french, arabic):
        assert languages(head(reader, done.address)[0]) == expected
    desk.withdraw(second, "Withdrawn.", at=noon)
    del expected["fr"]
    assert languages(head(reader, arabic.address)[0]) == expected
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    assert languages(head(reader, arabic.address)[0]) == {}
    desk.publish(second, at=noon)
    assert languages(head(reader, arabic.address)[0]).keys() == {"ar", "fr"}


def test_the_editions_name_each_other(house, reader, noon):
    live(at=noon)
    desk.configure(Site(languages=("fr",)), at=noon)
    for address in ("/", "/fr/"):
        assert languages(head(reader, address)[0]) == {
            "en": f"{BASE}/", "fr": f"{BASE}/fr/", "x-default": f"{BASE}/"
        }
    assert head_links(head(reader, "/fr/")[0])["canonical"] == f"{BASE}/fr/"


def test_a_page_of_the_past_is_not_to_be_found_and_tells_of_now(house, reader, noon):
    desk.configure(Site(accent="#7d0b4f"), at=noon)
    _, done = live(at=noon)
    desk.configure(Site(accent="#1d4f6e"), at=noon.replace(hour=14))
    for address in ("/", "/politics/", done.address):
        page, found = head(reader, f"{address}?at=2026-03-02T13:00Z")
        assert found["robots"] == "noindex"
        assert head_links(page)["canonical"] == BASE + address
        assert not any(name.startswith(("og:", "twitter:")) for name in found)
        assert "ld+json" not in reader.get(f"{address}?at=2026-03-02T13:00Z").text
        assert [reader.get(icon).status for icon in icons(page)] == [200, 200]
