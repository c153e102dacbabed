"""The public feeds of every list, as a feed reader meets them."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from cast import live, story
from dateline.delivery.public import READER, renew_store
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from dateline.formats.feedxml import written
from dateline.lib import clock
from feedrules import ATOM, CHECKS, CONTENT, DC, check_atom, check_json, check_rss, moment, parsed
from picturing import picture

BASE = "http://localhost:8000"
TYPES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
HOUR = timedelta(hours=1)


def every_list(noon) -> dict[str, str]:
    """A story in a list of every kind: where the pages of these lists are."""
    live("A bridge opens", at=noon, section="Über uns", dossiers=("Floods",), place="Rome",
         tags=(Tag("rain", "subject"), Tag("Ilya Morgunov", "person"), Tag("Iraq", "place"),
               Tag("Daesh", "organisation"), Tag("Cup", "event")), authors=("Ann Lee",))
    return {"site": "/", "section": "/%C3%BCber-uns/", "dossier": "/dossier/floods/",
            "tag": "/tag/rain/", "organisation": "/tag/daesh/", "event": "/tag/cup/",
            "person": "/person/ilya-morgunov/", "place": "/place/rome/",
            "author": "/author/ann-lee/"}


def feeds(reader, home):
    """The three feeds of a list, each held to its rules."""
    found = {}
    for name, check in CHECKS.items():
        answer = reader.get(home + name)
        assert answer.status == 200, home + name
        assert answer.headers["Content-Type"] == TYPES[name]
        found[name] = check(answer.body, BASE + home + name)
    return found


def titles(reader, home="/"):
    return [item["title"] for item in json.loads(reader.get(home + "feed.json").body)["items"]]


def test_every_list_has_three_feeds(house, reader, noon):
    for kind, home in every_list(noon).items():
        held = feeds(reader, home)
        assert [item["title"] for item in held["feed.json"]["items"]] == ["A bridge opens"], kind
        assert held["feed.json"]["home_page_url"] == BASE + home
        assert held["rss.xml"].findtext("channel/link") == BASE + home
        assert held["atom.xml"].findtext(f"{ATOM}entry/{ATOM}title") == "A bridge opens"


def test_an_entry_says_all_of_a_story(house, reader, noon):
    desk.configure(Site(name="The Post", agency="Post Agency", tagline="All the news"), at=noon)
    shown = picture(800, 600, alt="Leaving", caption="The bridge.", credit="Ann Lee")
    guid, done = live(
        "A <bridge> & more", at=noon, standfirst="It opened.", authors=("Ann Lee", "B. Writer"),
        tags=(Tag("rain", "subject"),), picture=shown, rights="© Post", language="fr",
        blocks=(Block("paragraph", "Il a dit : ]]> & <script>"),
                Block("picture", pictures=(shown,))))
    held = feeds(reader, "/")
    entry = held["atom.xml"].find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{guid}"
    assert entry.findtext(f"{ATOM}title") == "A <bridge> & more"
    assert entry.find(f"{ATOM}link").get("href") == BASE + done.address
    assert entry.findtext(f"{ATOM}published") == "2026-03-02T12:00:00Z"
    assert entry.findtext(f"{ATOM}summary") == "It opened."
    assert [name.text for name in entry.iter(f"{ATOM}name")] == ["Ann Lee", "B. Writer"]
    assert [term.get("term") for term in entry.findall(f"{ATOM}category")] == ["Politics", "rain"]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert entry.findtext(f"{ATOM}rights") == "© Post"
    item = held["rss.xml"].find("channel/item")
    assert item.findtext("pubDate") == "Mon, 02 Mar 2026 12:00:00 +0000"
    assert item.findtext(f"{DC}language") == "fr"
    assert "<p>Il a dit : ]]&gt; &amp; &lt;script&gt;</p>" in item.findtext(f"{CONTENT}encoded")
    image = held["feed.json"]["items"][0]["image"]
    assert image.startswith(f"{BASE}/pictures/") and image.endswith(".jpg")
    assert reader.get(image.removeprefix(BASE)).status == 200
    assert held["feed.json"]["title"] == "The Post"
    assert held["feed.json"]["description"] == "All the news"
    assert held["feed.json"]["authors"] == [{"name": "Post Agency"}]


def test_an_undated_story_is_not_given_a_date(house, reader, noon):
    desk.file_batch([story("Old", source="test:1")], at=noon)
    held = feeds(reader, "/")
    assert "date_published" not in held["feed.json"]["items"][0]
    assert held["atom.xml"].find(f"{ATOM}entry/{ATOM}published") is None
    assert held["rss.xml"].find("channel/item/pubDate") is None


def test_a_list_without_stories_has_valid_feeds(house, reader, noon):
    desk.add_section("Empty", at=noon)
    assert feeds(reader, "/empty/")["feed.json"]["items"] == []
    assert feeds(reader, "/")["feed.json"]["items"] == []


def test_a_correction_is_in_the_feed_at_once(house, reader, noon):
    guid, _ = live("A bridge opens", at=noon, dossiers=("Floods",))
    live("Rain", at=noon, dossiers=("Rain",))
    before = {home + name: reader.get(home + name) for home in ("/", "/dossier/floods/",
              "/dossier/rain/", "/politics/") for name in CHECKS}
    desk.correct(guid, {"blocks": (Block("paragraph", "It is shut."),)}, wrong="open",
                 right="shut", at=noon + HOUR)
    for address, old in before.items():
        new = reader.get(address, if_none_match=old.headers["ETag"])
        if address.startswith("/dossier/rain/"):
            assert new.status == 304, address
        else:
            assert new.status == 200 and new.headers["ETag"] != old.headers["ETag"], address
            assert b"It is shut." in new.body and b"The bridge is open." in old.body
            assert b"Correction" in new.body
    then, now = (check_atom(answer.body, f"{BASE}/atom.xml").findtext(
        f"{ATOM}entry[{ATOM}id='urn:uuid:{guid}']/{ATOM}updated")
        for answer in (before["/atom.xml"], reader.get("/atom.xml")))
    assert moment(now) - moment(then) == HOUR


def test_a_publication_elsewhere_leaves_a_dossiers_feed(house, reader, noon):
    live("A bridge opens", at=noon, dossiers=("Floods",))
    tags = {name: reader.get(f"/dossier/floods/{name}").headers["ETag"] for name in CHECKS}
    live("Rain", at=noon + HOUR, dossiers=("Rain",))
    for name, tag in tags.items():
        assert reader.get(f"/dossier/floods/{name}", if_none_match=tag).status == 304
    live("More rain", at=noon + 2 * HOUR, dossiers=("Floods",))
    for name, tag in tags.items():
        assert reader.get(f"/dossier/floods/{name}", if_none_match=tag).status == 200


@pytest.mark.parametrize("act", ["kill", "withdraw"])
def test_what_is_gone_is_in_no_feed(house, reader, noon, act):
    homes = every_list(noon).values()
    guid, _ = live("Nobody may read this", at=noon, dossiers=("Floods",), section="Über uns",
                   blocks=(Block("paragraph", "A secret."),))
    everywhere = [home + name for home in homes for name in CHECKS]
    assert any(b"A secret." in reader.get(address).body for address in everywhere)
    if act == "kill":
        desk.kill(guid, "Killed.", reason="Wrong.", at=noon + HOUR)
    else:
        desk.withdraw(guid, "Withdrawn.", at=noon + HOUR)
    for address in everywhere:
        body = reader.get(address).body
        assert b"A secret." not in body and b"Nobody may" not in body and guid.encode() not in body


def test_a_rename_is_in_the_feed_and_the_old_address_leads_there(house, reader, noon):
    live("A bridge opens", at=noon, dossiers=("Floods",))
    ids = check_atom(reader.get("/dossier/floods/atom.xml").body,
                     f"{BASE}/dossier/floods/atom.xml").findtext(f"{ATOM}id")
    desk.rename("dossier", "Floods", "The great floods", at=noon + HOUR)
    answer = reader.get("/dossier/floods/atom.xml")
    new = "/dossier/the-great-floods/atom.xml"
    assert (answer.status, answer.headers["Location"]) == (301, new)
    root = check_atom(reader.get(new).body, BASE + new)
    assert root.findtext(f"{ATOM}title") == "Dateline — The great floods"
    assert root.findtext(f"{ATOM}id") == ids


def test_a_renamed_sections_stories_have_their_new_addresses(house, reader, noon):
    live("A bridge opens", at=noon, dossiers=("Floods",))
    assert b"/politics/" in reader.get("/dossier/floods/feed.json").body
    desk.rename("section", "Politics", "The world", at=noon + HOUR)
    body = reader.get("/dossier/floods/feed.json").body
    assert b"/politics/" not in body and b"/the-world/a-bridge-opens~" in body


def test_editions_have_feeds_in_their_languages(house, reader, noon):
    desk.configure(Site(name="The Post", languages=("fr", "ar")), at=noon)
    live("Rain", at=noon)
    french, _ = live("Il pleut", at=noon, language="fr")
    live("المطر", at=noon, language="ar", blocks=(Block("paragraph", "نزل المطر."),))
    assert set(titles(reader)) == {"Rain", "Il pleut", "المطر"}
    assert titles(reader, "/fr/") == ["Il pleut"]
    desk.correct(french, {}, wrong="pleut", right="neige", at=noon + HOUR)
    held = feeds(reader, "/fr/")
    assert held["feed.json"]["language"] == "fr"
    assert held["feed.json"]["description"] == "Les derniers articles : The Post — français"
    arabic = feeds(reader, "/ar/")["feed.json"]
    assert arabic["title"] == "The Post — العربية" and arabic["language"] == "ar"
    assert arabic["items"][0]["content_html"].startswith('<div dir="rtl">')
    assert "أحدث" in arabic["description"]
    assert reader.get("/en/rss.xml").headers["Location"] == "/rss.xml"
    assert reader.get("/de/rss.xml").status == 404


def test_a_language_edition_changes_only_with_its_stories(house, reader, noon):
    desk.configure(Site(name="The Post", languages=("fr",)), at=noon)
    live("Il pleut", at=noon, language="fr")
    tag = reader.get("/fr/rss.xml").headers["ETag"]
    live("Rain", at=noon + HOUR)
    assert reader.get("/fr/rss.xml", if_none_match=tag).status == 304
    live("Il neige", at=noon + HOUR, language="fr")
    assert reader.get("/fr/rss.xml", if_none_match=tag).status == 200


def test_a_batch_has_a_time_of_its_own_for_each_story(house, reader, noon):
    desk.file_batch([story(f"Story {n}", source=f"test:{n}", published_at=noon) for n in range(40)],
                    at=noon)
    held = feeds(reader, "/")
    assert len(held["feed.json"]["items"]) >= 30
    times = {moment(entry.findtext(f"{ATOM}updated")).replace(microsecond=0)
             for entry in held["atom.xml"].findall(f"{ATOM}entry")}
    assert times == {noon}


@pytest.mark.parametrize("address", [
    "/nowhere/rss.xml", "/dossier/nowhere/atom.xml", "/dossier/rss.xml", "/a/b/c/rss.xml",
    "/rss.json", "/feed.xml", "/archive/rss.xml", "/rss-aaaaaa.xml", "/rss-.xml", "/~x/rss.xml",
    "/politics/rss-bcdfgh.xml", "/static/rss.xml",
])
def test_what_is_no_list_has_no_feed(house, reader, noon, address):
    live(at=noon)
    assert reader.get(address).status == 404


def test_feeds_are_small_on_the_line_and_checked_before_use(house, reader, noon):
    live(at=noon)
    for name in CHECKS:
        answer = reader.get(f"/{name}", accept_encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert reader.get(f"/{name}", method="HEAD").body == b""
        assert reader.get(f"/{name}", method="POST").status == 405


def test_a_feeds_keys_fit_into_a_header(house, reader, noon):
    """Proxies take 4 KB of headers where nobody says otherwise."""
    desk.file_batch([
        story(f"Story {n}", source=f"test:{n}", published_at=noon, authors=(f"Author {n}",),
              dossiers=(f"Dossier {n}",), place=f"Place {n}",
              tags=tuple(Tag(f"Tag {n} {m}", "subject") for m in range(9)))
        for n in range(60)
    ], at=noon)
    for name in CHECKS:
        answer = reader.get(f"/{name}")
        assert sum(len(name) + len(value) + 4 for name, value in answer.headers.items()) < 2500


def test_any_name_in_a_feed_changes_with_its_term(house, reader, noon):
    live("Rain", at=noon, tags=(Tag("rain", "subject"), Tag("Wet", "subject")),
         authors=("Ann Lee",))
    for act, (old, new) in (
        (lambda: desk.rename("author", "Ann Lee", "Anne Lee", at=noon), ("Ann Lee", "Anne Lee")),
        (lambda: desk.merge("subject", "Wet", "rain", at=noon), ("Wet", "rain")),
        (lambda: desk.rename("subject", "rain", "Rainfall", at=noon), ("rain", "Rainfall")),
    ):
        before = json.loads(reader.get("/feed.json").body)["items"][0]
        act()
        after = json.loads(reader.get("/feed.json").body)["items"][0]
        assert old in str(before) and f"'{old}'" not in str(after) and new in str(after)


@pytest.mark.parametrize("stories", [3, 70])
def test_a_first_rendering_asks_few_questions(house, reader, noon, stories):
    desk.file_batch([
        story(f"Story {n}", source=f"test:{n}", published_at=noon - timedelta(minutes=n),
              dossiers=("Floods", f"Dossier {n}"), authors=(f"Author {n}",),
              related=(f"Story {n - 1}",))
        for n in range(stories)
    ], at=noon)
    counts = {}
    with clock.at(noon + HOUR):
        for home in ("/", "/dossier/floods/", "/politics/"):
            for name in CHECKS:
                renew_store()
                with CaptureQueriesContext(connections[READER]) as captured:
                    assert reader.get(home + name).status == 200
                counts[home + name] = sum(
                    query["sql"].lstrip().startswith("SELECT") for query in captured)
    chunks = 3 * 2  # where a run is long, its stories are looked through in several steps
    assert max(counts.values()) <= 8 + chunks, counts
    assert counts["/rss.xml"] == counts["/feed.json"] == counts["/atom.xml"]


def test_the_rules_would_find_what_breaks_them(house, reader, noon):
    """Else the other tests would say nothing."""
    guid, _ = live(at=noon)
    live("Rain", at=noon)
    atom, rss = reader.get("/atom.xml").body, reader.get("/rss.xml").body
    for whole, check, old, new in (
        (atom, check_atom, b'rel="self"', b'rel="via"'),
        (atom, check_atom, b"http://localhost:8000/atom.xml", b"http://localhost:8000/other.xml"),
        (atom, check_atom, guid.encode(), b"1"),
        (rss, check_rss, b"+0000", b"UTC"),
        (rss, check_rss, b"Mon, 02", b"Tue, 02"),
        (rss, check_rss, b'isPermaLink="false"', b""),
        (rss, check_rss, b"&#x3C;p&gt;", b"&#x3C;script&gt;"),
        (rss, check_rss, b"&#x3C;p&gt;", b"&#x3C;a href='/x'&gt;"),
        (rss, check_rss, b"&#x3C;/p&gt;", b""),
        (rss, check_rss, b"&#x3C;p&gt;", b"&lt;p&gt;"),
        (rss, check_rss, b"The bridge", b"\xc2\x92The bridge"),
        (rss, check_rss, b"<description>The bridge is open.</description>", b""),
        (rss, check_rss, b"Rain</title>", b"Rain&#x3C;/b></title>"),
        (rss, check_rss, b" 2026 ", b" 1926 "),
        (atom, check_atom, b"&#x3C;p&gt;The bridge is open.&#x3C;/p&gt;", b""),
        (atom, check_atom, b"<title>Rain", b"<title>&#x3C;/b>"),
        (atom, check_atom, b'xml:lang="en"', b'xml:lang="english"'),
        (atom, check_atom, b"<published>2026", b"<published>2046"),
    ):
        assert old in whole
        with pytest.raises((AssertionError, KeyError)):
            check(whole.replace(old, new), f"{BASE}/{'rss' if check is check_rss else 'atom'}.xml")
    twice = parsed(rss)
    twice[0].append(deepcopy(twice.findall("channel/item")[0]))
    with pytest.raises(AssertionError, match="guid"):
        check_rss(written(twice), f"{BASE}/rss.xml")
    with pytest.raises((AssertionError, KeyError)):
        check_json(b'{"version": "https://jsonfeed.org/version/1"}', BASE)
