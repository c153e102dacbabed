"""A story's page, part by part, as a reader's browser gets it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from markup import classed, head_links, links, one, said, structured, tree

DOSSIER = "The River Rises"
STANDFIRST = 'Rome is ready to lend "any pump they ask for" to the cities on the river.'
BODY = (
    "Rome is ready to lend pumps, Mayor Anna Rossi told Dateline.",
    '"Talks [on the pumps] never end. They are easier to use," Rossi said, "and safer."',
    '"It [the help from Rome, Milan and Turin] is, in my opinion, progressing well."',
)
TAGS = (
    Tag("pumps", "subject", True), Tag("Red Cross", "organisation"),
    Tag("Anna Rossi", "person", True), Tag("Italy", "place"), Tag("Flood summit", "event"),
)


def rich(at: datetime, **fields):
    usual = {
        "section": "Rivers & Bridges", "standfirst": STANDFIRST, "place": "Rome",
        "credit": "Dateline", "dossiers": (DOSSIER,), "tags": TAGS,
        "related": ("The Bridge Is Closed", "Never filed"), "published_at": at,
        "blocks": tuple(Block("paragraph", text) for text in BODY),
    }
    return live("Rome lends pumps", at=at, **usual | fields)


@pytest.fixture
def read(house, reader, noon):
    """The page of a story that has every part, and the address it stands at."""
    live("The bridge is closed", at=noon, section="Rivers & Bridges", dossiers=(DOSSIER,))
    done = rich(noon)[1]
    return tree(reader.get(done.address).text), done


def test_the_masthead_has_the_time_of_the_newest_public_act_in_gmt(house, reader, noon):
    guid, done = rich(noon - timedelta(days=9))
    karachi = timezone(timedelta(hours=5))
    live("Another", at=datetime(2026, 3, 2, 18, 13, 59, tzinfo=karachi))
    filed("A draft of later")
    desk.embargo(filed("Held"), noon + timedelta(days=1))
    desk.save_draft(guid, {"standfirst": "Not yet."})
    for address in (done.address, "/", "/rivers-bridges/", "/nowhere", "/about/"):
        edition = one(tree(reader.get(address).text), "edition")
        assert said(edition) == "13:13 GMT 2 March 2026"
        assert edition.find("time").get("datetime") == "2026-03-02T13:13:59Z"
    desk.update(guid, {"standfirst": "Now."}, at=noon + timedelta(hours=12, minutes=4))
    assert said(one(tree(reader.get("/").text), "edition")) == "00:04 GMT 3 March 2026"


def test_a_house_without_an_act_has_no_edition(house, reader):
    assert said(one(tree(reader.get("/").text), "edition")) == ""


def test_the_parts_stand_in_the_order_of_a_page(read):
    page, _ = read
    order = ("bar", "edition", "listen", "kicker", "standfirst", "when", "short-url", "above",
             "body", "dateline", "below", "related", "tags", "rules", "discussion", "imprint")
    places = {element: place for place, element in enumerate(page.iter())}
    found = [places[one(page, name)] for name in order]
    assert found == sorted(found)


def test_the_section_is_a_link(read, reader):
    page, _ = read
    assert links(one(page, "kicker")) == {"Rivers & Bridges": "/rivers-bridges/"}
    assert "Rome lends pumps" in reader.get("/rivers-bridges/").text


def test_the_short_url_is_a_field_a_link_and_a_picture(read):
    page, done = read
    box = one(page, "short-url")
    short = f"http://localhost:8000/~{done.code}"
    assert said(box.find("summary")) == "Get short URL"
    field, = box.iter("input")
    assert (field.get("value"), "readonly" in field.attrib) == (short, True)
    assert [label.get("for") for label in box.iter("label")] == [field.get("id")]
    assert links(box) == {short: f"/~{done.code}"}
    picture, = box.iter("img")
    assert (picture.get("src"), picture.get("alt")) == (
        f"/~{done.code}.svg", "QR code of the short URL"
    )
    buttons = list(box.iter("button"))
    assert [said(button) for button in buttons] == ["Copy", "Share"]
    assert all("hidden" in b.attrib for b in buttons)  # they work with the script, which shows them


def test_the_dossier_stands_above_and_below_with_its_exact_count(read, reader, noon):
    page, done = read
    for count in (2, 3, 2):
        page = tree(reader.get(done.address).text)
        for place in ("above", "below"):
            assert links(one(page, place)) == {f"{DOSSIER} ({count})": "/dossier/the-river-rises/"}
        if count == 2:
            guid, _ = live("A third", at=noon, dossiers=(DOSSIER,))
        else:
            desk.withdraw(guid, "Withdrawn.", at=noon)


def test_several_dossiers_each_have_their_count_and_none_leaves_no_place(house, reader, noon):
    both = tree(reader.get(rich(noon, dossiers=(DOSSIER, "Bridges"))[1].address).text)
    assert list(links(one(both, "below"))) == [f"{DOSSIER} (1)", "Bridges (1)"]
    assert classed(tree(reader.get(live(at=noon)[1].address).text), "dossiers") == []


def test_the_text_is_kept_sign_for_sign(read):
    page, _ = read
    assert "".join(one(page, "standfirst").itertext()) == STANDFIRST
    shown = ["".join(paragraph.itertext()) for paragraph in one(page, "body").findall("p")]
    assert shown == ["ROME (Dateline) — " + BODY[0], *BODY[1:]]
    assert [said(found) for found in classed(page, "insertion")] == [
        "[on the pumps]", "[the help from Rome, Milan and Turin]"
    ]
    quoted = ["".join(found.itertext()) for found in one(page, "body").iter("q")]
    assert quoted == [
        '"Talks [on the pumps] never end. They are easier to use,"', '"and safer."', BODY[2],
    ]


@pytest.mark.parametrize("text", [
    '"It goes on in the next paragraph', 'a 5" gun [sic', "“He «said» so” ] [ [a [b]]",
    "<b>bold</b> &amp; &lt; \\ {{ x }} {% y %}", "[whole] \"[in]\" ' ’ …", '""[]""',
])
def test_odd_text_is_kept_sign_for_sign(house, reader, noon, text):
    _, done = live(at=noon, standfirst=text, blocks=(Block("paragraph", text),))
    page = tree(reader.get(done.address).text)
    assert "".join(one(page, "standfirst").itertext()) == text
    assert "".join(one(page, "body").find("p").itertext()) == text


def test_a_heading_and_a_quotation_with_its_speaker(house, reader, noon):
    blocks = (Block("heading", "Water"), Block("quotation", '"So [it] is."', "A. Rossi", "mayor"),
              Block("quotation", "Nobody said this."))
    page = tree(reader.get(rich(noon, blocks=blocks)[1].address).text)
    body = one(page, "body")
    assert said(body.find("h2")) == "Water"
    first, second = classed(body, "quotation")
    assert said(first.find("blockquote")) == 'ROME (Dateline) — "So [it] is."'
    assert said(first.find("figcaption")) == "A. Rossi, mayor"
    assert second.find("figcaption") is None


def test_the_dateline_without_an_agency_a_place_or_a_body(house, reader, noon):
    def lead(**fields):
        page = tree(reader.get(rich(noon, **fields)[1].address).text)
        return [said(found) for found in classed(page, "dateline")], [
            said(found) for found in classed(page, "byline")
        ]

    assert lead(credit="") == (["ROME —"], [])
    assert lead(place="") == ([], ["Dateline"])
    assert lead(place="", credit="") == ([], [])
    assert lead(blocks=()) == (["ROME (Dateline) —"], [])
    assert lead(authors=("Ann Lee", "J. O'Neil")) == (
        ["ROME (Dateline) —"], ["Ann Lee, J. O'Neil"]
    )


def test_related_headlines_are_links_where_the_record_has_them(read, reader):
    page, _ = read
    related = one(page, "related")
    assert [said(line) for line in related.iter("li")] == ["The Bridge Is Closed", "Never filed"]
    (headline, address), = links(related).items()
    assert headline == "The Bridge Is Closed"
    assert said(tree(reader.get(address).text).find(".//h1")) == "The bridge is closed"


def test_tags_lead_to_their_lists_and_guesses_are_marked(read, reader):
    page, done = read
    tags = one(page, "tags")
    assert links(tags) == {
        "pumps": "/tag/pumps/", "Red Cross": "/tag/red-cross/", "Anna Rossi": "/person/anna-rossi/",
        "Italy": "/place/italy/", "Flood summit": "/tag/flood-summit/",
    }
    assert [said(kind) for kind in tags.iter("dt")] == [
        "Subject", "Organisation", "Person", "Place", "Event"
    ]
    assert [said(line) for line in tags.iter("li") if classed(line, "guessed")] == [
        "pumps ?(guessed)", "Anna Rossi ?(guessed)"
    ]
    for address in links(tags).values():
        assert done.address in links(tree(reader.get(address).text)).values()


def test_authors_are_links(house, reader, noon):
    page = tree(reader.get(rich(noon, authors=("J. O'Neil",))[1].address).text)
    assert links(one(page, "byline")) == {"J. O'Neil": "/author/j-oneil/"}
    assert "Rome lends pumps" in reader.get("/author/j-oneil/").text


def test_the_community_standards_are_linked_and_say_what_the_newsroom_wrote(read, reader, noon):
    page, _ = read
    assert links(one(page, "rules")) == {"Community standards": "/community-standards/"}
    begun = reader.get("/community-standards/").text
    assert "No insults" in begun and "has not written" not in begun
    desk.configure(Site(standards=("Be kind & brief.", "No <insults>."), about=("We are.",)))
    written = tree(reader.get("/community-standards/").text)
    first = [said(p) for p in one(written, "prose").findall("p")][:2]
    assert first == ["Be kind & brief.", "No <insults>."]
    assert "No insults" in said(one(written, "prose"))
    assert said(one(tree(reader.get("/about/").text), "prose").find("p")) == "We are."


def test_what_is_not_open_yet_says_so_and_leads_nowhere(read):
    page, _ = read
    assert said(one(page, "listen")) == "Listen Live (our radio is not on air yet)"
    for control in ("a", "form", "input", "button", "textarea"):
        assert one(page, "listen").find(f".//{control}") is None


def test_a_story_leads_to_its_discussion(read):
    page, done = read
    assert said(one(page, "discussion")) == (
        "Discussion Nobody has said anything yet. Go to the discussion")
    assert one(page, "discussion").find(".//a").get("href") == f"/discussion/~{done.code}/"


FILLED = """
import sys
from dateline.delivery.public import fresh, register_fragment
register_fragment("listen", lambda language: '<p class="listen">On air now</p>')
register_fragment("discussion", lambda code, language: f"<p>{code}!</p>")
sys.stdout.write(fresh(sys.argv[1]).body.decode())
"""


def test_rooms_that_open_them_fill_these_places(house, reader, noon):
    live("The first", at=noon)
    _, done = rich(noon)
    ran = house.python(FILLED, done.address)
    assert ran.returncode == 0, ran.stderr
    page = tree(ran.stdout)
    assert said(one(page, "listen")) == "On air now"
    assert said(one(page, "discussion")) == f"{done.code}!"


def test_the_head_tells_the_other_addresses(read):
    page, done = read
    whole = f"http://localhost:8000{done.address}"
    assert head_links(page) == {
        "canonical": whole, "alternate": f"{whole}.json",
        "shortlink": f"http://localhost:8000/~{done.code}",
    }
    assert said(page.find(".//title")) == "Rome lends pumps — Dateline"
    description, = (m for m in page.iter("meta") if m.get("name") == "description")
    assert description.get("content") == STANDFIRST


NASTY = ("<script>alert(1)</script>", "</script><!-- ", '" onload="x" \'', "Marks & Spencer &amp;",
         "</title></article>", "\u2028]]>", "{{ site }}{% now %}")


@pytest.mark.parametrize("text", NASTY)
def test_nothing_a_newsroom_writes_becomes_markup(house, reader, noon, text):
    guid, done = live(
        text, at=noon, section=text, standfirst=text, place=text, credit=text, rights=text,
        authors=(text,), dossiers=(text,), tags=(Tag(text, "person"),), related=(text + "!",),
        language=text[:35], genre=text, slugline=text,
        blocks=tuple(Block(k, text, text, text) for k in ("paragraph", "quotation", "heading")),
    )
    desk.correct(guid, {}, wrong=text, right=text, text=text, at=noon)
    desk.configure(Site(name=text, agency=text, about=(text,), standards=(text,)), at=noon)
    page = tree(reader.get(done.address).text)
    assert [s.get("type") or s.get("src").split("?")[0] for s in page.iter("script")] == [
        "/static/theme/scheme.js", "application/ld+json", "application/ld+json",
        "/static/theme/masthead.js", "/static/theme/live.js", "/static/theme/short-url.js",
    ]
    shown = " ".join(text.split())
    assert said(page.find(".//h1")) == shown
    assert structured(page)["headline"] == text
    lists = [*links(page).values(), "/about/", "/community-standards/", "/nowhere"]
    for address in dict.fromkeys(a for a in lists if a.startswith("/") and "~" not in a):
        other = tree(reader.get(address).text)
        assert shown in said(other)
        assert not [e for e in other.iter() if {"onload", "style"} & e.attrib.keys()]
        assert all(s.get("type") == "application/ld+json"
                   or (s.get("src", "").startswith("/static/theme/") and said(s) == "")
                   for s in other.iter("script"))


def test_no_page_has_a_script_or_a_style_within(read, reader):
    _, done = read
    desk.correct(desk.find(code=done.code).guid, {}, wrong="one", right="two")
    for address in (done.address, "/", "/rivers-bridges/", "/dossier/the-river-rises/", "/nowhere"):
        page = tree(reader.get(address).text)
        for element in page.iter():
            assert not [name for name in element.attrib if name == "style" or name[:2] == "on"]
            assert element.tag not in ("style", "base", "iframe", "object")
            assert not element.get("href", "").lower().startswith(("javascript:", "data:"))
            if element.tag == "script" and element.get("type") != "application/ld+json":
                assert element.get("src").startswith("/static/") and said(element) == ""


def test_a_right_to_left_story_on_a_left_to_right_site(house, reader, noon):
    _, done = live("سقوط پل", at=noon, language="fa", section="أنهار",
                   blocks=(Block("paragraph", "متن"),))
    page = tree(reader.get(done.address).text)
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")  # there is no catalogue of Persian
    story = one(page, "story")
    assert (story.get("lang"), story.get("dir")) == ("fa", "rtl")
    for furniture in (one(page, "short-url"), story.find("footer"), one(story, "when")):
        assert (furniture.get("lang"), furniture.get("dir")) == ("en", "ltr")
    assert structured(page)["inLanguage"] == "fa"


def test_a_right_to_left_site(house, reader, noon):
    desk.configure(Site(language="ar", name="خط"), at=noon)
    page = tree(reader.get(live(at=noon, language="he")[1].address).text)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    story = one(page, "story")
    assert (story.get("lang"), story.get("dir")) == ("he", "rtl")
    assert said(one(page, "edition")) == "2 مارس 2026، 12:00 بتوقيت غرينتش"


@pytest.mark.parametrize(("language", "direction"), [
    ("ar-EG", "rtl"), ("FA", "rtl"), ("ps", "rtl"), ("ckb", "rtl"), ("az-Arab", "rtl"),
    ("ur-Latn-PK", "ltr"), ("am", "ltr"), ("zh-Hant", "ltr"), ("arn", "ltr"), ("", "ltr"),
])
def test_the_direction_follows_language_and_script(house, reader, noon, language, direction):
    page = tree(reader.get(live(at=noon, language=language)[1].address).text)
    assert one(page, "story").get("dir") == direction


@pytest.mark.parametrize(("headline", "language", "slug"), [
    ("አዲስ ድልድይ በአዲስ አበባ ተከፈተ", "am",
     "%E1%8A%A0%E1%8B%B2%E1%88%B5-%E1%8B%B5%E1%88%8D%E1%8B%B5%E1%8B%AD-"
     "%E1%89%A0%E1%8A%A0%E1%8B%B2%E1%88%B5-%E1%8A%A0%E1%89%A0%E1%89%A3-"
     "%E1%89%B0%E1%8A%A8%E1%8D%88%E1%89%B0"),
    ("中国 发射 卫星", "zh", "%E4%B8%AD%E5%9B%BD-%E5%8F%91%E5%B0%84-%E5%8D%AB%E6%98%9F"),
])
def test_headlines_of_other_scripts_and_their_slugs(house, reader, noon, headline, language, slug):
    _, done = live(headline, at=noon, language=language)
    assert done.address == f"/politics/{slug}~{done.code}"
    page = tree(reader.get(done.address).text)
    assert said(page.find(".//h1")) == headline
    assert one(page, "story").get("lang") == language
    assert head_links(page)["canonical"] == f"http://localhost:8000{done.address}"
    assert links(tree(reader.get("/politics/").text))[headline] == done.address


def test_a_working_headline_is_marked_until_there_is_one(house, reader, noon):
    guid, done = rich(noon, headline_missing=True)
    pages = (done.address, "/", "/rivers-bridges/", "/dossier/the-river-rises/")
    for address in pages:
        marks = [said(found) for found in classed(tree(reader.get(address).text), "working")]
        assert marks == ["working headline"] * (2 if address == "/" else 1), address
    desk.update(guid, {"headline_missing": False}, at=noon)
    for address in pages:
        assert classed(tree(reader.get(address).text), "working") == []


def test_an_undated_story_says_so(house, reader, noon):
    guid = filed("Old bridge", backfile=True)
    page = tree(reader.get(desk.publish(guid, at=noon).address).text)
    assert [said(found) for found in classed(one(page, "story"), "when")] == ["undated"]
    assert "datePublished" not in structured(page)


def test_an_update_shows_when_and_its_note(house, reader, noon):
    guid, done = rich(noon)
    page = tree(reader.get(done.address).text)
    assert said(one(page, "when")) == "12:00 GMT 2 March 2026"
    assert classed(page, "notices") == []
    desk.update(guid, {"standfirst": "More."}, note="Adds the mayor.", at=noon + timedelta(hours=1))
    page = tree(reader.get(done.address).text)
    assert said(one(page, "when")) == "12:00 GMT 2 March 2026 Changed 13:00 GMT 2 March 2026"
    assert said(one(page, "notices")) == "Update · 13:00 GMT 2 March 2026 Adds the mayor."
    desk.update(guid, {"standfirst": "And more."}, at=noon + timedelta(hours=2))
    page = tree(reader.get(done.address).text)
    assert said(one(page, "notices")) == "Update · 13:00 GMT 2 March 2026 Adds the mayor."
    assert said(one(page, "standfirst")) == "And more."


def test_a_correction_shows_when_what_was_wrong_and_what_is_right(house, reader, noon):
    guid, done = rich(noon)
    desk.correct(guid, {"standfirst": "Five pumps."}, wrong="six <pumps>", right="five",
                 text="We counted twice.", at=datetime(2026, 3, 4, 9, 5, tzinfo=UTC))
    notices = one(tree(reader.get(done.address).text), "notices")
    assert said(notices.find(".//h2")) == "Correction · 09:05 GMT 4 March 2026"
    assert said(notices.find(".//p")) == "We counted twice."
    assert said(notices.find(".//del")) == "six <pumps>"
    assert said(notices.find(".//ins")) == "five"
    assert [said(term) for term in notices.iter("dt")] == ["What was wrong", "What is right"]
