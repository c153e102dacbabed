"""IPTC's own file of the media topics, read in place and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.desk import public as desk
from dateline.formats.mediatopics import load

FILE = (Path(__file__).resolve().parents[3]
        / "shared/standards/iptc-mediatopics/data/cptall-en-GB.json")
pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"{FILE.name} is not beside the checkout")


@pytest.fixture(scope="module")
def topics():
    return load(FILE.read_bytes())


def test_every_topic_is_read(topics):
    by_number = {topic.number: topic for topic in topics}
    assert len(by_number) == len(topics) == 1392
    assert sum(topic.retired for topic in topics) == 308
    top = [topic.number for topic in topics if not topic.broader]
    assert top == [f"{number:02}000000" for number in range(1, 18)]
    unrest = by_number["20000065"]
    assert dict(unrest.names) == {"en-GB": "civil unrest"} and unrest.broader == "16000000"
    assert by_number["20000064"].replaced_by == ("20000105",)
    assert not any(topic.replaced_by for topic in topics if not topic.retired)
    assert all(topic.definitions for topic in topics)


def test_it_is_loaded_once_and_found(house, topics):
    done = house.run("import", "mediatopics", str(FILE))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "1392 media topics: 1392 new, 0 changed, 308 retired."
    done = house.run("import", "mediatopics", str(FILE))
    assert "0 new, 0 changed" in done.stdout
    found = desk.find_topics("football")
    assert found[0].path == "sport > competition discipline > football"
    assert "rugby" in [topic.name for topic in found]
    assert desk.find_topics("war crime action") == ()
    assert desk.topic_names(["20000064", "20000065", "99999999"]) == {
        "20000064": "war crime action", "20000065": "civil unrest",
    }
