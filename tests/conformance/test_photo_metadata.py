"""Photographs of the field: IPTC's reference picture, cameras', an agency's, one with a place."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from dateline.formats.photometadata import PhotoMetadata, load
from dateline.lib.picture import Taken, take

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "samples" / "photo-metadata"
PHOTOGRAPHS = sorted(path for path in FOLDER.rglob("*") if path.suffix.lower() == ".jpg")
pytestmark = pytest.mark.skipif(not PHOTOGRAPHS, reason="the photographs are not in shared/")
GPS = 0x8825


def taken(path: Path) -> tuple[Taken, PhotoMetadata]:
    with path.open("rb") as file:
        kept = take(file, most_bytes=10_000_000, most_pixels=10_000_000)
    return kept, load(xmp=kept.xmp, iim=kept.iim, exif=kept.exif)


def named(part: str) -> Path:
    return next(path for path in PHOTOGRAPHS if part in path.name)


def test_iptcs_reference_picture_says_all_we_ask() -> None:
    _, said = taken(named("IPTC-PhotometadataRef"))
    assert said == PhotoMetadata(
        title="The Title (ref2017.1)", headline="The Headline (ref2017.1)",
        caption="The description aka caption (ref2017.1)",
        creators=("Creator1 (ref2017.1)", "Creator2 (ref2017.1)"),
        credit="Credit Line (ref2017.1)", source="Source (ref2017.1)",
        rights="Copyright (Notice) 2017.1 IPTC - www.iptc.org  (ref2017.1)",
        terms="Rights Usage Termns (ref2017.1)", location="Sublocation (Core) (ref2017.1)",
        city="City (Core) (ref2017.1)", region="Province/State (Core) (ref2017.1)",
        country="Country (Core) (ref2017.1)", taken_on=date(2017, 7, 13),
        keywords=("Keyword1ref2017.1", "Keyword2ref2017.1", "Keyword3ref2017.1"),
        instructions="An Instruction (ref2017.1)",
    )


def test_iptcs_reference_picture_says_it_in_iim_alone() -> None:
    kept, whole = taken(named("IPTC-PhotometadataRef"))
    said = load(iim=kept.iim)
    for name in ("title", "headline", "caption", "credit", "source", "city", "country", "keywords"):
        assert getattr(said, name) == getattr(whole, name), name


def test_an_agencys_credit_and_caption_are_kept() -> None:
    _, said = taken(named("cp"))
    assert said.credit and said.caption and said.creators
    assert said.credit_line == said.credit


@pytest.mark.parametrize("path", PHOTOGRAPHS, ids=lambda path: path.name)
def test_pixels_stay_and_everything_else_goes(path: Path) -> None:
    kept, _ = taken(path)
    with Image.open(path) as before, Image.open(BytesIO(kept.data)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info.get("icc_profile") == before.info.get("icc_profile")
        assert set(after.info) & {"exif", "xmp", "photoshop", "comment"} == set()
        assert dict(after.getexif()) == {}


def test_a_place_that_was_there_is_gone() -> None:
    with Image.open(named("gpsinfo")) as before:
        assert before.getexif().get_ifd(GPS)
    kept, said = taken(named("gpsinfo"))
    with Image.open(BytesIO(kept.data)) as after:
        assert after.getexif().get_ifd(GPS) == {}
    assert b"Apple" not in kept.data and b"iPhone" not in kept.data
    assert said == PhotoMetadata(taken_on=date(2014, 3, 8))
