"""Everything that is emitted for a loaded newsroom is valid: every format, feed, sitemap, answer.

The same for any data folder and any size: `make bench ROOM=validity` (docs/wire.md). Every page
is compared with a new one at night, else some; the other checks are made always.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cast import all_checked
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.project.demo import newsroom
from dateline.wire import public as wire
from dateline.wire.models import Incoming, Product, Way
from dateline.wire.sources.copying import copy_of
from dateline.wire.subscribers.writing import FORMATS
from emitting import everything
from hardcopy import HOUR, publish_all
from judging import ABSENT, ROOT, Judge, there
from subscribing import quiet, sending, turn

NIGHTLY = bool(os.environ.get("DATELINE_NIGHTLY"))
SHARED = ROOT.parent / "shared"
WIRES = SHARED / "samples" / "wire-superdesk-core"
REAL = sorted(SHARED.glob("samples/news-govuk/examples/*/frontend/*.json"))
ENDINGS = {"json": "ninjs", "nitf.xml": "nitf", "xml": "newsmlg2", "txt": "text"}
pytestmark = pytest.mark.skipif(not (there() and WIRES.exists()), reason=ABSENT)


def subscribers() -> None:
    """One for each format, with the right to copy under embargo; each has a folder."""
    product = wire.save_product(Product(name="Everything"))
    for form in FORMATS:
        made = wire.subscribe(form, [product], embargo_right=True)
        Way.objects.create(subscriber=made, kind="drop", form=form, address=form)


def take_in_samples(at) -> int:
    """Every sample of other agencies' wires that is no kill, as a story of ours; how many.

    Some have expired since they were sent.
    """
    wire.read_paths(sorted(path for path in WIRES.rglob("*") if path.is_file()))
    rows = Incoming.objects.exclude(state="killed").select_related("source")
    guids = [desk.file_story(replace(copy_of(row), expires_at=None)) for row in rows]
    for guid in guids:
        desk.publish(guid, at=at)
    return len(guids)


def handed_out(folder: Path) -> Counter:
    """The files that the subscribers were given; each is judged."""
    judge, counts = Judge(), Counter()
    for path in sorted(folder.rglob("*-v*")):
        form = ENDINGS[path.name.partition(".")[2]]
        assert not judge.fault(form, path.read_bytes()), path
        counts[form] += 1
    return counts


def test_everything_that_is_emitted_is_valid(house, reader, noon):
    with clock.at(noon):
        newsroom.load(at=noon, say=lambda line: None)
        subscribers()
        publish_all(noon)
        desk.publish(desk.paste((SHARED / "seed" / "page.txt").read_bytes()), at=noon)
        assert take_in_samples(noon) > 90
    with clock.at(noon + HOUR):
        judge, faults, counts = Judge(), [], Counter()
        for each in everything(reader):
            counts[each.kind] += 1
            wrong = judge.fault(each.kind, each.body, each.name)
            faults += [f"{each.kind} {each.name[:120]}: {wrong}"] if wrong else []
        assert not faults, "\n".join([f"{len(faults)} of {counts.total()}", *faults[:40]])
        with sending() as sender:
            turn(sender, quiet(sender), seconds=600)
        given = handed_out(house.data / "drops")
    least = {"ninjs": 250, "newsmlg2": 250, "nitf": 250, "text": 250, "package": 20, "oembed": 150,
             "rss.xml": 300, "atom.xml": 300, "feed.json": 300, "sitemap": 4}
    assert all(counts[kind] >= number for kind, number in least.items()), counts
    assert set(given) == set(FORMATS) and min(given.values()) > 150, given
    assert all_checked(every_page=NIGHTLY)
