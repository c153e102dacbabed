"""The front page desk: who may, through its door and its addresses, planned to the second."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.test import Client

from cast import all_checked, filed, ledger, live
from dateline.desk import public as desk
from dateline.desk.models import PlannedFront, Signed
from dateline.desk.public import Banner, Front, FrontMoved, NotFront, NotPermitted, PlanMoved, Rail
from dateline.lib import clock
from dateline.people.public import ROLES
from dateline.record import public as record
from desking import desk_of, person
from fronting import Screen

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)
FRONT = "/desk/front/"
MAY = {"editor", "chief editor"}


@pytest.fixture
def guids(house, noon):
    """Four live stories by their headlines."""
    return {name: live(name, at=noon)[0] for name in ("One", "Two", "Three", "Four")}


def top():
    return [item.headline for item in record.front().top]


ACTS = {
    "arrange": lambda guids, by, at: desk.arrange(Front(guids["One"]), by=by, at=at),
    "plan": lambda guids, by, at: desk.plan(Front(guids["One"]), at + HOUR, by=by, at=at),
    "replan": lambda guids, by, at: desk.replan(
        desk.plans()[0].number, Front(guids["Two"]), at + HOUR, by=by, at=at),
    "cancel": lambda guids, by, at: desk.cancel_plan(desk.plans()[0].number, by=by),
}


@pytest.mark.parametrize("role", [*ROLES, "nobody's"])
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(guids, noon, act, role):
    desk.plan(Front(guids["Three"]), noon + 9 * HOUR, at=noon)
    before, planned = ledger(), list(PlannedFront.objects.values_list())
    by = person(role)
    if role in MAY:
        ACTS[act](guids, by, noon)
        assert (ledger(), list(PlannedFront.objects.values_list())) != (before, planned)
    else:
        with pytest.raises(NotPermitted, match="chief editor, editor"):
            ACTS[act](guids, by, noon)
        assert (ledger(), list(PlannedFront.objects.values_list())) == (before, planned)
        assert not Signed.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_the_screens(guids, noon, role):
    number = desk.plan(Front(guids["One"]), clock.now() + HOUR)
    before = ledger()
    client = desk_of(person(role))
    menu = "/desk/front/" in client.get("/desk/", follow=True).content.decode()
    assert menu is (role in MAY)
    for path in ("", "search/", "history/", f"planned/{number}/", f"preview/?plan={number}"):
        assert client.get(FRONT + path).status_code == (200 if role in MAY else 302), path
    for path in ("", f"planned/{number}/", f"planned/{number}/cancel/", "preview/"):
        answer = client.post(FRONT + path, {"do": "online", "top": guids["One"]})
        if role not in MAY:
            assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    if role not in MAY:
        assert ledger() == before
        assert desk.plans()[0].state == "waiting"


def test_a_stranger_is_shown_the_way_to_sign_in(guids):
    before = ledger()
    for path in ("", "search/", "history/", "preview/"):
        answer = Client(headers={"host": "localhost:8000"}).get(FRONT + path)
        assert answer.status_code == 302 and "/login/" in answer["Location"]
    assert ledger() == before


@pytest.mark.parametrize(("front", "said"), [
    (Front("none"), "guid"), (Front("6f8b2c70-0000-4000-8000-000000000000"), "not known"),
    (Front(rails=(Rail(1, ("x",)),)), "guid"),
])
def test_what_cannot_be_arranged_is_refused_in_words(guids, noon, front, said):
    before = ledger()
    with pytest.raises(NotFront, match=said):
        desk.arrange(front, at=noon)
    assert ledger() == before


@pytest.mark.parametrize(("fields", "said"), [
    ({"text": "  "}, "1 to 200"), ({"text": "x" * 201}, "1 to 200"), ({"level": "loud"}, "level"),
    ({"expires_at": -SECOND}, "later end"), ({"expires_at": None}, "zone"),
])
def test_a_banner_that_cannot_be(guids, noon, fields, said):
    usual = {"text": "Said", "expires_at": HOUR} | fields
    ends = usual.pop("expires_at")
    banner = Banner(**usual, expires_at=noon + ends if ends else noon.replace(tzinfo=None))
    with pytest.raises(NotFront, match=said):
        desk.arrange(Front(banner=banner), at=noon)
    assert record.arranged().seq == 0


def test_a_story_stands_once_in_each_place(guids, noon):
    one = guids["One"]
    desk.arrange(Front(one, (one.upper(), guids["Two"], guids["Two"])), at=noon)
    assert top() == ["One", "Two"]


# -- two editors -----------------------------------------------------------------------------------


def test_two_editors_at_once_are_told_of_each_other(guids, noon):
    ann, ed = person("chief editor", name="ann"), person("editor", name="ed")
    seen = desk.arrange(Front(guids["One"]), by=ann, at=noon).seq
    desk.arrange(Front(guids["Two"]), by=ed, at=noon + HOUR, based_on=seen)
    before = ledger()
    with pytest.raises(FrontMoved) as moved:
        desk.arrange(Front(guids["Three"]), by=ann, at=noon + HOUR, based_on=seen)
    assert [(change.who, change.front.lead) for change in moved.value.since] == [
        ("Ed", guids["Two"])]
    assert ledger() == before


def test_the_second_editor_sees_both_and_loses_nothing(guids, noon):
    ann = Screen(person("chief editor", name="ann"), FRONT)
    ed = Screen(person("editor", name="ed"), FRONT)
    assert ed.press("online", top=[guids["Two"]]).status_code == 302
    answer = ann.press("online", top=[guids["Three"], guids["One"]], text="Mine <b>")
    assert answer.status_code == 409
    told = ann.shown()
    assert "Ed: Lead: “Two”" in told and "Lead: “Three”" in told
    assert "Mine &lt;b&gt;" in ann.html and "<b>" not in ann.html.partition("Mine")[2][:20]
    assert ann.sent.getlist("top") == [guids["Three"], guids["One"]]
    assert top() == ["Two"]
    assert ann.press("online").status_code == 302
    assert top() == ["Three", "One"]
    assert [change.who for change in desk.changes()] == ["Ann", "Ed"]
    all_checked()


RACE = """
import sys, time
from pathlib import Path
from dateline.desk import public as desk
from dateline.desk.public import Front, FrontMoved
ready, gate, guid = sys.argv[1:]
desk.standing_front()
Path(ready).touch()
while not Path(gate).exists():
    time.sleep(0.001)
try:
    print("won" if desk.arrange(Front(guid), based_on=0) else "same")
except FrontMoved as moved:
    print("moved", len(moved.since))
"""


def test_of_many_at_the_same_moment_one_wins(guids, house, tmp_path):
    gate = tmp_path / "gate"
    with ThreadPoolExecutor(4) as pool:
        told = [
            pool.submit(house.python, RACE, str(tmp_path / name), str(gate), guid)
            for name, guid in guids.items()
        ]
        while not all((tmp_path / name).exists() for name in guids):
            assert not any(future.done() for future in told)
            time.sleep(0.01)
        gate.touch()
        lines = sorted(future.result().stdout.strip() for future in told)
    assert lines == ["moved 1"] * 3 + ["won"]
    assert len(desk.changes()) == Signed.objects.count() == 1
    all_checked()


# -- the form, without a script --------------------------------------------------------------------


def test_a_front_page_by_buttons_alone(guids, reader, noon):
    screen = Screen(person("editor"), FRONT)
    politics = next(str(term.number) for term in record.sections())
    for name in ("One", "Two", "Three"):
        screen.press(f"add {guids[name]}", words=name, place="top")
    assert screen.sent.getlist("top") == [guids["One"], guids["Two"], guids["Three"]]
    screen.press(f"up top {guids['Three']}")
    assert "autofocus" in screen.html.partition(f'value="up top {guids["Three"]}"')[2][:120]
    screen.press(f"down top {guids['One']}")
    screen.press(f"first top {guids['Two']}")
    screen.press(f"remove top {guids['One']}")
    assert screen.sent.getlist("top") == [guids["Two"], guids["Three"]]
    screen.press(f"add {guids['Four']}", place=f"pins-{politics}")
    screen.press(f"add {guids['One']}", place="banner")
    assert record.arranged().seq == 0
    assert screen.press("online", text="It happens now").status_code == 302
    assert top() == ["Two", "Three"]
    assert [item.headline for item in record.front().rails[0].pins] == ["Four"]
    assert record.banner().item.headline == "One"
    home = reader.get("/").text
    assert "It happens now" in home and home.index(">Two</a>") < home.index(">Three</a>")
    screen = Screen(person("editor", name="ed"), FRONT)
    screen.press("unlink")
    screen.press("online", shown=[])
    assert record.banner().item is None
    assert 'class="rails"' not in reader.get("/").text
    screen = Screen(person("editor", name="eve"), FRONT)
    assert screen.press("online", text="").status_code == 302
    assert record.banner() is None
    all_checked()


def test_rails_are_ordered_and_sections_opened_meanwhile_follow(guids, reader, noon):
    desk.add_section("Sport", at=noon)
    live("A cup", at=noon, section="Sport")
    live("A play", at=noon, section="Arts")
    names = {term.name: str(term.number) for term in record.sections()}
    screen = Screen(person("editor"), FRONT)
    screen.press(f"up rails {names['Arts']}")
    screen.press(f"up rails {names['Arts']}")
    live("A shop", at=noon, section="Economy")
    screen.press("online")
    page = reader.get("/").text.partition('class="rails"')[2]
    order = [page.index(f">{name}</a>") for name in ("Arts", "Politics", "Sport", "Economy")]
    assert order == sorted(order)


@pytest.mark.parametrize(("fields", "said"), [
    ({"text": "Now", "expires": ""}, "The banner’s end: give a date and a time"),
    ({"text": "Now", "expires": "2001-01-01T10:00"}, "later end"),
    ({"text": "x" * 201}, "has 1 to 200 signs"),
    ({"text": "Now", "level": "loud"}, "no such level"),
])
def test_what_is_refused_stays_in_the_form(guids, fields, said):
    screen = Screen(person("editor"), FRONT)
    assert screen.press("online", **fields).status_code == 422
    assert said in screen.shown()
    assert screen.sent.get("text", "") == fields.get("text", "")
    assert record.arranged().seq == 0


def test_what_no_browser_sends_harms_nothing(guids):
    screen = Screen(person("editor"), FRONT)
    nasty = ["", "x", "\0", "' OR 1=1", "6f8b2c70", "9" * 400]
    for text in nasty:
        assert screen.client.get(f"{FRONT}search/", {"words": text}).status_code == 200
        for do in (f"add {text}", f"up top {text}", f"up {text} {text}", text):
            answer = screen.press(do, top=nasty, rails=nasty, shown=nasty, story=text, place=text,
                                  words=text, based_on=text, text=text)
            assert answer.status_code == 200
    assert record.arranged().seq == 0


def test_times_are_the_sites_and_an_hour_that_is_skipped_is_refused(guids, noon):
    desk.configure(desk.Site(time_zone="Africa/Addis_Ababa"))
    screen = Screen(person("editor"), FRONT)
    assert "Until (Africa/Addis_Ababa)" in screen.shown()
    screen.press("online", text="Now", expires="2099-06-01T15:00")
    assert record.arranged().front.banner.expires_at.isoformat() == "2099-06-01T12:00:00+00:00"
    desk.configure(desk.Site(time_zone="Europe/Berlin"))
    screen = Screen(person("editor", name="ed"), FRONT)
    assert screen.press("online", expires="2027-03-28T02:30").status_code == 422
    assert "skip this hour" in screen.shown()


def test_searching_finds_live_and_held_stories_and_nothing_else(guids, noon):
    filed("A draft of one")
    held = filed("One under embargo")
    desk.embargo(held, clock.now() + HOUR)
    killed, done = live("One killed", at=noon)
    _, address = live("Something else", at=noon)
    desk.kill(killed, "Gone.", reason="Wrong.", at=noon)
    client = desk_of(person("editor"))

    def found(words):
        text = client.get(f"{FRONT}search/", {"words": words}).content.decode()
        return [line.partition('"')[0] for line in text.split('data-headline="')[1:]]

    assert found("one") == ["One under embargo", "One"]
    assert found("  ONE  embargo ") == ["One under embargo"]
    assert found(address.address) == found(address.code) == ["Something else"]
    assert found(done.code) == [] and found("nothing like it") == []
    assert found("")[0] == "Something else" and "One under embargo" not in found("")


def test_preview_is_the_sites_own_page_and_changes_nothing(guids, reader, noon):
    held = filed("Held until later")
    desk.embargo(held, clock.now() + HOUR)
    before, home = ledger(), reader.get("/").body
    screen = Screen(person("editor"), FRONT)
    screen.sent.setlist("top", [guids["Two"], held])
    screen.sent["text"] = "Unsaid"
    data = {name: screen.sent.getlist(name) for name in screen.sent}
    answer = screen.client.post(FRONT + "preview/", data)
    page = answer.content.decode()
    assert "Unsaid" in page and page.index(">Two</a>") < page.index(">Four</a>")
    assert "Held until later" not in page
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    later = clock.now() + 2 * HOUR
    data["due"] = [later.strftime("%Y-%m-%dT%H:%M")]
    assert "Held until later" in screen.client.post(FRONT + "preview/", data).content.decode()
    data["expires"] = ["never"]
    assert "give a date" in screen.client.post(FRONT + "preview/", data).content.decode()
    assert (ledger(), reader.get("/").body) == (before, home)


def test_history_tells_who_changed_what_and_leads_back(guids, noon):
    first = Screen(person("editor", name="ed"), FRONT)
    first.press("online", top=[guids["One"]])
    seq = record.arranged().seq
    second = Screen(person("chief editor", name="ann"), FRONT)
    second.press("online", top=[guids["Two"], guids["One"]], text="Now")
    page = second.client.get(FRONT + "history/").content.decode()
    assert page.index("Ann") < page.index(">Ed")
    assert "Lead: “Two”" in page and "Banner: “Now”" in page
    assert f"?seq={seq}" in page
    back = Screen(person("editor", name="eve"), f"{FRONT}?seq={seq}")
    assert back.sent.getlist("top") == [guids["One"]]
    assert "not online until you put it there" in back.shown()
    assert top() == ["Two", "One"]
    back.where = FRONT
    assert back.press("online").status_code == 302
    assert (top(), record.banner()) == (["One"], None)
    for wrong in ("9999", "x", "-1", "9" * 40):
        assert back.client.get(f"{FRONT}?seq={wrong}").status_code == 404
        assert back.client.get(f"{FRONT}preview/?seq={wrong}").status_code == 404


# -- planned ---------------------------------------------------------------------------------------


def test_a_plan_is_carried_out_on_its_second_once(guids, reader, noon):
    ed = person("editor")
    desk.plan(Front(guids["Two"]), noon + HOUR, by=ed, at=noon)
    before = ledger()
    assert desk.release_due(at=noon + HOUR - INSTANT) == 0
    assert (ledger(), top()) == (before, [])
    with clock.at(noon + HOUR):
        assert desk.release_due() == 1
        assert reader.get("/").text.index(">Two</a>") < reader.get("/").text.index(">Four</a>")
    for moment in (noon, noon + HOUR, noon + 9 * HOUR):
        assert desk.release_due(at=moment) == 0
    assert ledger() == (before[0] + 1, before[1] + 1)
    (plan,) = desk.plans()
    assert (plan.state, plan.late, plan.who) == ("done", False, "Ed" if ed.first_name == "Ed"
                                                 else str(ed))
    assert desk.standing_front().who == str(ed)
    all_checked()


@pytest.mark.parametrize("steps", [
    (-HOUR, HOUR), (HOUR - SECOND, -9 * HOUR, HOUR), (30 * HOUR, -30 * HOUR, 2 * HOUR),
])
def test_the_clock_may_step(guids, noon, steps):
    desk.plan(Front(guids["Two"]), noon + HOUR, at=noon)
    moments = [noon + step for step in steps]
    released = [desk.release_due(at=moment) for moment in moments]
    first = next(at for at, moment in enumerate(moments) if moment >= noon + HOUR)
    assert released == [int(at == first) for at in range(len(moments))]


def test_what_was_missed_is_made_up_in_order_and_shown_as_late(guids, noon):
    desk.plan(Front(guids["Two"]), noon + 2 * HOUR, at=noon)
    desk.plan(Front(guids["One"]), noon + HOUR, at=noon)
    assert desk.release_due(at=noon + 5 * HOUR) == 2
    assert top() == ["Two"]
    assert [change.front.lead for change in desk.changes()] == [guids["Two"], guids["One"]]
    assert [plan.late for plan in desk.plans()] == [True, True]
    page = Screen(person("editor"), FRONT).shown()
    assert page.count("late") == 2


def test_a_story_that_is_lifted_in_the_same_second_leads_at_once(guids, noon):
    held = filed("Rates rise")
    desk.embargo(held, noon + HOUR)
    desk.plan(Front(held), noon + HOUR, at=noon)
    assert desk.release_due(at=noon + HOUR) == 2
    assert top() == ["Rates rise"]


def test_a_plan_that_changes_nothing_is_done_without_an_entry(guids, noon):
    desk.arrange(Front(guids["One"]), at=noon)
    desk.plan(Front(guids["One"]), noon + HOUR, at=noon)
    before = ledger()
    assert desk.release_due(at=noon + HOUR) == 1
    assert (ledger(), desk.plans()[0].state) == (before, "done")


def test_a_plan_that_cannot_be_carried_out_does_not_stop_the_others(guids, noon, caplog):
    desk.plan(Front(rails=(Rail(99),)), noon + HOUR, at=noon)
    desk.plan(Front(guids["One"]), noon + HOUR, at=noon)
    assert desk.release_due(at=noon + HOUR) == 1
    assert desk.release_due(at=noon + HOUR) == 0
    assert top() == ["One"]
    assert {plan.state: plan.trouble for plan in desk.plans()} == {
        "failed": "there is no public section of the number 99", "done": ""}
    assert "no public section" in caplog.text
    all_checked()


def test_plans_are_refused_for_the_past_and_without_a_zone(guids, noon):
    for due in (noon, noon - HOUR, (noon + HOUR).replace(tzinfo=None)):
        with pytest.raises(NotFront):
            desk.plan(Front(guids["One"]), due, at=noon)
    with pytest.raises(NotFront, match="over before it shows"):
        desk.plan(Front(banner=Banner("Now", noon + HOUR)), noon + 2 * HOUR, at=noon)
    assert desk.plans() == ()


def test_two_editors_of_one_plan(guids, noon):
    number = desk.plan(Front(guids["One"]), noon + HOUR, at=noon)
    desk.replan(number, Front(guids["Two"]), noon + HOUR, at=noon, based_on=1)
    with pytest.raises(PlanMoved) as moved:
        desk.replan(number, Front(guids["Three"]), noon + HOUR, at=noon, based_on=1)
    assert moved.value.plan.front.lead == guids["Two"]
    desk.cancel_plan(number)
    with pytest.raises(PlanMoved):
        desk.replan(number, Front(guids["Three"]), noon + HOUR, at=noon)
    assert desk.release_due(at=noon + 2 * HOUR) == 0
    with pytest.raises(LookupError):
        desk.cancel_plan(number + 1)


def test_planning_changing_and_cancelling_on_the_screen(guids, noon):
    due = (clock.now() + 30 * HOUR).strftime("%Y-%m-%dT%H:%M:00")
    screen = Screen(person("editor"), FRONT)
    assert screen.press("plan", top=[guids["One"]], due="").status_code == 422
    assert "The time of the plan: give a date" in screen.shown()
    assert screen.press("plan", due=due).status_code == 302
    (plan,) = desk.plans()
    assert (plan.front.lead, record.arranged().seq) == (guids["One"], 0)
    where = f"{FRONT}planned/{plan.number}/"
    ann, ed = (Screen(person("editor", name=name), where) for name in ("ann", "ed"))
    assert (ann.sent["due"], ann.sent.getlist("top")) == (due, [guids["One"]])
    assert ann.press("plan", top=[guids["Two"]]).status_code == 302
    assert ed.press("plan", top=[guids["Three"]]).status_code == 409
    assert "Ann has changed this plan" in ed.shown() and "Lead: “Three”" in ed.shown()
    assert desk.plans()[0].front.lead == guids["Two"]
    assert ed.press("plan").status_code == 302
    assert desk.plans()[0].front.lead == guids["Three"]
    late = Screen(person("editor", name="eve"), where)
    assert ann.client.post(where + "cancel/").status_code == 302
    assert ann.client.post(where + "cancel/").status_code == 302
    assert desk.plans()[0].state == "cancelled"
    assert late.press("plan").status_code == 404
    assert ann.client.get(where + "cancel/").status_code == 405
    assert ann.client.get(where).status_code == 404
    assert record.arranged().seq == 0
