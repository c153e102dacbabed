"""`dateline export --as wxr`, read as WordPress' own importer reads it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from cast import filed, live
from dateline.archive.public import leave
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.discussion.public import comments_exported
from dateline.site.public import news_item
from picturing import picture

WP = "{http://wordpress.org/export/1.2/}"
EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}"


def _channel(folder: Path, noon) -> Any:
    told = leave(folder, "wxr", item_of=news_item, comments=comments_exported, at=noon)
    assert told.missing == ()
    return etree.parse(str(folder / "wordpress.xml")).getroot().find("channel")


def _newsroom(noon) -> None:
    shown, below = picture(320, 200, alt="A mill"), picture(330, 210, caption="The weir.")
    tags = (Tag("Kasese", "place"), Tag("Mills & weirs", "subject"))
    usual = {"blocks": (Block("paragraph", "It is open."), Block("picture", pictures=(below,)))}
    live("First", at=noon, picture=shown, authors=("Ann Lee",), tags=tags, **usual)
    live("Second", at=noon, picture=shown, authors=("Ben Obi", "Ann Lee"), tags=tags[:1],
         dossiers=("Floods",), section="World", **usual)
    desk.publish(desk.file_story(desk.Copy("Undated", section="World"), backfile=True), at=noon)
    guid, _ = live("xyzzykilled", at=noon, authors=("Xyzzy",), tags=(Tag("xyzzytag", "subject"),))
    desk.kill(guid, "Gone.", reason="False.", at=noon + timedelta(hours=1))
    filed("xyzzydraft", tags=(Tag("xyzzydrafttag", "subject"),))


def test_what_posts_name_is_declared(house, noon, tmp_path):
    _newsroom(noon)
    channel = _channel(tmp_path / "out", noon)
    order = [each.tag.replace(WP, "wp:") for each in channel]
    for first, then in (("wp:base_blog_url", "wp:author"), ("wp:author", "wp:category"),
                        ("wp:category", "wp:tag"), ("wp:tag", "item")):
        assert order.index(then) > len(order) - 1 - order[::-1].index(first)
    logins = [each.findtext(f"{WP}author_login") for each in channel.iter(f"{WP}author")]
    assert len(set(logins)) == len(logins) == 2 and all(logins)
    used = {each.text for each in channel.iter("{*}creator") if each.text}
    assert used == set(logins)
    declared = {
        **{("category", each.findtext(f"{WP}category_nicename")): each.findtext(f"{WP}cat_name")
           for each in channel.iter(f"{WP}category")},
        **{("post_tag", each.findtext(f"{WP}tag_slug")): each.findtext(f"{WP}tag_name")
           for each in channel.iter(f"{WP}tag")}}
    named = {(each.get("domain"), each.get("nicename")): each.text
             for each in channel.iter("category")}
    assert declared == named and set(named.values()) == {
        "Politics", "World", "Kasese", "Mills & weirs", "Floods"}
    assert "xyzzy" not in (tmp_path / "out/wordpress.xml").read_text().lower()


def test_every_picture_is_an_attachment_once_before_who_shows_it(house, noon, tmp_path):
    _newsroom(noon)
    channel = _channel(tmp_path / "out", noon)
    seen, addresses = set(), []
    for item in channel.iter("item"):
        number, kind = item.findtext(f"{WP}post_id"), item.findtext(f"{WP}post_type")
        assert number not in seen
        assert item.find("guid").get("isPermaLink") == "false" and item.findtext("guid")
        meta = {each.findtext(f"{WP}meta_key"): each.findtext(f"{WP}meta_value")
                for each in item.iter(f"{WP}postmeta")}
        if kind == "attachment":
            addresses.append(item.findtext(f"{WP}attachment_url"))
            assert item.findtext(f"{WP}post_date").startswith("2026-03-02")  # its folder there
            assert meta["_wp_attachment_image_alt"] in ("A mill", "A bridge")
            assert "Ann Lee / Dateline" in item.findtext(f"{EXCERPT}encoded")
        else:
            body = item.findtext("{*}encoded")
            assert all(f'"{one}"' not in body or one in addresses for one in addresses)
            assert body.count("<img") == sum(f'"{one}"' in body for one in addresses)
            assert "_thumbnail_id" not in meta or meta["_thumbnail_id"] in seen
        seen.add(number)
    assert len(addresses) == len(set(addresses)) == 2
    assert {path.name for path in (tmp_path / "out/pictures").iterdir()} == {
        one.rpartition("/")[2] for one in addresses}
