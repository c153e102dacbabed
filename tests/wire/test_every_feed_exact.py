"""Random acts, a clock that goes both ways: every feed and sitemap served equals a fresh one.

On PostgreSQL, beside SQLite, less often.
"""

from __future__ import annotations

import os
import random
from typing import Any
from urllib.parse import unquote

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import POSTGRESQL
from crawl import told
from dateline.delivery.pieces import MISSING, canonical_address
from dateline.delivery.public import Missing, Whole, fresh
from dateline.lib import clock
from dateline.record import numbering, roll, runs
from dateline.wire import feeds
from newsroom import ACTS, Newsroom

NIGHTLY = int(os.environ.get("DATELINE_NIGHTLY") or 0)
RUNS, FETCHED = (NIGHTLY, 16) if NIGHTLY else (5 if POSTGRESQL else 10, 8)
FIRST = ("/sitemap.xml", "/sitemap-lists.xml", "/sitemap-news.xml", "/robots.txt", "/atom.xml",
         "/fr/rss.xml", "/politics/atom.xml", "/dossier/floods/feed.json", "/place/iraq/rss.xml",
         "/dossier/the-long-war/atom.xml", "/author/ann-lee/atom.xml", "/search-2/atom.xml",
         "/sitemap-0.xml", "/sitemap-1.xml", "/feeds/")


def made_anew(address: str) -> Whole:
    """What is right at this address."""
    try:
        return fresh(canonical_address(unquote(address), "", ()))
    except Missing:
        return fresh(MISSING)


def compare(reader: Any, address: str) -> list[str]:
    """The answer is right, made now and as it is kept; what it leads to."""
    right = made_anew(address)
    for _ in range(2):
        answer = reader.get(address)
        assert answer.body == right.body, address
        assert (answer.status, answer.headers["ETag"]) == (right.page.status, right.etag)
    return [at for at in told(answer) if at.endswith((".xml", ".json")) and "~" not in at]


@settings(
    max_examples=RUNS, deadline=None, derandomize=not NIGHTLY, database=None,
    suppress_health_check=list(HealthCheck),
    phases=list(Phase) if NIGHTLY else [Phase.generate],
)
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2**32 - 1)),
                  min_size=20, max_size=20),
    eye=st.randoms(use_true_random=False),
)
def test_every_feed_served_equals_a_fresh_one(make_house, reader, noon, monkeypatch, acts, eye):
    monkeypatch.setattr(runs, "ONE_IN", 2)
    monkeypatch.setattr(runs, "CHUNK", 3)
    monkeypatch.setattr(feeds, "NEWEST", 2)
    for module in (numbering, roll):
        monkeypatch.setattr(module, "PART", 4)
    make_house()
    newsroom, known = Newsroom(noon), dict.fromkeys(FIRST)
    for name, seed in acts:
        with clock.at(newsroom.moment):
            newsroom.act(name, seed)
            read(reader, known, eye)
    assert len(known) >= len(FIRST)


def read(reader: Any, known: dict[str, None], eye: random.Random) -> None:
    """Fetch some addresses, the newest known among them."""
    addresses = list(known)
    some = [*addresses[-2:], *eye.sample(addresses, min(len(addresses), FETCHED - 2))]
    for address in dict.fromkeys(some):
        known |= dict.fromkeys(compare(reader, address))
