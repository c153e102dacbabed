"""Two newsrooms that differ only in what is not public yet: nobody outside can tell them apart."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cast import all_checked, filed, live
from conversing import talking, thread_of
from crawl import crawl
from dateline.archive.public import copy_site, leave
from dateline.delivery.streams_tokens import address_of
from dateline.delivery.streams_watch import Watch, look
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from dateline.discussion.public import comments_exported, talked
from dateline.lib import clock
from dateline.record import public as record
from dateline.site.public import news_item
from dateline.wire import public as wire
from dateline.wire.models import Product, Subscriber
from dateline.wire.subscribers.handing import Wanted, after, hand
from dateline.wire.subscribers.writing import FORMATS, Writer
from listening import tokens
from picturing import names, picture

HOUR = timedelta(hours=1)
SECRET: dict[str, Any] = {
    "dossiers": ("The coup", "Floods"), "authors": ("Deep Throat", "Ann Lee"), "place": "Langley",
    "tags": (Tag("Watergate", "event"), Tag("CIA", "organisation"), Tag("CIA", "subject"),
             Tag("Iraq", "place"),
             Tag("Iran", "place"), Tag("burglary", "subject"), Tag("Mark Felt", "person")),
    "related": ("A bridge opens",), "blocks": (Block("paragraph", "The president knew."),),
}
PROBES = ("/", "/scandals/", "/dossier/the-coup/", "/author/deep-throat/", "/place/langley/",
          "/tag/watergate/", "/tag/cia/", "/place/iran/", "/place/iraq/", "/person/mark-felt/",
          "/nowhere/", "/~aaaaaa", "/politics/the-president-resigns~aaaaaa", "/about/",
          "/dossier/floods/", "/hidden/", "/tag/%43IA/", "/dossier/the-plot/", "/tag/bugs/",
          "/dossier/the-leak/", "/plots/",
          "/robots.txt", "/.well-known/security.txt", "/sitemap.xml", "/sitemap-news.xml",
          "/scandals/rss.xml", "/dossier/the-coup/atom.xml", "/author/deep-throat/feed.json",
          "/place/langley/rss.xml", "/hidden/feed.json", "/plots/atom.xml", "/sitemap-1.xml",
          "/rss-aaaaaa.xml", "/fr/rss.xml", "/discussion/~aaaaaa/", "/discussion/~aaaaaa/1/",
          "/discussion/~aaaaaa/feed/", "/discussion/~aaaaaa/since/0/", "/section/", "/dossier/",
          "/tag/", "/person/", "/place/", "/author/", "/tag/?letter=w", "/person/?letter=m",
          "/dossier/?after=the-coup", "/author/?after=deep-throat")


@pytest.fixture
def guids(house, noon) -> dict[str, str]:
    """The history both have: what is public, and the drafts that both publish later."""
    desk.configure(Site(name="The Post"), at=noon)
    found = {name: live(name, at=noon, dossiers=("Floods",), related=("The president resigns",))[0]
             for name in ("A bridge opens", "Rain", "To be killed")}
    told = thread_of(live("Talked about", at=noon)[1].code, at=noon)
    with talking(told, at=noon) as on:
        on.say("In answer", by="Ben", to=on.say("Well said."))
        on.say("Nobody reads this", state="pending")
    found["later"] = filed("Published later", section="Sport", related=("A bridge opens",))
    found["with draft"] = live("With a draft", at=noon)[0]
    product = wire.save_product(Product(name="Everything"))
    wire.subscribe("The usual", [product])
    wire.subscribe("The entitled", [product], embargo_right=True)
    for headline in ("Sent", "Sent and killed"):
        found[headline] = live(headline, at=noon)[0]
    wire.distribute()
    return found


@pytest.fixture
def both(make_house, house, guids):
    """The two installations, with nothing between them yet."""
    other = make_house(like=house)
    return house, other


def keep_secrets(guids: dict[str, str], noon) -> tuple[str, list[str]]:
    """Everything that must not show, in every state before publication; pictures drawn already."""
    photograph = picture(alt="The president, leaving")
    blocks = (*SECRET["blocks"], Block("picture", pictures=(photograph,)))
    embargoed = filed("The president resigns", section="Scandals", **SECRET | {"blocks": blocks})
    desk.embargo(embargoed, noon + 4 * HOUR)
    for name in ("A bridge opens", "Another", "Politics"):
        desk.submit(filed(name, section="Hidden", **SECRET))
    filed("Only a draft", section="Politics", **SECRET)
    desk.save_draft(guids["with draft"], SECRET | {"headline": "Nobody reads this"})
    desk.embargo(filed("Rain", **SECRET), noon + 100 * HOUR)
    filed("Plotters", section="Plots", dossiers=("The plot",), tags=(Tag("Bugs", "subject"),))
    desk.merge("dossier", "The plot", "Floods", at=noon)
    desk.merge("section", "Plots", "Politics", at=noon)
    desk.retype("subject", "Bugs", "event", at=noon)
    desk.split("Floods", [desk.find(guid=embargoed).guid], "The leak", at=noon)
    return embargoed, [f"/pictures/{name}" for name in names(photograph)]


def public_acts(guids: dict[str, str], noon) -> None:
    """What both do in public; some of it uses words that one of them knows from its secrets."""
    desk.save_draft(guids["later"], {"dossiers": ("THE COUP",), "tags": (Tag("cia", "event"),
                                     Tag("cia", "organisation"))})
    desk.publish(guids["later"], at=noon + HOUR)
    desk.add_section("Hidden", at=noon + HOUR)
    desk.update(guids["Rain"], {"tags": (Tag("IRAQ", "place"), Tag("Iran", "place")),
                                "authors": ("ANN  Lee",)}, at=noon + HOUR)
    desk.correct(guids["A bridge opens"], {"place": "LANGLEY", "dossiers": ("Floods", "The Coup")},
                 wrong="left", right="right", at=noon + HOUR)
    desk.kill(guids["To be killed"], "Killed.", reason="Wrong.", at=noon + 2 * HOUR)
    desk.kill(guids["Sent and killed"], "Killed.", reason="Wrong.", at=noon + 2 * HOUR)
    desk.rename("dossier", "Floods", "The great floods", at=noon + 2 * HOUR)
    desk.rename("author", "Ann Lee", "Deep Throat", at=noon + 2 * HOUR)
    desk.resection(guids["Rain"], "SCANDALS", at=noon + 2 * HOUR)
    desk.update(guids["with draft"], {"standfirst": "Changed."}, at=noon + 2 * HOUR)
    desk.merge("place", "Iraq", "Iran", at=noon + 2 * HOUR)
    desk.retype("event", "cia", "subject", at=noon + 2 * HOUR)
    desk.merge("subject", "cia", "CIA", into_kind="organisation", at=noon + 2 * HOUR)
    desk.describe("The great floods", "The river.", at=noon + 2 * HOUR)
    desk.split("The great floods", [guids["A bridge opens"]], "The plot", at=noon + 2 * HOUR)
    desk.order_sections(["Hidden", "Politics"], at=noon + 2 * HOUR)


def everything(make_house, house, reader, moment, more=()) -> dict[str, Any]:
    """Every surface there is, as one looks at it from outside: answers whole, with headers."""
    make_house.enter(house)
    with clock.at(moment):
        desk.release_due()
        short = {f"/~{entry.code}" for _, entry in record.follow() if entry.code}
        seen: dict[str, Any] = dict(crawl(reader, [*PROBES, *more, *sorted(short)]))
        again = {address: reader.get(address) for address in seen}
        assert again == seen
        seen["streams"] = told([answer.text for answer in again.values()
                                if answer.headers.get("Content-Type", "").startswith("text/html")])
        for seq in (*range(1, record.head() + 1), None):
            seen[f"as of {seq}"] = lists(seq)
        seen["log"] = list(record.follow())
        seen["wire"] = sent("The usual")
    return seen


def sent(name: str) -> list[Any]:
    """Everything that a subscriber is handed, in every format."""
    wire.distribute()
    one = Subscriber.objects.get(name=name).pk
    wanted = [Wanted(one, "pull", form, after(one, 0, 1000)) for form in FORMATS]
    return [each.copies for each in hand(wanted, Writer(), at=clock.now())]


def told(pages: list[str]) -> list[Any]:
    """What an open page of each address would be told, and up to which tick."""
    known = sorted({token for page in pages for token in tokens(page)})
    watches = [Watch(token, str(address_of(token))) for token in known]
    at = look(watches).at
    return [(at.epoch, at.tick) if at else None, *((w.token, w.event) for w in watches)]


def lists(seq: int | None) -> list[Any]:
    named = [record.sections(as_of=seq), record.dossiers(as_of=seq)]
    numbers = [term.number for terms in named for term in terms]
    return [
        *named, record.latest(as_of=seq), record.recent(hours=48, as_of=seq),
        *(record.in_term(number, as_of=seq) for number in numbers),
        *(record.count(number, as_of=seq) for number in numbers),
        *(record.story(item.code, as_of=seq) for item in record.latest(as_of=seq).items),
    ]


def assert_alike(one: dict[str, Any], other: dict[str, Any]) -> None:
    for address in one.keys() | other.keys():
        assert one.get(address) == other.get(address), address


def test_nothing_shows_before_the_lift(make_house, both, guids, reader, noon):
    first, second = both
    make_house.enter(second)
    secret, files = keep_secrets(guids, noon)
    assert files
    assert_alike(*(everything(make_house, house, reader, noon, files) for house in both))
    for house in both:
        make_house.enter(house)
        public_acts(guids, noon)
    for moment in (noon + 2 * HOUR, noon + 4 * HOUR - timedelta(microseconds=1)):
        assert_alike(*(everything(make_house, house, reader, moment, files) for house in both))
    before = everything(make_house, first, reader, noon + 4 * HOUR, files)
    after = everything(make_house, second, reader, noon + 4 * HOUR, files)
    assert desk.find(guid=secret).standing == "live"
    changed = {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}
    assert {"/", "/scandals/", "/dossier/the-coup/", "/author/deep-throat/"} <= changed
    assert set(files) <= changed
    assert {after[at].status for at in files} == {200}
    assert "wire" in changed and len(before["wire"][0]) > 5
    early = [copy.status for copy in sent("The entitled")[0]]
    assert early.count("withheld") == 1, "of the two that were held the other is public now"
    assert "The president resigns" in reader.get(desk.find(guid=secret).address).text
    assert all_checked()


def left(make_house, house, form: str, folder: Path, at: datetime) -> dict[str, bytes]:
    """Every file of what somebody leaves with."""
    make_house.enter(house)
    with clock.at(at):
        if form == "static":
            copy_site(folder, talked=talked)
        else:
            leave(folder, form, item_of=news_item, comments=comments_exported, at=at)
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", ["static", "wxr", "markdown", "ninjs", "newsml-g2"])
def test_nobody_leaves_with_it(form, make_house, both, guids, noon, tmp_path):
    make_house.enter(both[1])
    secret, _ = keep_secrets(guids, noon)
    for house in both:
        make_house.enter(house)
        public_acts(guids, noon)
    one, other = (left(make_house, house, form, tmp_path / f"out{n}", noon + 3 * HOUR)
                  for n, house in enumerate(both))
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert len(one) > (50 if form == "static" else 1)
    make_house.enter(both[1])
    with clock.at(noon + 4 * HOUR):
        desk.release_due()
    assert desk.find(guid=secret).standing == "live"
    later = left(make_house, both[1], form, tmp_path / "later", noon + 4 * HOUR)
    assert any(b"The president resigns" in data for data in later.values())


def test_the_crawl_sees_every_kind_of_surface(make_house, both, guids, reader, noon):
    """Else the other test would say nothing."""
    make_house.enter(both[0])
    public_acts(guids, noon)
    seen = everything(make_house, both[0], reader, noon + 2 * HOUR)
    statuses = {at: answer.status for at, answer in seen.items() if at.startswith("/")}
    assert set(statuses.values()) == {200, 301, 404, 410}
    kinds = {answer.headers["Content-Type"] for at, answer in seen.items()
             if at.startswith("/") and answer.status == 200}
    assert kinds == {
        "text/html; charset=utf-8", "application/json", "image/svg+xml", "image/png",
        "application/manifest+json", "application/rss+xml; charset=utf-8",
        "application/atom+xml; charset=utf-8", "application/feed+json; charset=utf-8",
        "application/xml; charset=utf-8", "text/plain; charset=utf-8",
    }
    assert len(statuses) > 50
    assert all("ETag" in seen[at].headers and "Surrogate-Key" in seen[at].headers
               for at in statuses)
