"""Every kind of block on a story's page, escaped, and the same in what other systems get."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Site
from dateline.formats.ninjs import load
from dateline.record.public import Block, Mark
from markup import classed, links, one, said, structured, tree
from picturing import picture, with_picture

HOSTILE = '<script>alert("1")</script>'
FAR = "https://far.example/a?b=1&c=2"


@pytest.fixture
def shown(reader, noon):
    """From blocks to the page's body as a tree."""
    def show(*blocks, **fields):
        _, done = live(at=noon, blocks=blocks, **fields)
        answer = reader.get(done.address)
        assert answer.status == 200
        return one(tree(answer.text), "body")

    return show


def test_marks_become_links_and_emphasis(shown):
    text = "It rained hard in Rome."
    body = shown(Block("paragraph", text, marks=(
        Mark(3, 9, "em"), Mark(10, 14, "strong"), Mark(12, 22, "link", FAR),
    )))
    assert said(body) == text
    assert [said(each) for each in body.iter("em")] == ["rained"]
    assert [said(each) for each in body.iter("strong")] == ["ha", "rd"]
    (link,) = body.iter("a")
    assert (said(link), link.get("href"), link.get("rel")) == ("rd in Rome", FAR,
                                                              "external noopener")


def test_a_link_to_ourselves_is_no_external_one(shown):
    body = shown(Block("paragraph", "here", marks=(
        Mark(0, 4, "link", "http://localhost:8000/politics/"),
    )))
    (link,) = body.iter("a")
    assert link.get("rel") is None


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "/desk/", "", "//x"])
def test_any_other_address_is_only_text(shown, href):
    body = shown(Block("paragraph", "here", marks=(Mark(0, 4, "link", href),)))
    assert (said(body), list(body.iter("a"))) == ("here", [])


def test_marks_lie_over_quotations_and_insertions(shown):
    text = 'He said "it [the dam] holds" today.'
    body = shown(Block("paragraph", text, marks=(
        Mark(3, 25, "strong"), Mark(12, 30, "link", FAR), Mark(13, 16, "em"),
    )))
    assert said(body) == text
    (link,) = body.iter("a")
    assert said(link) == text[12:30].strip()
    assert "".join(said(each) for each in classed(body, "insertion")) == "[the dam]"
    quoted = "".join("".join(each.itertext()) for each in body.iter("q"))
    assert quoted == '"it [the dam] holds"'
    (em,) = body.iter("em")
    assert said(em) == "the"


def test_marks_count_code_points(shown):
    text = "🛰️ قال الوزير ዜና"
    start = text.index("الوزير")
    body = shown(Block("paragraph", text, marks=(Mark(start, start + 6, "strong"),)))
    assert [said(each) for each in body.iter("strong")] == ["الوزير"]
    assert "".join(next(body.iter("p")).itertext()) == text


def test_a_quotation_has_marks_speaker_and_role(house, reader, noon):
    page, _ = drawn(reader, noon, None, Block(
        "quotation", "It [the dam] holds.", "A. Rossi", "mayor", marks=(Mark(0, 2, "em"),)
    ))
    figure = one(page, "quotation")
    assert said(figure.find("figcaption")) == "A. Rossi, mayor"
    assert [said(each) for each in figure.iter("em")] == ["It"]
    assert len(classed(figure, "insertion")) == 1


def test_lists(shown):
    body = shown(Block("list", items=("One", 'He said "two"')),
                 Block("list", items=("First",), ordered=True))
    assert [said(each) for each in body.find("ul")] == ["One", 'He said "two"']
    assert [said(each) for each in body.find("ol")] == ["First"]


def test_a_table_has_its_caption_and_named_columns(shown):
    body = shown(Block("table", "Rain in mm", rows=(("Town", "Rain"), ("Rome", "9")), header=True))
    region = one(body, "table")
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert region.get("aria-label") == said(region.find("table/caption")) == "Rain in mm"
    heads = region.findall("table/thead/tr/th")
    assert [(said(each), each.get("scope")) for each in heads] == [("Town", "col"), ("Rain", "col")]
    assert [said(each) for each in region.findall("table/tbody/tr/td")] == ["Rome", "9"]


def test_a_table_without_names_of_columns_has_cells_only(shown):
    region = one(shown(Block("table", rows=(("a", "b"), ("c", "d")))), "table")
    assert region.find("table/thead") is None and region.find("table/caption") is None
    assert len(region.findall("table/tbody/tr")) == 2
    assert region.get("aria-label") == "Table"


def test_an_embed_is_a_card_and_fetches_nothing(shown, reader, noon):
    body = shown(Block("embed", "A film of the dam", url="https://www.youtube.com/watch?v=1&t=2"))
    (card,) = body.iter("a")
    assert card.get("href") == "https://www.youtube.com/watch?v=1&t=2"
    assert said(card) == "A film of the dam youtube.com"
    assert not {each.tag for each in body.iter()} & {"iframe", "script", "img", "embed", "object"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://evil.example/", "http://x.com/1",
                                 "https://youtube.com.evil.example/", ""])
def test_an_embed_of_another_site_is_only_its_title(shown, url):
    body = shown(Block("embed", "A film", url=url))
    assert (said(body), list(body.iter("a"))) == ("A film", [])


def test_a_notice_is_a_note(shown):
    note = one(shown(Block("notice", "Names were changed.")), "note")
    assert (said(note), note.get("role")) == ("Names were changed.", "note")


def test_line_breaks_stay(shown):
    body = shown(Block("paragraph", "Roses\nare red"))
    assert next(body.iter("p")).text == "Roses\nare red"


def test_the_dateline_leads_the_first_words_whatever_comes_before(shown):
    body = shown(Block("heading", "Then"), Block("list", items=("x",)), Block("notice", "n"),
                 Block("paragraph", "It rained."), place="Rome", credit="Dateline")
    paragraph = next(each for each in body.iter("p") if "rained" in said(each))
    assert said(paragraph) == "ROME (Dateline) — It rained."
    assert len(classed(body, "dateline")) == 1


@pytest.mark.parametrize("block", [
    Block("paragraph", HOSTILE, marks=(Mark(0, 9, "strong"), Mark(2, 5, "link", FAR + "'\">"))),
    Block("heading", HOSTILE), Block("quotation", HOSTILE, HOSTILE, HOSTILE),
    Block("list", items=(HOSTILE,)), Block("notice", HOSTILE),
    Block("table", HOSTILE, rows=((HOSTILE,), (HOSTILE,)), header=True),
    Block("embed", HOSTILE, url='https://x.com/"><script>'),
], ids=lambda block: block.kind)
def test_nothing_written_in_a_block_becomes_markup(shown, block):
    body = shown(block)
    assert not list(body.iter("script"))
    assert HOSTILE in "".join(body.itertext())


# -- pictures --------------------------------------------------------------------------------------


def drawn(reader, noon, lead=None, *blocks, **fields):
    _, done = with_picture(lead, at=noon, blocks=blocks, **fields)
    return tree(reader.get(done.address).text), done


def test_the_lead_picture_stands_above_the_text_and_comes_first(house, reader, noon):
    lead = picture(1000, 600)
    page, _ = drawn(reader, noon, lead, Block("paragraph", "Text."))
    figure = one(page, "picture")
    image = figure.find("img")
    jpeg = next(each for each in lead.renditions if each.name.endswith(".jpg"))
    assert image.get("src") == f"/pictures/{jpeg.name}"
    assert (image.get("width"), image.get("height")) == ("1000", "600")
    assert image.get("alt") == "A bridge"
    assert (image.get("fetchpriority"), image.get("loading")) == ("high", None)
    offered = [part.split() for part in image.get("srcset").split(", ")]
    assert [width for _, width in offered] == ["320w", "640w", "960w", "1000w"]
    for address, _ in offered:
        assert reader.get(address).headers["Content-Type"] == "image/webp"
    caption = figure.find("figcaption")
    assert said(caption) == "The bridge at noon. Ann Lee / Dateline"
    assert said(one(figure, "credit")) == "Ann Lee / Dateline"
    assert page.find(".//article/figure") is not None


def test_pictures_inside_the_text_come_when_they_are_needed(house, reader, noon):
    first, second = picture(), picture(350, 300, alt="", caption="", credit="")
    page, _ = drawn(reader, noon, None, Block("picture", pictures=(first,)),
                    Block("gallery", pictures=(first, second)))
    images = list(one(page, "body").iter("img"))
    assert [each.get("loading") for each in images] == ["lazy"] * 3
    gallery = one(page, "gallery")
    assert (gallery.get("role"), len(classed(gallery, "picture"))) == ("group", 2)
    bare = classed(gallery, "picture")[1]
    assert bare.find("figcaption") is None and bare.find("img").get("alt") == ""


def test_what_is_said_with_a_picture_is_escaped(house, reader, noon):
    hostile = replace(picture(), alt=HOSTILE + '"', caption=HOSTILE, credit=HOSTILE)
    page, _ = drawn(reader, noon, hostile, Block("picture", pictures=(hostile,)))
    for figure in classed(page, "picture"):
        assert not list(figure.iter("script"))
        assert figure.find("img").get("alt") == HOSTILE + '"'


def test_lists_and_the_front_page_carry_the_lead_picture(house, reader, noon):
    from dateline.lib import clock

    lead = picture(alt="Alt text")
    with_picture(lead, at=noon)
    with_picture(picture(350, 300), at=noon, headline="Another")
    with clock.at(noon):
        section, front = (tree(reader.get(at).text) for at in ("/politics/", "/"))
    thumbs = classed(section, "thumb")
    assert [(each.get("alt"), each.get("loading")) for each in thumbs] == [("", "lazy")] * 2
    assert len(classed(front, "picture")) == 1
    assert one(front, "lead").find("figure/img").get("fetchpriority") == "high"
    assert said(one(front, "credit")) == "Ann Lee / Dateline"


def test_a_story_without_pictures_has_none(house, reader, noon):
    _, done = live(at=noon)
    for at in (done.address, "/politics/", "/"):
        assert list(tree(reader.get(at).text).iter("img")) == [] or "QR" in reader.get(at).text


def test_structured_data_names_the_picture_with_its_credit(house, reader, noon):
    lead = picture(1000, 600)
    page, _ = drawn(reader, noon, lead)
    jpeg = next(each for each in lead.renditions if each.name.endswith(".jpg"))
    assert structured(page)["image"] == [{
        "@type": "ImageObject", "url": f"http://localhost:8000/pictures/{jpeg.name}",
        "width": "1000 px", "height": "600 px", "caption": "The bridge at noon.",
        "creditText": "Ann Lee / Dateline",
    }]
    inside, _ = drawn(reader, noon, None, Block("picture", pictures=(lead,)))
    assert structured(inside)["image"] == structured(page)["image"]


# -- to other systems ------------------------------------------------------------------------------

EVERY = (
    Block("paragraph", "It rained.", marks=(Mark(3, 9, "em"), Mark(0, 2, "link", FAR))),
    Block("heading", "Then"), Block("quotation", "It <did>.", "A. Rossi", "mayor"),
    Block("list", items=("One", "Two")), Block("list", items=("One", "Two"), ordered=True),
    Block("table", "Rain", rows=(("Town", "mm"), ("Rome", "9")), header=True),
    Block("embed", "A film", url="https://vimeo.com/1"), Block("embed", "B", url="https://b.example"),
    Block("notice", "Names were changed."),
)


def test_ninjs_carries_every_kind_of_block(house, reader, noon):
    lead = picture()
    _, done = with_picture(lead, at=noon, blocks=(*EVERY, Block("gallery", pictures=(lead,))))
    document = reader.get(done.address + ".json").body
    item = load(document)
    assert item.body_text == (
        "It rained.\n\nThen\n\nIt <did>.\n— A. Rossi, mayor\n\n– One\n– Two\n\n1. One\n2. Two\n\n"
        "Rain\nTown\tmm\n"
        "Rome\t9\n\nA film\nhttps://vimeo.com/1\n\nB\n\nNames were changed.\n\n"
        "The bridge at noon. (Ann Lee / Dateline)"
    )
    jpeg = next(each for each in lead.renditions if each.name.endswith(".jpg"))
    assert item.body_html.splitlines() == [
        '<p><a href="https://far.example/a?b=1&amp;c=2" rel="external noopener">It</a> '
        "<em>rained</em>.</p>",
        "<h2>Then</h2>",
        "<blockquote><p>It &lt;did&gt;.</p><p><cite>A. Rossi, mayor</cite></p></blockquote>",
        "<ul><li>One</li><li>Two</li></ul>",
        "<ol><li>One</li><li>Two</li></ol>",
        '<table><caption>Rain</caption><tr><th scope="col">Town</th><th scope="col">mm</th></tr>'
        "<tr><td>Rome</td><td>9</td></tr></table>",
        '<p><a href="https://vimeo.com/1">A film</a></p>',
        "<p>B</p>",
        "<p>Names were changed.</p>",
        f'<figure><img src="http://localhost:8000/pictures/{jpeg.name}" width="400" height="300" '
        'alt="A bridge"><figcaption>The bridge at noon. Ann Lee / Dateline</figcaption></figure>',
    ]


def test_ninjs_associates_pictures_with_their_renditions(house, reader, noon):
    lead, inside = picture(), picture(350, 300, caption="Inside")
    _, done = with_picture(lead, at=noon, blocks=(Block("picture", pictures=(inside,)),))
    item = load(reader.get(done.address + ".json").body)
    assert [(each.rel, each.caption, each.alt, each.credit) for each in item.pictures] == [
        ("featured", "The bridge at noon.", "A bridge", "Ann Lee / Dateline"),
        ("illustration", "Inside", "A bridge", "Ann Lee / Dateline"),
    ]
    for told, kept in zip(item.pictures[0].renditions, lead.renditions, strict=True):
        assert told.href == f"http://localhost:8000/pictures/{kept.name}"
        assert (told.width, told.height) == (kept.width, kept.height)
        assert told.media_type == (
            "image/jpeg" if kept.name.endswith(".jpg") else "image/webp"
        )


def test_every_block_is_drawn_in_any_language(house, reader, noon):
    desk.configure(Site(language="ar"), at=noon)
    _, done = with_picture(picture(), at=noon, blocks=EVERY, language="ar")
    page = tree(reader.get(done.address).text)
    assert page.get("dir") == "rtl"
    assert links(one(page, "body"))
    assert json.loads(reader.get(done.address + ".json").body)
