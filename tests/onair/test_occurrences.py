"""What is on when: by the station's clock, on clock-change days too, with changes and overlaps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.onair.schedule.overlapping import resolved
from dateline.onair.schedule.rules import BadRule, days, first_day, normal
from dateline.onair.schedule.timing import span
from dateline.onair.schedule.turning import LONGEST, Altered, Line, Show, turns

BERLIN, NEW_YORK, KAMPALA = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Africa/Kampala"))
NEWS = Show(1, "News", "news")


def utc(text: str) -> datetime:
    """`2026-03-29 01:30` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("zone", "day", "at", "minutes", "starts", "ends"), [
    # the night the clock goes forward: 02:00 to 03:00 is left out
    (BERLIN, "2026-03-29", "01:30", 30, "2026-03-29 00:30", "2026-03-29 01:00"),
    (BERLIN, "2026-03-29", "02:00", 60, "2026-03-29 01:00", "2026-03-29 02:00"),
    (BERLIN, "2026-03-29", "02:30", 30, "2026-03-29 01:30", "2026-03-29 02:00"),
    (BERLIN, "2026-03-29", "03:00", 60, "2026-03-29 01:00", "2026-03-29 02:00"),
    (BERLIN, "2026-03-28", "22:00", 480, "2026-03-28 21:00", "2026-03-29 04:00"),
    (BERLIN, "2026-03-29", "00:00", 1440, "2026-03-28 23:00", "2026-03-29 22:00"),
    (NEW_YORK, "2026-03-08", "02:30", 30, "2026-03-08 07:30", "2026-03-08 08:00"),
    (NEW_YORK, "2026-03-07", "23:00", 420, "2026-03-08 04:00", "2026-03-08 10:00"),
    # the night it goes back: 02:00 to 03:00 comes twice
    (BERLIN, "2026-10-25", "02:30", 15, "2026-10-25 00:30", "2026-10-25 00:45"),
    (BERLIN, "2026-10-25", "02:30", 30, "2026-10-25 00:30", "2026-10-25 02:00"),
    (BERLIN, "2026-10-25", "03:00", 60, "2026-10-25 02:00", "2026-10-25 03:00"),
    (BERLIN, "2026-10-24", "22:00", 480, "2026-10-24 20:00", "2026-10-25 05:00"),
    (NEW_YORK, "2026-11-01", "01:30", 15, "2026-11-01 05:30", "2026-11-01 05:45"),
    (NEW_YORK, "2026-11-01", "02:30", 30, "2026-11-01 07:30", "2026-11-01 08:00"),
    # no change of clocks
    (KAMPALA, "2026-03-29", "02:30", 30, "2026-03-28 23:30", "2026-03-29 00:00"),
    (KAMPALA, "2026-10-25", "02:30", 30, "2026-10-24 23:30", "2026-10-25 00:00"),
])
def test_a_slot_keeps_to_the_clock_on_the_wall(zone, day, at, minutes, starts, ends):
    found = span(date.fromisoformat(day), time.fromisoformat(at), minutes=minutes, zone=zone)
    assert found == (utc(starts), utc(ends))


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, KAMPALA])
@settings(max_examples=30)
@given(day=st.dates(date(2026, 1, 1), date(2027, 12, 31)), minute=st.integers(0, 1439),
       minutes=st.integers(1, 1440))
def test_the_end_is_after_the_beginning_and_within_the_bound(zone, day, minute, minutes):
    starts, ends = span(day, time(minute // 60, minute % 60), minutes=minutes, zone=zone)
    assert timedelta(0) < ends - starts <= LONGEST
    assert abs((ends - starts) - timedelta(minutes=minutes)) <= timedelta(hours=1)


@pytest.mark.parametrize(("rule", "first", "expected"), [
    ("", "2026-03-04", ["2026-03-04"]),
    ("FREQ=DAILY;INTERVAL=10", "2025-01-01", ["2026-03-07", "2026-03-17", "2026-03-27"]),
    ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-03-20", ["2026-03-20", "2026-03-23", "2026-03-27",
                                               "2026-03-30"]),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "2025-12-30",
     ["2026-03-08", "2026-03-10", "2026-03-22", "2026-03-24"]),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "2025-12-30",
     ["2026-03-01", "2026-03-10", "2026-03-15", "2026-03-24", "2026-03-29"]),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "2025-01-31", ["2026-03-31"]),
    ("FREQ=MONTHLY;BYDAY=-1SU", "2025-01-26", ["2026-03-29"]),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2025-01-31", ["2026-03-31"]),
    ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8", "2020-03-08", ["2026-03-08"]),
    ("FREQ=DAILY;COUNT=5", "2026-02-27", ["2026-03-01", "2026-03-02", "2026-03-03"]),
    ("FREQ=DAILY;UNTIL=20260302", "2020-01-01", ["2026-03-01", "2026-03-02"]),
    ("FREQ=SECONDLY", "2026-01-01", []),  # nobody's form saved it: it never comes
])
def test_rules_name_days(rule, first, expected):
    found = days(rule, date.fromisoformat(first), date(2026, 3, 1), date(2026, 3, 31))
    assert [day.isoformat() for day in found] == expected


@settings(max_examples=25, deadline=None)
@given(freq=st.sampled_from(["DAILY", "WEEKLY"]), every=st.integers(1, 9),
       weekdays=st.sets(st.sampled_from(["MO", "WE", "SA", "SU"])),
       wkst=st.sampled_from(["MO", "SU", "TH"]), first=st.dates(date(2025, 1, 1), date(2026, 6, 1)))
def test_a_rule_read_from_the_middle_is_the_rule_read_from_its_beginning(
        freq, every, weekdays, wkst, first):
    from dateutil.rrule import rrulestr

    rule = f"FREQ={freq};INTERVAL={every};WKST={wkst}"
    rule += f";BYDAY={','.join(sorted(weekdays))}" if weekdays else ""
    start, end = date(2026, 5, 3), date(2026, 7, 20)
    whole = rrulestr(rule, dtstart=datetime.combine(first, time.min)).between(
        datetime.combine(start, time.min), datetime.combine(end, time.min), inc=True)
    assert days(rule, first, start, end) == [each.date() for each in whole]


@pytest.mark.parametrize("rule", [
    "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=3", "FREQ=WEEKLY;INTERVAL=0", "BYDAY=MO",
    "FREQ=WEEKLY;INTERVAL=-1", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=MONTHLY;BYDAY=9MO", "nonsense",
    "FREQ=DAILY;COUNT=3;UNTIL=20260101", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;UNTIL=20261301",
    "FREQ=DAILY;FREQ=WEEKLY", "FREQ=MONTHLY;BYSETPOS=1", "FREQ=WEEKLY;RDATE=20260101",
    "FREQ=DAILY;UNTIL=99991231T235959Z",
])
def test_rules_that_are_none_are_refused_with_words(rule):
    with pytest.raises(BadRule) as refused:
        normal(rule, zone=BERLIN)
    assert len(str(refused.value)) > 10


def test_a_rule_that_never_comes_is_refused_and_one_is_kept_in_one_form():
    for never in ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=20200101"):
        with pytest.raises(BadRule):
            first_day(never, date(2026, 1, 1))
    said = normal(" rrule:until=20260331T220000Z; byday=mo ;freq=weekly ", zone=BERLIN)
    assert said == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260401"  # local midnight of the first of April


def line(slot: int, day: str, at: str, minutes: int, rule: str = "", **more) -> Line:
    """A slot."""
    return Line(slot, NEWS, date.fromisoformat(day), time.fromisoformat(at), minutes, rule, **more)


def on(lines, altered=(), zone=UTC, start="2026-03-02 00:00", end="2026-03-09 00:00"):
    """What is on, as slot and times."""
    found = resolved(turns(lines, altered, zone=zone, start=utc(start), end=utc(end)))
    return [(each.line.slot, f"{each.starts:%d %H:%M}", f"{each.ends:%d %H:%M}") for each in found]


def test_one_day_goes_before_what_recurs_and_later_made_before_earlier():
    daily = line(1, "2026-01-01", "10:00", 120, "FREQ=DAILY;UNTIL=20260302")
    once = line(2, "2026-03-02", "10:30", 30)
    later = line(3, "2026-01-01", "11:30", 60, "FREQ=DAILY;UNTIL=20260302")
    assert on([daily, once, later]) == [
        (1, "02 10:00", "02 10:30"), (2, "02 10:30", "02 11:00"), (1, "02 11:00", "02 11:30"),
        (3, "02 11:30", "02 12:30")]
    assert on([once, line(4, "2026-03-02", "10:00", 120)]) == [(4, "02 10:00", "02 12:00")]
    moved = Altered(1, date(2026, 3, 2), starts=utc("2026-03-02 12:00"))
    assert on([daily, later], [moved]) == [(3, "02 11:30", "02 12:00"), (1, "02 12:00", "02 14:00")]


def test_changes_cancel_move_lengthen_and_replace():
    weekly = line(1, "2026-03-02", "10:00", 60, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH")
    other = Show(7, "Special", "special", podcast=False)
    changes = [
        Altered(1, date(2026, 3, 2), cancelled=True),
        Altered(1, date(2026, 3, 3), starts=utc("2026-03-07 20:00"), minutes=90),
        Altered(1, date(2026, 3, 4), minutes=15),
        Altered(1, date(2026, 3, 5), show=other),
        Altered(1, date(2026, 3, 6), minutes=15),  # no Friday of the rule: nothing
    ]
    assert on([weekly], changes) == [
        (1, "04 10:00", "04 10:15"), (1, "05 10:00", "05 11:00"), (1, "07 20:00", "07 21:30")]
    third = turns([weekly], changes, zone=UTC, start=utc("2026-03-05 10:59"),
                  end=utc("2026-03-05 11:00"))
    said = third[0].on_now()
    assert (said.programme, said.title, said.podcast, said.record) == (7, "Special", False, True)


def test_the_rights_of_a_slot_go_before_its_programmes():
    shown = Line(1, Show(1, "News", "news", rewind=False), date(2026, 3, 2), time(10), 60,
                 rewind=True, podcast=False, playlist=4)
    said = turns([shown], [], zone=UTC, start=utc("2026-03-02 10:00"),
                 end=utc("2026-03-02 10:01"))[0].on_now()
    assert (said.rewind, said.record, said.podcast, said.playlist) == (True, True, False, 4)


LINES = st.builds(
    lambda slot, day, minute, minutes, rule: line(
        slot, day.isoformat(), f"{minute // 60:02}:{minute % 60:02}", minutes, rule),
    st.integers(1, 9), st.dates(date(2026, 10, 15), date(2026, 10, 30)),
    st.integers(0, 1439), st.integers(1, 1440),
    st.sampled_from(["", "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=2"]))
ALTERED = st.builds(
    lambda slot, day, cancelled, hours, minutes: Altered(
        slot, day, cancelled, utc("2026-10-20 00:00") + timedelta(hours=hours) if hours else None,
        minutes),
    st.integers(1, 9), st.dates(date(2026, 10, 18), date(2026, 10, 30)), st.booleans(),
    st.integers(0, 200), st.one_of(st.none(), st.integers(1, 1440)))


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(LINES, max_size=6, unique_by=lambda each: each.slot),
       altered=st.lists(ALTERED, max_size=4, unique_by=lambda each: (each.slot, each.day)),
       cut=st.integers(1, 24 * 7 - 1))
def test_what_is_on_is_the_same_however_the_time_is_split(lines, altered, cut):
    start, end = utc("2026-10-22 00:00"), utc("2026-10-29 00:00")
    middle = start + timedelta(hours=cut)

    def asked(a, b):
        found = resolved(turns(lines, altered, zone=BERLIN, start=a - LONGEST, end=b + LONGEST))
        return [each for each in found if each.starts < b and each.ends > a]

    whole, halves = asked(start, end), [*asked(start, middle), *asked(middle, end)]
    assert {*whole} == {*halves}
    assert all(a.ends <= b.starts for a, b in pairwise(whole))
    assert all(each.starts < each.ends for each in whole)
