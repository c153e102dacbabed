"""The seed's page, pasted at the desk's door: every part of it in its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.desk import public as desk
from dateline.desk.models import Story

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed" / "page.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this clone")


def test_the_seed_pasted_is_a_draft_with_its_parts_in_their_fields(house):
    understood = desk.understand(SEED.read_text())
    assert understood.kind == "page text"
    assert any("13:13 GMT 25 January 2021" in note for note in understood.notes)
    guid = desk.paste(SEED.read_bytes())
    assert desk.paste(SEED.read_text()) == guid
    story = Story.objects.get(guid=guid)
    filing = story.filing()
    assert (story.state, filing.published_at, filing.headline_missing) == ("draft", None, True)
    assert (filing.section.name, filing.credit) == ("Military & Intelligence", "Sputnik")
    assert filing.place is not None and filing.place.name == "BAGHDAD"
    assert [dossier.name for dossier in filing.dossiers] == [
        "Violence Erupts as Islamic State Rises"]
    assert [block.kind[0] for block in filing.blocks] == list("ppppqpqpp")
    assert len(filing.related) == 4
    assert [(tag.kind, tag.guessed) for tag in filing.tags] == [
        ("subject", True), ("organisation", True), ("person", True), ("place", True),
        ("place", True)]
