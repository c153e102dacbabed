"""Random acts, a clock that goes both ways: every served page equals a fresh one, byte for byte.

On PostgreSQL, beside SQLite, less often; at night (DATELINE_NIGHTLY) thousands of times.
"""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cast import all_checked
from conftest import POSTGRESQL
from crawl import links, surfaces
from dateline.delivery.front import PARAMETERS
from dateline.delivery.pieces import MISSING, canonical_address
from dateline.delivery.public import Missing, Whole, fresh
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Item, Listing, Picture, ShownBanner, ShownFront, Version
from dateline.site.editions import spelled
from newsroom import ACTS, Newsroom
from picturing import names

NIGHTLY = int(os.environ.get("DATELINE_NIGHTLY") or 0)
RUNS, FETCHED = (NIGHTLY, 12) if NIGHTLY else (10 if POSTGRESQL else 30, 4)
FIRST = ("/", "/about/", "/community-standards/", "/nowhere/", "/~aaaaaa", "/dossier/floods/",
         "/dossier/the-long-war/", "/politics/", "/place/iraq/", "/author/ann-lee/", "/search-2/",
         "/imprint/", "/site/accent-7d0b4f.css", "/fr/", "/archive/", "/place/", "/author/",
         "/dossier/", "/section/?letter=p")
Served = tuple[int, Any, Any, Any]
Listed = tuple[int, datetime, str, list[str]]
LISTS = ("/politics/", "/dossier/floods/", "/place/iraq/", "/author/ann-lee/", "/search-2/")


class Readers:
    """Those who read meanwhile: the addresses they know, and the lists they were shown."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.known = dict.fromkeys(FIRST)
        self.shown: list[Served] = []
        self.listed: list[Listed] = []

    def read(self, newsroom: Newsroom, pick: random.Random) -> None:
        """Fetch some addresses, the newest of them among these, and ask for some lists."""
        known = list(self.known)
        some = ["/", *known[-1:], *pick.sample(known, min(len(known), FETCHED - 2))]
        for address in dict.fromkeys(some):
            self._compare(address)
        pages = [address for address in some if not address.startswith("/pictures/")]
        self._compare(_then(pick.choice((*LISTS, *pages)), pick.choice(newsroom.past)))
        self._note(pick.choice(LISTS), newsroom.moment)
        for _ in range(2):
            ask = _question(pick)
            self.shown.append((record.head(), newsroom.moment, ask, ask()))

    def _compare(self, address: str) -> None:
        if address.startswith("/pictures/"):
            self._compare_picture(address.rpartition("/")[2])
            return
        right = _fresh(address)
        for _ in range(2):  # made now; then as the front has it
            answer = self.reader.get(address)
            assert answer.body == right.body, address
            assert (answer.status, answer.headers["ETag"]) == (right.page.status, right.etag)
        if answer.status == 200:
            plain = address.partition("?")[0]
            self.known |= dict.fromkeys((*links(answer.body), *surfaces(plain)))

    def _note(self, address: str, moment: datetime) -> None:
        answer = self.reader.get(address)
        if answer.status == 200:
            self.listed.append((record.head(), moment, address, _codes(answer.body)))

    def compare_editions(self) -> None:
        """A list read at a past moment has the stories it had then, without those gone by now."""
        for seq, moment, address, was in self.listed:
            stood = record.edition_before(moment)
            if stood is None or stood[0] != seq:
                continue  # the clock did not go on, or was set back
            answer = self.reader.get(_then(address, moment))
            live = [code for code in was if record.story(code).state == "live"]
            assert (answer.status, _codes(answer.body)) == (200, live), (seq, moment, address)

    def _compare_picture(self, name: str) -> None:
        """A picture is there while a live story's public version shows it, and then whole."""
        live = (record.story(item.code) for item in record.latest(limit=1000).items)
        shown = {file for version in live if version for file in _files(version)}
        answer = self.reader.get(f"/pictures/{name}")
        right = record.file_of(name).read_bytes() if name in shown else fresh(MISSING).body
        assert (answer.status, answer.body) == (200 if name in shown else 404, right), name

    def compare_past(self) -> None:
        """What was served at an earlier entry is what that entry's past shows, as masked now."""
        for seq, moment, ask, was in self.shown:
            with clock.at(moment):
                assert _aligned(ask(as_of=seq), was) == _masked(_aligned(was, was)), (seq, ask)


def _files(version: Version) -> list[str]:
    pictures = [version.picture, *(one for block in version.blocks for one in block.pictures)]
    return names(*filter(None, pictures))


def _then(address: str, moment: datetime) -> str:
    return f"{address}{'&' if '?' in address else '?'}at={spelled(moment)}"


def _codes(page: bytes) -> list[str]:
    """The codes of a list's stories, in order."""
    main = page.decode().partition("<main")[2].partition("</main>")[0]
    found = (re.search(r'href="[^"?]*~([^"?~]+)', line) for line in main.split("<li")[1:])
    return [line[1] for line in found if line]


def _fresh(address: str) -> Whole:
    path, _, query = address.partition("?")
    try:
        return fresh(canonical_address(unquote(path), query, PARAMETERS))
    except Missing:
        return fresh(MISSING)


class _Ask:
    """A selector and its arguments, to be asked now and again later."""

    def __init__(self, selector: Any, *args: Any, **named: Any) -> None:
        self.selector, self.args, self.named = selector, args, named

    def __call__(self, **as_of: int) -> Any:
        return self.selector(*self.args, **self.named, **as_of)

    def __repr__(self) -> str:
        return f"{self.selector.__name__} {self.args} {self.named}"


def _question(pick: random.Random) -> _Ask:
    every = [term.number for term in (*record.sections(), *record.dossiers())]
    items = record.latest(limit=100).items
    number = pick.choice([*every, *range(1, 9)] if every else [1])
    code = pick.choice(items).code if items else ""
    asks = [
        _Ask(record.latest, limit=5), _Ask(record.recent, hours=48), _Ask(record.site),
        _Ask(record.latest, limit=5, before=code), _Ask(record.in_term, number),
        _Ask(record.in_term, number, before=code, limit=3), _Ask(record.sections),
        _Ask(record.dossiers), _Ask(record.latest, section=number),
        _Ask(record.term_by_number, number), _Ask(record.story, code),
        _Ask(record.front), _Ask(record.banner),
    ]
    if every:
        asks.append(_Ask(record.count, pick.choice(every)))
    return pick.choice(asks)


def _masked(was: Any) -> Any:
    """The past as it may be shown today (DESIGN 4.3): of stories not live now only the notice."""
    if isinstance(was, Listing):
        return replace(was, items=tuple(_masked_item(item) for item in was.items))
    if isinstance(was, ShownFront):
        return replace(
            was, top=_still(was.top), banner=_masked(was.banner),
            rails=tuple(replace(rail, pins=_still(rail.pins)) for rail in was.rails),
        )
    if isinstance(was, ShownBanner):
        item = _still((was.item,)) if was.item else ()
        return replace(was, item=item[0] if item else None) if item or not was.item else None
    if isinstance(was, Version):
        now = record.story(was.code)
        assert now is not None
        return now if now.state != "live" else _without_old_pictures(was)
    return was


def _without_old_pictures(was: Version) -> Version:
    """The version without pictures that no live story shows now."""
    blocks = (replace(block, pictures=tuple(filter(_public, block.pictures)))
              for block in was.blocks)
    return replace(
        was, picture=was.picture if was.picture and _public(was.picture) else None,
        blocks=tuple(block for block in blocks if block.kind != "picture" or block.pictures),
    )


def _public(picture: Picture) -> bool:
    return all(record.shown(name) for name in names(picture))


def _aligned(answer: Any, was: Any) -> Any:
    """The answer without links that then led to a story which is not live now."""
    if not isinstance(answer, Version):
        return answer
    lost = {link.headline for link in was.related if link.address and not _live(link.address)}
    return replace(answer, related=tuple(
        replace(link, address="") if link.headline in lost else link for link in answer.related
    ))


def _still(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Of the stories on a front page those that are live now: the others are not even notices."""
    return tuple(_masked_item(item) for item in items if _live(item.address))


def _masked_item(item: Item) -> Item:
    now = record.story(item.code)
    assert now is not None
    if now.state == "live":
        gone = item.picture is not None and not _public(item.picture)
        return replace(item, picture=None) if gone else item
    return Item(item.code, now.short_address, now.state, notice=now.notices[-1].text)


def _live(address: str) -> bool:
    version = record.story(address.rpartition("~")[2])
    return version is not None and version.state == "live"


@settings(
    max_examples=RUNS, deadline=None, derandomize=not NIGHTLY, database=None,
    suppress_health_check=list(HealthCheck),
    phases=list(Phase) if NIGHTLY else [Phase.generate],  # to shrink takes minutes
)
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2**32 - 1)),
                  min_size=20, max_size=20),
    eye=st.randoms(use_true_random=False),
)
def test_every_page_served_equals_a_fresh_one(make_house, reader, noon, acts, eye):
    make_house()
    newsroom, readers = Newsroom(noon), Readers(reader)
    for name, seed in acts:
        with clock.at(newsroom.moment):
            before = record.head()
            if not newsroom.act(name, seed):
                assert record.head() == before
        with clock.at(newsroom.moment):
            readers.read(newsroom, eye)
    with clock.at(newsroom.moment):
        readers.compare_past()
    with clock.at(max(newsroom.past) + timedelta(days=1)):
        readers.compare_editions()
        assert all_checked()
