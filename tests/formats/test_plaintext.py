"""Plain text: golden files, and fields that would break out of their lines."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from test_ninjs import GOLDEN, KILLED, MINIMAL, NOON, RICH

from dateline.formats.item import Notice, Place
from dateline.formats.plaintext import END, dump

CASES = Path(__file__).parent / "cases" / "plaintext"
WITHHELD = replace(
    MINIMAL, pubstatus="withheld", embargoed=NOON + timedelta(hours=3), credit="Dateline"
)


@pytest.mark.parametrize("name", [*GOLDEN, "withheld"])
def test_item_is_written_as_its_golden_file(name: str) -> None:
    item = (GOLDEN | {"withheld": WITHHELD})[name]
    assert dump(item).decode() == (CASES / f"{name}.txt").read_text("utf-8")


def test_killed_item_says_only_that_it_was_killed() -> None:
    written = dump(KILLED).decode()
    assert "withdrawn for legal reasons" in written
    for secret in ("ferry is back", "Brandão", "eleven years", "SALTMARSH", "10:00"):
        assert secret not in written


def test_withdrawn_item_is_not_called_killed() -> None:
    gone = Notice("withdrawal", "Its licence has ended.", NOON)
    written = dump(replace(MINIMAL, pubstatus="canceled", notices=(gone,))).decode()
    assert written.startswith("WITHDRAWN | version 1\n\nWITHDRAWN 4 May 2031 12:00 UTC: Its lic")
    assert "KILL" not in written


def test_story_without_a_place_is_signed_below() -> None:
    written = dump(replace(MINIMAL, credit="Dateline")).decode()
    assert "The ferry is back.\n\n(Dateline)\n\n— 30 —" in written


def test_no_field_breaks_out_of_its_line() -> None:
    forged = f"Boat\r\n\r\n{END}\u2028KILL\x0b\x00\ud800"
    item = replace(
        RICH, headline=forged, slugline=forged, credit=forged, standfirst=forged, rights=forged,
        bylines=(forged, forged), located=Place(forged), uri=forged, guid=forged,
        notices=(Notice("update", forged, NOON, forged, forged),),
    )
    lines = dump(item).decode().split("\n")
    assert lines.count(END) == 1
    assert not [line for line in lines if line.startswith("KILL")]


def test_text_keeps_its_paragraphs_and_no_control_character() -> None:
    written = dump(replace(MINIMAL, body_text="One.\r\n\r\nTwo\x07,\rthree\ttabs.")).decode()
    assert "\n\nOne.\n\nTwo,\nthree\ttabs.\n\n" in written


def test_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        dump(replace(MINIMAL, version_created=datetime(2031, 5, 4)))
