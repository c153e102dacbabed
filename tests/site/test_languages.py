"""The interface in the story's language, editions in each of the newsroom's languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import all_checked, live
from dateline.desk import public as desk
from dateline.desk.public import Site
from dateline.desk.settings.acts import NotSettings
from dateline.lib import clock
from dateline.record import public as record
from markup import classed, head_links, links, one, said, tree

HOUR = timedelta(hours=1)


@pytest.fixture
def read(reader):
    def page(address, status=200):
        answer = reader.get(address)
        assert answer.status == status, (address, answer.status)
        return tree(answer.text)

    return page


def heads(page):
    return [said(head) for head in page.find(".//main").iter() if head.tag in ("h2", "h3")
            and head.find("a") is not None]


@pytest.mark.parametrize(("language", "shown", "direction", "tags", "stands"), [
    ("en", "en", "ltr", "Community standards", "12:00 GMT 2 March 2026"),
    ("fr", "fr", "ltr", "Règles de la communauté", "2 mars 2026, 12:00 UTC"),
    ("fr-CA", "fr", "ltr", "Règles de la communauté", "2 mars 2026, 12:00 UTC"),
    ("ar", "ar", "rtl", "قواعد المجتمع", "2 مارس 2026"),
    ("am", "en", "ltr", "Community standards", "12:00 GMT 2 March 2026"),
])
def test_a_storys_page_speaks_its_language_where_we_do(
    house, read, noon, language, shown, direction, tags, stands
):
    _, done = live("Headline", at=noon, language=language)
    page = read(done.address)
    assert (page.get("lang"), page.get("dir")) == (shown, direction)
    assert tags in links(page.find(".//footer"))
    assert stands in said(one(page, "edition")) and stands in said(one(page, "when"))
    assert one(page, "story").get("lang") == language
    assert read("/").get("lang") == "en"
    assert "12:00 GMT 2 March 2026" in said(one(read("/"), "edition"))


@pytest.mark.parametrize(("language", "stands"), [
    ("en", "12:00 GMT 1 March 2026"), ("fr", "1er mars 2026, 12:00 UTC"), ("ar", "1 مارس 2026"),
])
def test_the_first_of_a_month_is_written_as_each_language_does(
    house, read, noon, language, stands
):
    first = noon.replace(day=1)
    with clock.at(first):
        _, done = live("Headline", at=first, language=language)
        assert stands in said(one(read(done.address), "when"))


def test_each_language_has_its_home(house, read, noon):
    desk.configure(Site(languages=("fr", "ar")), at=noon)
    live("Home", at=noon)
    live("Un pont", at=noon, language="fr", dossiers=("Floods",))
    live("Une route", at=noon, language="fr", dossiers=("Routes",))
    page = read("/fr/")
    assert (page.get("lang"), heads(page)) == ("fr", ["Une route", "Un pont"])
    assert [said(line) for line in classed(page, "items")[-1]] == ["Routes (1)", "Floods (1)"]
    assert head_links(page)["canonical"] == "http://localhost:8000/fr/"
    assert links(one(page, "editions")) == {"English": "/", "français": "/fr/", "العربية": "/ar/"}
    current = [link.text for link in one(page, "editions").iter("a") if link.get("aria-current")]
    assert current == ["français"]
    arabic = read("/ar/")
    assert (arabic.get("dir"), heads(arabic)) == ("rtl", [])
    main = read("/")
    assert [link.text for link in one(main, "editions").iter("a") if link.get("aria-current")] == [
        "English"]
    assert "Home" in heads(main) and "Un pont" in heads(main)
    all_checked()


def test_an_edition_follows_every_act_of_its_language(house, read, noon):
    desk.configure(Site(languages=("fr",)), at=noon)
    guid, _ = live("Un pont", at=noon, language="fr")
    assert heads(read("/fr/")) == ["Un pont"]
    live("Une route", at=noon, language="fr")
    assert heads(read("/fr/")) == ["Une route", "Un pont"]
    desk.update(guid, {"headline": "Le pont"}, at=noon)
    assert heads(read("/fr/")) == ["Une route", "Le pont"]
    desk.update(guid, {"language": "ar"}, at=noon)
    assert heads(read("/fr/")) == ["Une route"]
    desk.update(guid, {"language": "fr"}, at=noon)
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    assert heads(read("/fr/")) == ["Une route"]


def test_an_edition_goes_on_and_is_read_as_it_stood(house, read, reader, noon):
    desk.configure(Site(languages=("fr",)), at=noon)
    for n in range(16):
        live(f"Un pont {n}", at=noon, language="fr")
    live("Une route", at=noon + 2 * HOUR, language="fr")
    page = read("/fr/")
    assert heads(page)[:2] == ["Une route", "Un pont 15"]
    older = next(iter(links(one(page, "more")).values()))
    assert older.startswith("/fr/?before=")
    assert heads(read(older)) == [f"Un pont {n}" for n in range(1, -1, -1)]
    with clock.at(noon + 99 * HOUR):
        assert heads(read("/fr/?at=2026-03-02T13:00Z"))[0] == "Un pont 15"
    assert reader.get("/fr/?before=222222").status == 404


def test_addresses_of_editions(house, reader, noon):
    desk.configure(Site(languages=("fr", "pt-BR")), at=noon)
    for address, leads in (("/fr", "/fr/"), ("/FR/", "/fr/"), ("/pt-BR/", "/pt-br/"),
                           ("/en/", "/")):
        assert reader.get(address).headers["Location"] == leads, address
    assert reader.get("/ar/").status == 404
    assert reader.get("/pt-br/").status == 200


def test_no_section_takes_the_place_of_an_edition(house, reader, noon):
    for name in ("Fr", "AR", "Archive", "Oembed", "It"):
        desk.add_section(name, at=noon)
    assert [term.address for term in record.sections()] == [
        "/fr-2/", "/ar-2/", "/archive-2/", "/oembed-2/", "/it/"]
    with pytest.raises(NotSettings, match="it"):
        desk.configure(Site(languages=("fr", "it")), at=noon)
    desk.configure(Site(languages=("sw",)), at=noon)
    desk.add_section("Sw", at=noon)
    assert record.sections()[-1].address == "/sw-2/"
    assert reader.get("/it/").status == reader.get("/sw/").status == 200


def test_a_story_leads_to_its_translations(house, read, noon):
    guid, english = live("A bridge opens", at=noon)
    assert classed(read(english.address), "translations") == []
    _, french = live("Un pont ouvre", at=noon, language="fr", translation_of=guid)
    assert links(one(read(english.address), "translations")) == {"français": french.address}
    assert links(one(read(french.address), "translations")) == {"English": english.address}
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    assert classed(read(french.address), "translations") == []
    all_checked()
