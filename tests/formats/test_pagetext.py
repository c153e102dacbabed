"""A saved page text is read part by part, in its variations; anything else is refused."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.formats.pagetext import MAX_BYTES, Block, NotAPageText, PageText, parse

HEAD = "07:05 GMT9 March 2019\nListen Live\n    Sea & Harbour\n    Get short URL\n"
DOSSIER = "    Storm Over the Northern Ferries (1,204)\n"
STANDFIRST = "\n    Ferries to the islands stay in port until the storm has passed.\n"
BODY = """
    PORT ELLIS (Kestrel) — All ferries are\u00a0 in port, harbour master Ada Quill said.

    "We [the harbour] wait. Nobody sails today."

    "We are ready," Quill added. The crews' rest goes on.

    It was the third storm of the winter.
"""
RELATED = """

    Islands Ask for a Second Ferry After Long Winter
    Harbour Wall Holds in Strong Wind, Rain
"""
TAGS = "    ferries, Kestrel, Ada Quill, Iceland, Port Ellis\n"
FOOTER = "    Community standardsDiscussion"
PAGE = HEAD + DOSSIER + STANDFIRST + BODY + "\n" + DOSSIER + RELATED + TAGS + FOOTER


def read(text: str) -> PageText:
    return parse(text.encode())


def test_every_part_of_a_page_is_read() -> None:
    page = read(PAGE)
    assert page.clock == "07:05 GMT 9 March 2019"
    assert page.section == "Sea & Harbour"
    assert page.dossiers == ("Storm Over the Northern Ferries",)
    assert page.standfirst == "Ferries to the islands stay in port until the storm has passed."
    assert (page.place, page.agency) == ("PORT ELLIS", "Kestrel")
    assert page.blocks == (
        Block("paragraph", "All ferries are in port, harbour master Ada Quill said."),
        Block("quotation", '"We [the harbour] wait. Nobody sails today."'),
        Block("paragraph", '"We are ready," Quill added. The crews\' rest goes on.'),
        Block("paragraph", "It was the third storm of the winter."),
    )
    assert page.related == (
        "Islands Ask for a Second Ferry After Long Winter",
        "Harbour Wall Holds in Strong Wind, Rain",
    )
    assert [(tag.name, tag.kind) for tag in page.tags] == [
        ("ferries", "subject"),
        ("Kestrel", "organisation"),
        ("Ada Quill", "person"),
        ("Iceland", "place"),
        ("Port Ellis", "place"),
    ]


def wrapped(text: str) -> str:
    """The same text with its paragraphs broken into two lines."""
    return text.replace("All ferries", "All\n    ferries").replace(
        "Quill added. ", "Quill\nadded. "
    )


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PAGE,
        PAGE.replace("\n", "\r\n"),
        PAGE.replace("\n", "\r"),
        PAGE.replace("    ", ""),
        PAGE.replace("    ", "\t\u2003"),
        PAGE.replace("\n\n", "\n \n\u00a0\n\n"),
        PAGE.replace("\n\n", "\n").replace("\n\n", "\n"),
        PAGE + "\n\n\n",
        PAGE + "\nA reader's comment, below the footer",
        wrapped(PAGE),
        PAGE.replace("GMT9 March", " GMT 9 March "),
        PAGE.replace("GMT9 March", "GMT9Mar."),
        PAGE.replace("\nListen Live", ""),
        PAGE.replace("\nListen Live", "Listen Live"),
        PAGE.replace("Harbour\n    Get", "HarbourGet"),
        PAGE.replace("standardsDiscussion", "standards\nDiscussion"),
        PAGE.replace("standardsDiscussion", "Standards Discussion"),
        PAGE.replace("standardsDiscussion", "standards"),
        PAGE.replace("Community standardsDiscussion", ""),
        PAGE.replace("Community standardsDiscussion", "Discussion"),
        PAGE.replace("    Get short URL\n", ""),
        PAGE.replace("(Kestrel) —", "(Kestrel) -"),
        PAGE.replace("(Kestrel) — ", "(Kestrel) –"),
        PAGE.replace("(Kestrel) — ", "(Kestrel) —\n"),
        PAGE.replace("passed.\n\n", "passed.\n"),
        PAGE.replace(DOSSIER, "", 1),
        HEAD + DOSSIER + STANDFIRST + BODY + RELATED + TAGS + FOOTER,
        PAGE.replace("(1,204)", "(7)"),
        PAGE.replace("Iceland, Port", "Iceland,\n   Port"),
        PAGE.replace("Port Ellis\n", "Port Ellis, Iceland,\n"),
        "Kestrel Wire\n" + PAGE,
    ],
)
def test_slight_variations_read_the_same(text: str) -> None:
    assert text != PAGE
    assert read(text) == read(PAGE)


def test_lines_too_long_to_be_wrapped_are_paragraphs_of_their_own() -> None:
    long = "The islands wait for the ferry " * 5 + "again."
    body = f"\n    PORT ELLIS (Kestrel) — {long}\n    Short.\n    {long}\n"
    page = read(PAGE.replace(BODY + "\n", body))
    assert [block.text for block in page.blocks] == [long, "Short.", long]
    assert page.dossiers == read(PAGE).dossiers
    assert page.related == read(PAGE).related


def without(text: str, *parts: str) -> PageText:
    """What is read when these parts are missing."""
    for part in parts:
        assert part in text
        text = text.replace(part, "")
    return read(text)


def test_missing_parts_are_empty_and_the_others_stay() -> None:
    whole = read(PAGE)
    page = without(PAGE, DOSSIER)
    assert (page.dossiers, page.blocks, page.related) == ((), whole.blocks, whole.related)
    page = without(PAGE, RELATED)
    assert (page.related, page.tags, page.blocks) == ((), whole.tags, whole.blocks)
    page = without(PAGE, TAGS)
    assert (page.tags, page.related, page.blocks) == ((), whole.related, whole.blocks)
    page = without(PAGE, DOSSIER, RELATED, TAGS)
    assert (page.dossiers, page.related, page.tags) == ((), (), ())
    assert (page.blocks, page.standfirst) == (whole.blocks, whole.standfirst)
    page = without(PAGE, STANDFIRST)
    assert (page.standfirst, page.place, page.blocks) == ("", "PORT ELLIS", whole.blocks)
    page = without(PAGE, "07:05 GMT9 March 2019\n")
    assert (page.clock, page.section, page.blocks) == (None, "Sea & Harbour", whole.blocks)
    page = without(PAGE, "    Sea & Harbour\n")
    assert (page.section, page.dossiers, page.blocks) == ("", whole.dossiers, whole.blocks)


def test_without_a_dateline_the_first_paragraph_is_the_standfirst() -> None:
    page = without(PAGE, "PORT ELLIS (Kestrel) — ")
    assert (page.place, page.agency) == ("", "")
    assert page.standfirst == read(PAGE).standfirst
    assert page.blocks == read(PAGE).blocks


def test_several_standfirst_paragraphs_are_one_text() -> None:
    page = read(PAGE.replace(STANDFIRST, STANDFIRST + "\n    The fish market is open.\n"))
    assert page.standfirst == read(PAGE).standfirst + " The fish market is open."


def test_several_dossiers_are_named_once_in_order() -> None:
    second = "    The Second Dossier (12)\n"
    above = HEAD + DOSSIER + second + STANDFIRST + BODY
    page = read(above + "\n" + second + DOSSIER + RELATED + TAGS + FOOTER)
    assert page.dossiers == ("Storm Over the Northern Ferries", "The Second Dossier")
    assert page == read(above + RELATED + TAGS + FOOTER)
    assert (page.blocks, page.related) == (read(PAGE).blocks, read(PAGE).related)


@pytest.mark.parametrize(
    ("opening", "place", "agency", "text"),
    [
        ("St. ELLIS (Kestrel) — Rain.", "St. ELLIS", "Kestrel", "Rain."),
        ("TEL-ELLIS/RAMM (Kestrel Sport) — Rain.", "TEL-ELLIS/RAMM", "Kestrel Sport", "Rain."),
        ("Rio de Ellis (Reuters) - Rain.", "Rio de Ellis", "Reuters", "Rain."),
        ("The Old Union (TOU) — once banned — met.", "", "", None),
        ("ELLIS, May 24 (Kestrel) — Rain.", "", "", None),
        ("Rain fell (again) — and again.", "", "", None),
        ("ELLIS — Rain.", "", "", None),
    ],
)
def test_a_dateline_is_a_place_in_capitals_and_an_agency(
    opening: str, place: str, agency: str, text: str | None
) -> None:
    page = read(PAGE.replace(BODY, f"\n    {opening}\n\n    It goes on.\n"))
    assert (page.place, page.agency) == (place, agency)
    assert page.blocks == (Block("paragraph", text or opening), Block("paragraph", "It goes on."))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We wait.”", "quotation"),
        ("« On attend. »", "quotation"),
        ('"We wait." "We do."', "quotation"),
        ('"We wait".', "quotation"),
        ('"We wait," he said.', "paragraph"),
        ('"We wait," he said. "We do."', "paragraph"),
        ('[Laughs.] "We wait."', "paragraph"),
        ('"We wait, and it goes on', "paragraph"),
        ("'We wait.'", "paragraph"),
        ('He said: "We wait."', "paragraph"),
    ],
)
def test_a_quotation_block_has_nothing_outside_its_marks(text: str, kind: str) -> None:
    page = read(PAGE.replace("It was the third storm of the winter.", text))
    assert [(block.kind, block.text) for block in page.blocks][-1] == (kind, text)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "this is empty"),
        (b"\xef\xbb\xbf \r\n\t", "this is empty"),
        (b"a" * (MAX_BYTES + 1), "this is too large for one page (more than 1,000,000 bytes)"),
        (PAGE.encode("utf-16"), "this is UTF-16 text (it has a UTF-16 BOM)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is binary (byte 0x1A at offset 6)"),
        (b"GIF89a\x01\x00", "this is binary (byte 0x01 at offset 6)"),
        (b"%PDF-1.7\nGet short URL", "this is binary (a PDF)"),
        (b"\n<!DOCTYPE html><title>x</title>", "this is HTML"),
        (b"<div>" + PAGE.encode() + b"</div>", "this is HTML"),
        (b"caf\xe9 " + PAGE.encode(), "this is not UTF-8 (byte 0xE9 at offset 3)"),
        (b"\xef\xbb\xbfcaf\xe9 " + PAGE.encode(), "this is not UTF-8 (byte 0xE9 at offset 6)"),
        (b"Once upon a time.\n\nThe end.", "this is not a saved story page: it has no clock line"),
        ((HEAD + FOOTER).encode(), "this page has no text between its furniture"),
        ((HEAD + DOSSIER + TAGS + FOOTER).encode(), "this page has no text"),
    ],
)
def test_what_is_not_a_page_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotAPageText) as refused:
        parse(data)
    assert refused.value.reason.startswith(reason)
    assert str(refused.value) == refused.value.reason
    assert "; " in refused.value.reason and "\n" not in refused.value.reason


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (STANDFIRST, ["clock", "Get short URL", "Community standards"]),
        (STANDFIRST + FOOTER, ["clock", "Get short URL"]),
        ("Get short URL\n" + STANDFIRST, ["clock", "Community standards"]),
        ("07:05 GMT9 March 2019\n" + STANDFIRST, ["Get short URL", "Community standards"]),
        ("27:05 GMT9 March 2019\n" + STANDFIRST + FOOTER, ["clock", "Get short URL"]),
        ("07:05 GMT9 Marc 2019\n" + STANDFIRST + FOOTER, []),
        ("07:05 GMT9 Marz 2019\n" + STANDFIRST + FOOTER, ["clock", "Get short URL"]),
    ],
)
def test_two_of_three_marks_of_the_furniture_are_needed(text: str, missing: list[str]) -> None:
    if not missing:
        assert read(text).standfirst == STANDFIRST.strip()
        return
    with pytest.raises(NotAPageText) as refused:
        read(text)
    for mark in ["clock", "Get short URL", "Community standards"]:
        assert (mark in refused.value.reason.split("it has no")[1]) == (mark in missing)


WORDS = st.text(alphabet='ab"“”[](),.—\u00a0\u2009 \t', min_size=1, max_size=30)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, max_size=6))
def test_every_word_of_the_body_is_kept_in_order(paragraphs: list[str]) -> None:
    body = BODY + "".join(f"\n    {paragraph}\n" for paragraph in paragraphs)
    page = read(PAGE.replace(BODY, body))
    kept = [word for block in page.blocks for word in block.text.split()]
    assert kept == body.split("—", 1)[1].split()


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_read_or_refused_never_an_error(data: bytes) -> None:
    try:
        page = parse(PAGE[:60].encode() + data + FOOTER.encode())
    except NotAPageText as refused:
        assert refused.reason
    else:
        assert page.standfirst or page.blocks


@pytest.mark.parametrize(
    "piece", ["A ", "a\n\n", "A (1)\n", "(1", '"', "Aa Bb, ", "A,\n", "A said B ", "A (B) — \n"]
)
def test_a_megabyte_of_anything_takes_linear_time(piece: str) -> None:
    room = MAX_BYTES - len(PAGE.encode()) - 10
    filler = piece * (room // len(piece.encode()))
    started = time.process_time()
    for text in (PAGE.replace(BODY, BODY + "\n" + filler + "\n"), filler):
        try:
            read(text)
        except NotAPageText as refused:
            assert refused.reason
    assert time.process_time() - started < 20
