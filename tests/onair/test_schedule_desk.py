"""The schedule at the desk: who may do what, what is refused, its screens without JavaScript."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings

import nu
from cast import tick
from dateline.lib import clock
from dateline.onair.models import Change, Presenter, Programme, Recording, Slot, Station
from dateline.onair.schedule import presenting, programming, slotting
from dateline.onair.schedule.changing import ChangeSaid, change_day, undo_change
from dateline.onair.schedule.occurring import occurrences
from dateline.onair.schedule.presenting import PresenterSaid
from dateline.onair.schedule.programming import ProgrammeSaid
from dateline.onair.schedule.repeating import Repeat, repeat_of, repeat_words, rule_of
from dateline.onair.schedule.slotting import SlotSaid, keep_slot, overlaps
from dateline.onair.schedule.stationing import StationSaid, set_up_station
from dateline.people.public import NotAllowed
from desking import form
from onair_schedule import programme, slot, station
from staffing import by_link, member

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 28)


@pytest.fixture
def chief(house, monkeypatch):
    """A chief editor; passwords are hashed quickly."""
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", [
        "django.contrib.auth.hashers.MD5PasswordHasher"])
    return member("chief editor")


@pytest.fixture
def daily(chief):
    """A slot of every day at 10:00."""
    station(chief)
    return slot(chief, programme(chief), "2026-11-01", "10:00", 60, "FREQ=DAILY")


@pytest.mark.parametrize(("role", "arranges", "changes"), [
    ("reporter", False, False), ("moderator", False, False), ("editor", False, True),
    ("chief editor", True, True), ("administrator", True, True)])
def test_who_may_do_what(chief, daily, role, arranges, changes):
    who = chief if role == "chief editor" else member(role)
    of = daily.programme
    arranging = {
        "station": lambda: set_up_station(who, StationSaid("R")),
        "programme": lambda: programming.keep_programme(who, ProgrammeSaid("P")),
        "remove programme": lambda: programming.remove_programme(
            who, Programme.objects.create(name="X", slug="x").pk),
        "slot": lambda: keep_slot(who, SlotSaid(of.pk, DAY, time(8), 5)),
        "remove slot": lambda: slotting.remove_slot(
            who, Slot.objects.create(programme=of, day=DAY, at=time(9), minutes=5).pk),
        "presenter": lambda: presenting.add_presenter(who, PresenterSaid("P", "p")),
        "keep": lambda: presenting.keep_presenter(who, _somebody("k"), PresenterSaid("K", "kk")),
        "renew": lambda: presenting.renew_password(who, _somebody("r")),
        "remove": lambda: presenting.remove_presenter(who, _somebody("m")),
    }
    airing = {
        "change": lambda: change_day(who, daily.pk, DAY, ChangeSaid(minutes=30)),
        "undo": lambda: undo_change(who, daily.pk, DAY),
    }
    for acts, allowed in ((arranging, arranges), (airing, changes)):
        for name, act in acts.items():
            before = tick()
            if allowed:
                act()
                assert tick() == before + (name != "renew"), name
            else:
                with pytest.raises(NotAllowed, match="takes one of the roles"):
                    act()
                assert tick() == before, name
    client = by_link(who)
    status = client.get("/desk/radio/schedule/").status_code
    assert (status == 200) == changes and (client.post(
        "/desk/radio/station/", {"name": "Z"}).status_code == 422) == arranges


def _somebody(name: str) -> int:
    return int(Presenter.objects.create(name=name, username=name, password="").pk)


@pytest.mark.parametrize("said", [
    {"name": " "}, {"name": "x" * 101}, {"zone": "Mars/Base"}, {"mounts": ()},
    {"mounts": ("live", "live")}, {"mounts": ("bulletin",)}, {"mounts": ("a b",)},
    {"mounts": ("../x",)}, {"bitrate": 5}, {"rewind_hours": 0}, {"rewind_hours": 999},
    {"grace_minutes": 10_000}, {"language": "no language"}, {"fallback": 77}, {"bulletin": 77}])
def test_a_station_that_cannot_be_is_refused(chief, said):
    with pytest.raises(NotAllowed):
        set_up_station(chief, StationSaid(**{"name": "R"} | said))
    assert not Station.objects.exists()


def test_there_is_one_station_and_a_break_in_ends_with_its_mount(chief):
    first = station(chief)
    Station.objects.update(break_in="breaking")
    again = set_up_station(chief, StationSaid("Other", mounts=("/Live", "stage-2 ")))
    assert (first.pk, again.name, again.mounts) == (again.pk, "Other", ["live", "stage-2"])
    assert Station.objects.get().break_in == ""


@pytest.mark.parametrize("said", [
    {"minutes": 0}, {"minutes": 1441}, {"rule": "FREQ=SECONDLY"}, {"playlist": 9},
    {"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, {"programme": 99}, {"day": date(1999, 1, 1)},
    {"rule": "FREQ=DAILY;UNTIL=20261101"}])
def test_a_slot_that_cannot_be_is_refused(chief, daily, said):
    with pytest.raises(NotAllowed):
        keep_slot(chief, SlotSaid(**{"programme": daily.programme_id, "day": DAY, "at": time(8),
                                     "minutes": 5} | said))
    assert Slot.objects.count() == 1


def test_a_slot_begins_on_the_first_day_of_its_rule_and_forgets_changes_of_other_days(
        chief, daily):
    change_day(chief, daily.pk, DAY, ChangeSaid(minutes=5))  # a Saturday
    change_day(chief, daily.pk, DAY + timedelta(2), ChangeSaid(minutes=5))
    kept = keep_slot(chief, SlotSaid(daily.programme_id, DAY, time(10), 60, "FREQ=WEEKLY;BYDAY=MO"),
                     pk=daily.pk)
    assert kept.day == date(2026, 11, 30)
    assert [row.day for row in Change.objects.all()] == [date(2026, 11, 30)]
    with pytest.raises(NotAllowed, match="does not fall"):
        change_day(chief, daily.pk, DAY, ChangeSaid(cancelled=True))
    with pytest.raises(NotAllowed):
        change_day(chief, daily.pk, date(2026, 11, 30), ChangeSaid())
    with pytest.raises(NotAllowed):
        change_day(chief, daily.pk, date(2026, 11, 30),
                   ChangeSaid(starts=NOW + timedelta(days=90)))


def test_a_programme_with_recordings_stays(chief, daily):
    Recording.objects.create(slot=daily, programme=daily.programme, starts=NOW, ends=NOW)
    with pytest.raises(NotAllowed, match="recordings"):
        programming.remove_programme(chief, daily.programme_id)
    twin = programme(chief)
    assert twin.slug == "morning-news-2"
    with pytest.raises(NotAllowed, match="address"):
        programming.keep_programme(chief, ProgrammeSaid("X", "morning-news"), pk=twin.pk)


def test_overlaps_are_told_with_the_one_that_is_sent(chief, daily):
    once = slot(chief, programme(chief, "Special"), "2026-11-30", "10:30", 60)
    with_slot = overlaps(once.pk, NOW)
    assert [(a.show.title, b.show.title) for a, b in with_slot] == [("Special", "Morning News")]
    assert overlaps(daily.pk, NOW + timedelta(days=20)) == []


@pytest.mark.parametrize(("said", "rule", "words"), [
    (Repeat(), "", "once, on 28 November 2026"),
    (Repeat("DAILY"), "FREQ=DAILY", "every day"),
    (Repeat("DAILY", 2, until=date(2027, 1, 1)), "FREQ=DAILY;INTERVAL=2;UNTIL=20270101",
     "every 2 days, until 1 January 2027"),
    (Repeat("WEEKLY", 1, ("TU", "MO")), "FREQ=WEEKLY;BYDAY=MO,TU", "Monday, Tuesday"),
    (Repeat("WEEKLY", 2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "Saturday, every 2 weeks"),
    (Repeat("MONTHLY"), "FREQ=MONTHLY", "every month on day 28"),
    (Repeat("NTH"), "FREQ=MONTHLY;BYDAY=4SA", "the fourth Saturday of the month"),
    (Repeat("rule", rule="FREQ=YEARLY"), "FREQ=YEARLY", "FREQ=YEARLY"),
])
def test_what_people_say_is_a_rule_and_comes_back_as_they_said_it(said, rule, words):
    assert rule_of(said, DAY) == rule and repeat_words(rule, DAY) == words
    assert rule_of(repeat_of(rule, DAY), DAY) == rule


def test_the_first_run_through_the_screens(chief):
    client = by_link(chief)
    with clock.at(NOW):
        empty = client.get("/desk/radio/schedule/").content.decode()
        assert "There is no station yet." in empty
        said = form(client.get("/desk/radio/station/").content.decode(), "")
        assert said["mounts"] == "breaking live" and said["bitrate"] == "128"
        saved = client.post("/desk/radio/station/", said | {"zone": "Europe/Berlin"})
        assert saved.status_code == 302
        said = form(client.get("/desk/radio/programmes/add/").content.decode())
        assert client.post("/desk/radio/programmes/add/", said).status_code == 422
        client.post("/desk/radio/programmes/add/", said | {"name": "Čaj <b>", "record": "1"})
        made = Programme.objects.get()
        assert (made.slug, made.record, made.podcast) == ("čaj-b", True, True)
        said = form(client.get(f"/desk/radio/slots/add/?programme={made.pk}").content.decode())
        assert said["day"] == "2026-11-27" and said["programme"] == str(made.pk)
        wrong = client.post("/desk/radio/slots/add/", said | {"minutes": "-3", "at": "07:05"})
        assert wrong.status_code == 422 and 'value="07:05"' in wrong.content.decode()
        answer = client.post("/desk/radio/slots/add/", said | {
            "at": "10:00", "weekdays": ["MO", "SA"], "podcast": "no"})
        assert answer.status_code == 302
        row = Slot.objects.get()
        assert (row.rule, row.day, row.podcast, row.record) == (
            "FREQ=WEEKLY;BYDAY=MO,SA", DAY, False, None)
        page = client.get("/desk/radio/schedule/").content.decode()
        assert "Čaj &lt;b&gt;" in page and page.count("10:00</time>") == 2
        again = form(client.get(f"/desk/radio/slots/{row.pk}/").content.decode())
        assert (again["kind"], again["podcast"], again["day"]) == ("WEEKLY", "no", "2026-11-28")


def test_one_day_is_changed_and_taken_back_by_an_editor(chief, daily):
    client = by_link(member("editor"))
    where = f"/desk/radio/slots/{daily.pk}/2026-11-28/"
    with clock.at(NOW):
        said = form(client.get(where).content.decode())
        assert (said["day"], said["at"], said["minutes"]) == ("2026-11-28", "10:00", "60")
        same = client.post(where, said)
        assert same.status_code == 422
        client.post(where, said | {"at": "14:30", "minutes": "45", "note": "Late"})
        start = datetime(2026, 11, 28, tzinfo=UTC)
        found = occurrences(start, start + timedelta(days=1))
        assert [(one.starts, one.ends) for one in found] == [
            (start + timedelta(hours=13.5), start + timedelta(hours=14.25))]
        kept = form(client.get(where).content.decode())
        assert (kept["at"], kept["minutes"], kept["note"]) == ("14:30", "45", "Late")
        client.post(where, kept | {"cancelled": "1"})
        assert occurrences(start, start + timedelta(days=1)) == []
        assert "</s> · cancelled" in client.get("/desk/radio/schedule/").content.decode()
        client.post(where, {"act": "undo"})
        assert len(occurrences(start, start + timedelta(days=1))) == 1
        assert client.post("/desk/radio/slots/add/", {}).status_code in (302, 403)
        assert Slot.objects.count() == 1
    for nonsense in ("2026-13-01", "x", "2026-10-01"):
        assert client.get(f"/desk/radio/slots/{daily.pk}/{nonsense}/").status_code == 404
    for asked in ("0001-01-01", "9999-12-31", "x", "%00"):
        assert client.get(f"/desk/radio/schedule/?from={asked}").status_code == 404, asked


def test_a_password_is_shown_once(chief, daily):
    client = by_link(chief)
    said = {"name": "Ann", "username": "ann", "active": "1", "slots": str(daily.pk)}
    answer = client.post("/desk/radio/presenters/add/", said)
    page = answer.content.decode()
    password = page.partition('plan-secret">')[2].partition("<")[0]
    row = Presenter.objects.get()
    assert answer.status_code == 200 and len(password) == 16
    assert row.slots.get() == daily and row.password != password
    assert "no-store" in answer["Cache-Control"] and "/breaking" in page
    where = f"/desk/radio/presenters/{row.pk}/"
    assert "plan-secret" not in client.get(where).content.decode()
    renewed = client.post(where, {"act": "renew"}).content.decode()
    assert "plan-secret" in renewed and password not in renewed
    twin = client.post("/desk/radio/presenters/add/", said)
    assert twin.status_code == 422 and "has this user name" in twin.content.decode()
    client.post(where, {"act": "remove"})
    assert not Presenter.objects.exists()


def test_pages_and_screens_are_good_html(chief, daily, reader, tmp_path):
    client, files = by_link(chief), []
    _somebody("ann")
    for number, where in enumerate((
            "schedule/", "slots/", f"slots/{daily.pk}/", f"slots/{daily.pk}/2026-11-28/",
            "programmes/", f"programmes/{daily.programme_id}/", "presenters/",
            f"presenters/{Presenter.objects.get().pk}/", "station/")):
        page = client.get(f"/desk/radio/{where}").content.decode()
        start, end = page.index('<div class="plan">'), page.index("</main>")
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text('<!doctype html><html lang="en"><title>x</title>'
                             + page[start:end].rsplit("</div>", 1)[0] + "</div>")
    for name, address in (("week", "/schedule/"), ("all", "/programmes/"),
                          ("one", "/programmes/morning-news/")):
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(reader.get(address).body)
    assert [said for said in nu.complaints(files) if "Stray end tag" not in said] == []
