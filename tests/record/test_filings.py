"""A filing that waits comes back as it was."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime

from dateline.record.public import (
    Block,
    Filing,
    Mark,
    Named,
    Picture,
    Rendition,
    filing_of,
    spelled_filing,
)

WHOLE = Filing(
    guid="6c8f4f3c-0000-4000-8000-000000000000", headline="A bridge", standfirst="Opens.",
    section=Named("1", "section", "Politics"), place=Named("2", "place", "Oslo", guessed=True),
    headline_missing=True, slugline="BRIDGE", credit="Dateline", related=("One", "Two"),
    authors=(Named("3", "author", "Ann"),), dossiers=(Named("4", "dossier", "Bridges"),),
    tags=(Named("5", "person", "Bo", guessed=True), Named("6", "event", "Day")),
    blocks=(
        Block("paragraph", "Text", marks=(Mark(0, 2, "link", "https://example.org/"),)),
        Block("list", items=("a", "b"), ordered=True),
        Block("table", "T", rows=(("a", "b"), ("c", "d")), header=True),
        Block("gallery", pictures=(Picture((Rendition("x.jpg", 3, 2),), "alt", "cap", "me"),)),
    ),
    published_at=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC),
    expires_at=datetime(2027, 1, 2, tzinfo=UTC), language="ar", urgency=3, genre="Analysis",
    rights="All", short_headline="Short", topics=("20000065",), pinned=("7",),
    picture=Picture((Rendition("y.jpg", 30, 20),), "alt"), translation_of="8", sub_judice=True,
    minors=True,
)


def test_a_whole_filing_comes_back():
    plain = Filing(guid="1", headline="", section=Named("1", "section", "Politics"))
    assert all(getattr(WHOLE, field.name) != getattr(plain, field.name)
               for field in fields(Filing) if field.name not in ("section",))
    for filing in (WHOLE, plain):
        assert filing_of(json.loads(json.dumps(spelled_filing(filing)))) == filing
