"""Texts of live stories say what the whole versions say, and nothing of any other."""

from __future__ import annotations

from datetime import timedelta

from cast import filed, live, story
from dateline.desk import public as desk
from dateline.desk.public import Block
from dateline.record import public as record

BLOCKS = (Block("paragraph", "One."), Block("quote", "Two.", speaker="Ada Moss", role="pilot"),
          Block("list", items=("three", "four")))


def test_a_text_says_what_the_version_says(house, noon):
    first = live("Un départ", at=noon, section="Politics", authors=("B. Writer",), blocks=BLOCKS,
                 language="fr", standfirst="In short.", published_at=noon - timedelta(days=9))
    dated = live("A bridge opens", at=noon, blocks=BLOCKS)
    undated = desk.file_batch([story("No day", source="t:1")], at=noon).published[0]
    guids = tuple(record.guids([record.number_of(done.code) for done in (
        first[1], dated[1], undated)]).values())
    versions, texts = record.whole(guids), record.texts(guids)
    assert versions.keys() == texts.keys() == set(guids)
    for guid, version in versions.items():
        text = texts[guid]
        for name in ("guid", "version", "code", "address", "short_address", "headline",
                     "standfirst", "language", "blocks", "published_at", "modified_at"):
            assert getattr(text, name) == getattr(version, name), name
        assert text.section == version.section.name
        assert text.authors == tuple(author.number for author in version.authors)
    assert {version.published_at is None for version in versions.values()} == {False, True}


def test_what_is_not_live_has_no_text(house, noon):
    guid, _ = live("Gone", at=noon)
    draft = filed("A draft")
    assert set(record.texts((guid, draft))) == {guid}
    desk.kill(guid, "It was false.", reason="hoax", at=noon)
    assert record.texts((guid, draft)) == {} == record.texts(())


def test_a_section_that_was_merged_is_called_as_what_it_became(house, noon):
    guid, _ = live("One", at=noon, section="Doubled")
    live("Two", at=noon, section="Sport")
    desk.merge("section", "doubled", "Sport", at=noon)
    text = record.texts((guid,))[guid]
    assert (text.section, text.address) == ("Sport", record.whole((guid,))[guid].address)
