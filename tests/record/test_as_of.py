"""The past as it may be shown today: what was served then, the gone only as their notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from cast import all_checked, filed, live, story
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Item, Listing, Related, Site, Version
from eras import short_eras

HOUR = timedelta(hours=1)


class Witness:
    """Writes down what the record answers after each entry, and asks again later."""

    def __init__(self) -> None:
        self.seen: dict[int, list[tuple]] = {}

    def look(self, at):
        """Everything public now, with the question that brought it."""
        with clock.at(at):
            self.seen[record.head()] = [(ask, ask(), at) for ask in self.questions()]

    def questions(self):
        """Every public list and document there is by now."""
        codes = sorted({entry.code for _, entry in record.follow() if entry.code})
        asks = [record.latest, partial(record.latest, limit=2), record.sections, record.dossiers]
        asks += [partial(record.recent, hours=48), record.site]
        asks += [partial(record.story, code) for code in codes]
        asks += [partial(record.latest, limit=2, before=code) for code in codes]
        for slug in ("floods", "high-water", "not-there"):
            asks.append(partial(record.term, "dossier", slug))
        for number in range(1, 40):
            if record.term_by_number(number) is not None:
                asks += [partial(record.count, number), partial(record.in_term, number)]
                asks += [partial(record.term_by_number, number)]
        return asks

    def verify(self):
        """Every question as of every earlier entry; how many were asked."""
        asked = 0
        for seq, answers in self.seen.items():
            for ask, then, at in answers:
                with clock.at(at):
                    assert ask(as_of=seq) == masked(then), (seq, ask)
                asked += 1
        return asked


def masked(answer):
    """What was served then, as it may be shown today."""
    if isinstance(answer, Listing):
        return replace(answer, items=tuple(map(masked, answer.items)))
    if isinstance(answer, Version):
        return masked_version(answer)
    if isinstance(answer, Item):
        now = record.story(answer.code)
        if now.state == "live":
            return answer
        return Item(now.code, f"/~{now.code}", now.state, notice=now.notices[-1].text)
    return answer


def masked_version(then):
    now = record.story(then.code)
    if now.state != "live":
        return now
    related = tuple(
        Related(r.headline, r.address if r.address and is_live(r.address) else "")
        for r in then.related
    )
    return replace(then, related=related)


def is_live(address):
    return record.story(address.rpartition("~")[2]).state == "live"


def acts(noon):
    """A history with every act in it, one entry each."""
    guids = {}

    def publish(name, headline, **fields):
        guids[name] = filed(headline, backfile=name == "undated", **fields)
        return partial(desk.publish, guids[name])

    def act(do, name, *args, **fields):
        return lambda **at: do(guids[name], *args, **fields, **at)

    wet = Tag("Rain", "subject")
    yield partial(desk.add_section, "World")
    yield publish("a", "First", dossiers=("Floods",), tags=(wet,), place="Iraq")
    yield publish("b", "Second", dossiers=("Floods", "Fires"), authors=("A. Writer",))
    yield publish("c", "Third", section="World", related=("Second", "Fourth"))
    yield publish("undated", "Fourth", dossiers=("Fires",))
    yield act(desk.update, "a", {"headline": "First, again", "tags": ()})
    yield act(desk.correct, "a", {"standfirst": "Nine."}, wrong="ten", right="nine")
    yield partial(desk.rename, "dossier", "Floods", "High Water")
    yield act(desk.resection, "b", "World")
    yield act(desk.withdraw, "b", "We are checking it.")
    yield partial(desk.configure, Site(name="The Witness", about=("We look.",)))
    yield act(desk.publish, "b")
    yield partial(desk.rename, "section", "World", "Abroad")
    yield publish("d", "Fifth", published_at=noon - 40 * HOUR, dossiers=("High Water",))
    yield publish("e", "Sixth", published_at=noon - 9999 * HOUR, section="Abroad")
    yield act(desk.update, "d", {"published_at": noon - 50 * HOUR})
    yield partial(desk.file_batch, [story("Old", source="old", dossiers=("Fires",))])
    yield act(desk.expire, "d", "Its time is over.")
    yield act(desk.kill, "a", "It was false.", reason="hoax")
    yield act(desk.erase, "e", "Erased by law.")
    yield act(desk.withdraw, "undated", "Taken down.")
    yield act(desk.publish, "undated")


@pytest.fixture(params=[15, 2], ids=["one era", "eras of four entries"])
def witness(request, house, noon, monkeypatch):
    """A witness of the whole history."""
    short_eras(monkeypatch, request.param)
    seen = Witness()
    seen.look(noon)
    for n, act in enumerate(acts(noon)):
        act(at=noon + n * HOUR)
        seen.look(noon + n * HOUR)
    return seen


def test_every_list_as_of_every_entry_is_what_was_served_then(witness):
    assert sorted(witness.seen) == list(range(record.head() + 1))
    assert record.head() == 22
    assert witness.verify() > 400
    all_checked()


def test_what_goes_later_is_masked_in_all_the_past(witness, noon):
    items = record.latest().items
    related = next(item.code for item in items if item.headline == "Second")
    desk.kill(desk.find(code=related).guid, "Killed first.", reason="hoax", at=noon + 99 * HOUR)
    witness.verify()
    for n, code in enumerate(sorted({item.code for item in items} - {related})):
        guid = desk.find(code=code).guid
        if n % 2:
            desk.kill(guid, f"Killed {n}.", reason="hoax", at=noon + 99 * HOUR)
        else:
            desk.erase(guid, f"Erased {n}.", at=noon + 99 * HOUR)
    witness.verify()
    for seq in witness.seen:
        listed = record.latest(as_of=seq).items
        assert all(item.state != "live" and not item.headline for item in listed)
    assert record.latest().items == ()


@pytest.mark.parametrize("act", ["withdraw", "expire", "kill", "erase"])
def test_the_past_of_a_story_that_is_gone_is_its_notice(house, noon, act):
    guid, done = live("Secret words", at=noon, standfirst="Secret words", dossiers=("Floods",))
    desk.update(guid, {"blocks": (Block("paragraph", "Secret words"),)}, at=noon)
    fields = {"reason": "hoax"} if act == "kill" else {}
    getattr(desk, act)(guid, "The notice.", at=noon, **fields)
    dossier = record.term("dossier", "floods").number
    for seq in (1, 2):
        shown = record.story(done.code, as_of=seq)
        assert [notice.text for notice in shown.notices] == ["The notice."]
        lists = (record.latest(as_of=seq), record.in_term(dossier, as_of=seq))
        assert [[item.notice for item in listed.items] for listed in lists] == [["The notice."]] * 2
        assert "Secret words" not in repr((shown, lists))
        assert record.count(dossier, as_of=seq) == 1
    assert (record.count(dossier), record.in_term(dossier).items) == (0, ())


def test_a_story_that_came_back_was_away_then(house, noon):
    guid, done = live(at=noon)
    desk.withdraw(guid, "We are checking it.", at=noon)
    desk.publish(guid, at=noon)
    states = [record.story(done.code, as_of=seq).state for seq in (1, 2, 3)]
    assert states == ["live", "withdrawn", "live"]
    assert record.story(done.code, as_of=2).headline == ""
    assert [len(record.latest(as_of=seq).items) for seq in (0, 1, 2, 3)] == [0, 1, 0, 1]


def test_what_was_not_public_then_is_not_in_the_past(house, noon):
    _, first = live("First", at=noon, dossiers=("Floods",))
    _, second = live("Second", at=noon, dossiers=("Fires",))
    assert record.story(second.code, as_of=1) is None
    assert [term.name for term in record.dossiers(as_of=1)] == ["Floods"]
    assert record.term("dossier", "fires", as_of=1) is None
    assert record.story(first.code, as_of=0) is None
    assert (record.sections(as_of=0), record.latest(as_of=0).items) == ((), ())
