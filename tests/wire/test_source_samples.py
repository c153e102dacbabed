"""Every file of other agencies beside the checkout: its fields on the desk, or a reason.

The table in `docs/wire-in-samples.md` is made here: `REMAKE_TABLES=1` writes it anew.
"""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest

from dateline.desk import public as desk
from dateline.formats.detecting import NAMES, read
from dateline.formats.item import UNDATED
from dateline.lib import clock
from dateline.wire.models import Arrival, Incoming, Reject
from dateline.wire.public import read_paths
from dateline.wire.sources.checking import check as check_sources
from dateline.wire.sources.copying import copy_of
from dateline.wire.sources.keeping import raw_file, reject_file
from dateline.wire.sources.spelling import content_digest, item_of, spelled

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "wire-superdesk-core"
PAGE = ROOT / "docs" / "wire-in-samples.md"
FIELDS = {
    "id": "guid", "headline": "headline", "standfirst": "standfirst", "text": "body_text",
    "dateline": "located", "by": "bylines", "credit": "credit", "language": "language",
    "subjects": "subjects", "urgency": "urgency", "slugline": "slugline", "section": "section",
    "genre": "genre", "pictures": "pictures", "related": "related", "rights": "rights",
    "embargo": "embargoed", "expires": "expires", "signal": "signal", "notices": "notices",
    "first made": "first_created", "published": "published",
}
TOP = """# Other agencies' files, one by one

This table is made by `tests/wire/test_source_samples.py` from the test files of superdesk-core:
what `dateline import wire` does with each. A file is imported with the fields its items carry (*id,
version, time and status are always compared*; *odd* counts the doubts that are shown), or it is
refused with a reason and kept whole. See [wire-in](wire-in.md).

| file | format | items | carries | odd |
|---|---|---|---|---|
"""
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not in shared/")


def files():
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file()
                  and path.name != "SOURCE.txt")


def carried(item):
    names = [name for name, field in FIELDS.items() if getattr(item, field)]
    if item.version_created == UNDATED:
        names.append("no time")
    return names if item.pubstatus == "usable" else [item.pubstatus, *names]


def line(path, summary_reasons):
    name = str(path.relative_to(SAMPLES)).removeprefix("tests/io/fixtures/")
    reason = summary_reasons.get(str(path))
    if reason:
        return f"| `{name}` | – | – | refused: {reason.replace('|', '/')} | – |"
    reading = read(path.read_bytes())
    names = dict.fromkeys(one for each in reading.items for one in carried(each.item))
    odd = sum(len(each.doubts) for each in reading.items)
    return (f"| `{name}` | {NAMES[reading.format]} | {len(reading.items)} | "
            f"{', '.join(names)} | {odd} |")


def test_every_file_is_imported_with_its_fields_or_refused_with_a_reason(house, noon):
    with clock.at(noon):
        done = read_paths(files())
    reasons = dict(done.refused)
    assert done.files == len(files()) > 90 and not done.items["same"] > 20
    for path in files():
        raw = path.read_bytes()
        if str(path) in reasons:
            row = Reject.objects.filter(reason=reasons[str(path)], size=len(raw)).first()
            assert row is not None and reject_file(row.digest).read_bytes() == raw
            continue
        for received in read(raw).items:
            said = spelled(received.item)
            assert item_of(said) == received.item or "\x00" in str(received.item)
            arrival = Arrival.objects.filter(content=content_digest(said)).first()
            assert arrival is not None, (path, received.item.guid)
            if arrival.incoming.content == arrival.content:
                assert arrival.incoming.item == said
                assert arrival.incoming.doubts[:len(received.doubts)] == list(received.doubts)
                assert raw_file(arrival.incoming.raw).exists()
    assert list(check_sources())
    made = TOP + "\n".join(line(path, reasons) for path in files()) + "\n"
    if os.environ.get("REMAKE_TABLES"):
        PAGE.write_text(made)
    assert PAGE.read_text() == made, "REMAKE_TABLES=1 makes it anew"


def test_every_item_that_is_not_killed_becomes_a_story(house, noon):
    with clock.at(noon):
        read_paths(files())
        for row in Incoming.objects.exclude(state="killed").select_related("source"):
            item, copy = item_of(row.item), copy_of(row)
            found = desk.find(guid=desk.file_story(copy))
            assert found.standing == "draft" and found.headline == copy.headline
            assert not item.headline or found.headline == item.headline
            said = " ".join(text for block in copy.blocks for text in texts(block))
            said += copy.note  # has the captions of pictures that were not brought
            sent = unescape(re.sub("<[^>]*>", " ", item.body_html)) or item.body_text
            lost = set(re.findall(r"\w+", sent)) - set(re.findall(r"\w+", said))
            assert not lost, (row.ident, lost)


def texts(block):
    cells = (cell for row in block.rows for cell in row)
    return (block.text, block.url, block.speaker, *block.items, *cells,
            *(f"{number}." for number in range(1, len(block.items) + 1)))
