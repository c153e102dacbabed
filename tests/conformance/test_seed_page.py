"""The real page text is read whole: every part of it, and no word of the body lost."""

from pathlib import Path
from textwrap import wrap

import pytest

from dateline.formats.pagetext import GuessedTag, PageText, parse
from dateline.lib.quotation import runs

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed" / "page.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this clone")


def seed_page() -> PageText:
    return parse(SEED.read_bytes())


def test_the_furniture_of_the_seed_is_read() -> None:
    page = seed_page()
    assert page.clock == "13:13 GMT 25 January 2021"
    assert page.section == "Military & Intelligence"
    assert page.dossiers == ("Violence Erupts as Islamic State Rises",)
    assert (page.place, page.agency) == ("BAGHDAD", "Sputnik")
    assert page.standfirst.startswith("Russia is ready to supply")
    assert page.standfirst.endswith('"anything they ask for" in order to destroy Daesh.')


def test_the_seed_has_nine_blocks_two_of_them_quotations() -> None:
    page = seed_page()
    assert [block.kind[0] for block in page.blocks] == list("ppppqpqpp")
    assert page.blocks[0].text.startswith("Moscow is ready to supply Iraq with any ")
    assert page.blocks[-1].text.endswith('analysis," he added.')


def test_the_insertions_of_the_seed_stand_inside_their_quotations() -> None:
    found = [run for block in seed_page().blocks for run in runs(block.text)]
    inside = [
        run.text
        for before, run, after in zip(found, found[1:], found[2:], strict=False)
        if (before.kind, run.kind, after.kind) == ("quote", "insertion", "quote")
    ]
    assert inside == [
        "[on arms supplies]",
        "[cooperation between Russia, Iran, Iraq and Syria]",
        "[for help in fighting Daesh]",
    ]
    assert len([run for run in found if run.kind == "insertion"]) == 3


def test_related_headlines_and_tags_of_the_seed_are_read() -> None:
    page = seed_page()
    assert len(page.related) == 4
    assert page.related[0].startswith("US-Led Coalition") and page.related[0].endswith(
        "Iraq, Syria"
    )
    assert page.related[-1].endswith("Daesh-Occupied Fallujah")
    assert page.tags == (
        GuessedTag("weapons", "subject"),
        GuessedTag("Daesh", "organisation"),
        GuessedTag("Ilya Morgunov", "person"),
        GuessedTag("Iraq", "place"),
        GuessedTag("Russia", "place"),
    )


def test_every_word_of_the_seed_is_kept_in_order() -> None:
    page = seed_page()
    dossier = f"{page.dossiers[0]} (1881)"
    parts = [
        f"13:13 GMT25 January 2021 Listen Live {page.section} Get short URL {dossier}",
        f"{page.standfirst} {page.place} ({page.agency}) —",
        *(block.text for block in page.blocks),
        dossier,
        *page.related,
        ", ".join(tag.name for tag in page.tags),
        "Community standardsDiscussion",
    ]
    assert " ".join(parts).split() == SEED.read_text(encoding="utf-8").split()


def test_the_seed_reads_the_same_wrapped_or_without_its_empty_lines() -> None:
    lines = SEED.read_text(encoding="utf-8").splitlines()
    wrapped = "\n".join("\n".join(wrap(line, 90)) for line in lines)
    unspaced = "\n".join(line.strip() for line in lines if line.strip())
    assert parse(wrapped.encode()) == parse(unspaced.encode()) == seed_page()


def test_no_block_of_the_seed_has_unusual_space() -> None:
    for block in seed_page().blocks:
        assert block.text == " ".join(block.text.split())
