"""Where a reader, and a feed reader, finds the feeds."""

from __future__ import annotations

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Site, Tag
from markup import links, said, tree

TYPES = ["application/rss+xml", "application/atom+xml", "application/feed+json"]


def offered(page):
    return [(link.get("type"), link.get("href"), link.get("title"))
            for link in page.iter("link")
            if link.get("rel") == "alternate" and link.get("type") in TYPES]


def test_every_list_leads_to_its_own_feeds(house, reader, noon):
    live(at=noon, section="Über uns", dossiers=("Floods",), authors=("Ann Lee",), place="Rome",
         tags=(Tag("rain", "subject"),))
    for home, name in (("/", "Dateline"), ("/%C3%BCber-uns/", "Über uns — Dateline"),
                       ("/dossier/floods/", "Floods — Dateline"), ("/author/ann-lee/", None),
                       ("/tag/rain/", None), ("/place/rome/", None)):
        found = offered(tree(reader.get(home).text))
        assert [kind for kind, _at, _title in found] == TYPES
        assert [at for _kind, at, _title in found] == [
            f"{home}rss.xml", f"{home}atom.xml", f"{home}feed.json"]
        assert all(reader.get(at).status == 200 for _kind, at, _title in found)
        if name:
            assert found[0][2] == f"{name} (RSS)"


def test_other_pages_lead_to_the_feeds_of_all_stories(house, reader, noon):
    _, done = live(at=noon)
    for address in (done.address, "/about/", "/archive/"):
        assert [at for _kind, at, _title in offered(tree(reader.get(address).text))] == [
            "/rss.xml", "/atom.xml", "/feed.json"]


def test_an_edition_leads_to_the_feeds_in_its_language(house, reader, noon):
    desk.configure(Site(name="Post", languages=("fr",)), at=noon)
    live("Il pleut", at=noon, language="fr")
    found = offered(tree(reader.get("/fr/").text))
    assert [at for _kind, at, _title in found] == ["/fr/rss.xml", "/fr/atom.xml", "/fr/feed.json"]


def test_a_page_of_the_past_leads_to_no_feed(house, reader, noon):
    live(at=noon)
    assert offered(tree(reader.get("/politics/?at=2026-03-03").text)) == []


def test_the_page_of_the_feeds_lists_them(house, reader, noon):
    desk.configure(Site(name="Post", languages=("fr", "ar")), at=noon)
    live(at=noon, dossiers=("Floods",))
    page = tree(reader.get("/feeds/").text)
    assert said(page.find(".//h1")) == "Feeds"
    rows = {said(row.find("a")): [a.get("href") for a in row.findall("a")]
            for row in page.iter("li") if row.find("a") is not None and len(row.findall("a")) == 4}
    assert {name: found[0] for name, found in rows.items()} == {
        "Post": "/", "français": "/fr/", "العربية": "/ar/", "Politics": "/politics/",
        "Floods": "/dossier/floods/"}
    for home, *feeds in rows.values():
        assert feeds == [f"{home}rss.xml", f"{home}atom.xml", f"{home}feed.json"]
        assert all(reader.get(at).status == 200 for at in feeds)
    assert links(tree(reader.get("/").text))["Feeds"] == "/feeds/"


def test_the_page_of_the_feeds_speaks_the_newsrooms_language(house, reader, noon):
    for language, title in (("fr", "Flux"), ("ar", "الخلاصات")):
        desk.configure(Site(name="Post", language=language), at=noon)
        page = tree(reader.get("/feeds/").text)
        assert said(page.find(".//h1")) == title
        assert links(page)[title] == "/feeds/"


def test_a_new_dossier_is_listed_at_once(house, reader, noon):
    live(at=noon)
    assert "/dossier/floods/" not in reader.get("/feeds/").text
    live("Rain", at=noon, dossiers=("Floods",))
    assert "/dossier/floods/rss.xml" in reader.get("/feeds/").text
