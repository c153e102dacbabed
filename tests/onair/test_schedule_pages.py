"""The schedule for readers: exact to the second, by the station's clock, and for machines."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.db import transaction

from dateline.lib import clock
from dateline.onair.public import programme_at
from dateline.onair.schedule import ics
from dateline.onair.schedule.changing import ChangeSaid, change_day
from dateline.onair.schedule.occurring import next_after, occurrences
from dateline.onair.schedule.programming import ProgrammeSaid, keep_programme
from dateline.onair.schedule.telling import tell
from onair_schedule import programme, slot, station
from staffing import member

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)  # a Friday, 10:30 in Berlin
ADDRESSES = ("/schedule/", "/programmes/", "/programmes/morning-news/", "/schedule.ics",
             "/schedule.json")


@pytest.fixture
def chief(house):
    """A chief editor."""
    return member("chief editor")


@pytest.fixture
def aired(chief):
    """A station that sends news every day at 10, and a talk on Fridays from 11."""
    with clock.at(NOW):
        station(chief)
        news = programme(chief, description="All <b>news</b>.\n\nAnd more.", language="en")
        talk = programme(chief, "Čaj & “日本” <i>", language="cs")
        slot(chief, news, "2026-11-01", "10:00", 60, "FREQ=DAILY")
        slot(chief, talk, "2026-11-06", "11:00", 90, "FREQ=WEEKLY;BYDAY=FR")
    return news, talk


def marked(text: str) -> list[str]:
    """What the page says is on now."""
    return re.findall(r'aria-current="true"><span.*?dir="auto">(.*?)</a>', text)


def test_without_a_station_there_is_no_page(house, reader, chief):
    with clock.at(NOW):
        assert [reader.get(each).status for each in ADDRESSES] == [404] * 5
        station(chief)
        assert [reader.get(each).status for each in ADDRESSES] == [200, 200, 404, 200, 200]
        programme(chief)
        assert reader.get("/programmes/morning-news/").status == 200
        assert reader.get("/programmes/morning-news%00/").status == 404
        assert reader.get("/programmes/%ff/").status in (400, 404)
    assert programme_at(NOW) is None and next_after(NOW) is None


def test_what_is_on_now_is_marked_to_the_second(aired, reader):
    ends = NOW + timedelta(minutes=30)
    for at, expected in [
            (NOW, ["Morning News"]), (ends - timedelta(seconds=1), ["Morning News"]),
            (ends, ["Čaj &amp; “日本” &lt;i&gt;"]),
            (ends + timedelta(minutes=90) - timedelta(milliseconds=1),
             ["Čaj &amp; “日本” &lt;i&gt;"]),
            (ends + timedelta(minutes=90), [])]:
        with clock.at(at):
            page = reader.get("/schedule/").text
        assert marked(page) == expected, at
    assert "Friday, 27 November 2026" in page and "Europe/Berlin (CET)" in page
    with clock.at(datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC)):
        assert "Today, Friday, 27 November 2026" in reader.get("/schedule/").text
    with clock.at(datetime(2026, 11, 27, 23, 0, 0, tzinfo=UTC)):
        late = reader.get("/schedule/").text
    assert "Today, Saturday, 28 November 2026" in late
    assert "Friday, 4 December 2026" in late and "Saturday, 5 December 2026" not in late


def test_pages_follow_every_act_at_once(aired, reader, chief):
    news, _talk = aired
    with clock.at(NOW):
        before = reader.get("/schedule/")
        change_day(chief, news.slots.get().pk, date(2026, 11, 27), ChangeSaid(cancelled=True))
        after = reader.get("/schedule/")
        assert marked(before.text) == ["Morning News"] and marked(after.text) == []
        keep_programme(chief, ProgrammeSaid("Evening News"), pk=news.pk)
        assert "Evening News" in reader.get("/schedule/").text
        assert reader.get("/programmes/morning-news/").status == 200  # its address stays
        assert reader.get("/schedule", if_none_match="x").headers["Location"] == "/schedule/"


@pytest.mark.parametrize("day", [date(2026, 11, 27), date(2026, 10, 25), date(2027, 3, 28)])
def test_what_is_served_is_what_would_be_rendered_anew(chief, reader, day):
    with clock.at(NOW):
        station(chief)
        news, feast = programme(chief), programme(chief, "Feast")
        slot(chief, news, "2026-10-01", "01:30", 90, "FREQ=DAILY")
        slot(chief, news, "2026-10-01", "22:00", 480, "FREQ=DAILY;INTERVAL=2")
        ahead = day + timedelta(days=400)
        slot(chief, feast, ahead.isoformat(), "12:00", 30, "FREQ=YEARLY")
    hours = [datetime(day.year, day.month, day.day, hour, 5, tzinfo=UTC)
             for hour in (0, 1, 2, 3, 5, 11, 12, 23)]

    def asked(at: datetime) -> list[bytes]:
        with clock.at(at):
            return [reader.get(each).body for each in (*ADDRESSES, "/programmes/feast/")]

    kept = [asked(at) for at in hours]
    for at, served in zip(hours, kept, strict=True):
        with transaction.atomic():
            tell()
        assert served == asked(at), at


def test_times_of_a_clock_change_day_say_which_clock(aired, reader, chief):
    night = programme(chief, "Night")
    slot(chief, night, "2026-10-20", "02:30", 15, "FREQ=DAILY")
    with clock.at(datetime(2026, 10, 24, 12, tzinfo=UTC)):
        page = reader.get("/schedule/").text
    assert "02:30 CEST" in page and "02:30</time>" in page


def test_a_programme_tells_its_coming_times(aired, reader):
    with clock.at(NOW):
        page = reader.get("/programmes/morning-news/").text
        assert "All &lt;b&gt;news&lt;/b&gt;." in page and "<b>news" not in page
        times = re.findall(r'<time datetime="([^"]+)">10:00', page)
        assert times[0] == "2026-11-27T10:00:00+01:00" and len(times) == 10
    with clock.at(NOW + timedelta(minutes=30)):
        page = reader.get("/programmes/morning-news/").text
    assert "2026-11-27T10:00:00+01:00" not in page


def test_machines_read_events_as_schema_org_has_them(aired, reader):
    with clock.at(NOW):
        page = reader.get("/schedule/").text
    found = [json.loads(text) for text in re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)]
    service = next(each for each in found if each.get("@type") == "BroadcastService")
    events = next(each for each in found if "@graph" in each)["@graph"]
    assert service["broadcastTimezone"] == "Europe/Berlin" and service["name"] == "Radio Dateline"
    assert len(events) == 8 and {each["@type"] for each in events} == {"BroadcastEvent"}
    assert {each["publishedOn"]["@id"] for each in events} == {service["@id"]}
    talk = next(each for each in events if each["startDate"] == "2026-11-27T11:00:00+01:00")
    assert talk["name"] == "Čaj & “日本” <i>" and talk["endDate"] == "2026-11-27T12:30:00+01:00"
    with clock.at(NOW):
        said = json.loads(reader.get("/schedule.json").body)
    assert said["zone"] == "Europe/Berlin" and len(said["programmes"]) == 16
    assert said["programmes"][0]["starts"] == "2026-11-27T10:00:00+01:00"


def unfolded(text: str) -> list[str]:
    """The lines of a calendar as they were before folding."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def events(lines: list[str]) -> list[dict[str, list[tuple[str, str]]]]:
    """The events of a calendar: by name, parameters and value."""
    found = []
    for line in lines:
        name, value = re.split(r":", line, maxsplit=1)
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT" and line != "END:VCALENDAR":
            key, _semicolon, more = name.partition(";")
            found[-1].setdefault(key, []).append((more, value))
    return found


def read_back(lines: list[str], zone: ZoneInfo, start: datetime, end: datetime):
    """What a calendar program shows: title and times of everything in [start, end)."""
    every = events(lines)
    exceptions = {
        (event["UID"][0][1], moment(event["RECURRENCE-ID"][0], zone)): event
        for event in every if "RECURRENCE-ID" in event}
    shown = []
    for event in every:
        if "RRULE" in event:
            shown += [said(exceptions.get((event["UID"][0][1], at), event), zone, at)
                      for at in recurring(event, zone)]
        elif "RECURRENCE-ID" not in event:
            shown.append(said(event, zone))
    return sorted(each for each in shown if each[1] < end and each[2] > start)


def moment(value: tuple[str, str], zone: ZoneInfo) -> datetime:
    """The instant of a property's parameters and value."""
    more, text = value
    if text.endswith("Z"):
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert more == f"TZID={zone.key}"
    return datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)


def said(event, zone: ZoneInfo, at: datetime | None = None) -> tuple[str, datetime, datetime]:
    """Title and times; of a rule's turn at a moment as long as the first one was."""
    starts, ends = (moment(event[name][0], zone) for name in ("DTSTART", "DTEND"))
    shift = at - starts if at is not None and "RRULE" in event else timedelta(0)
    return event["SUMMARY"][0][1], starts + shift, ends + shift


def recurring(event, zone: ZoneInfo) -> list[datetime]:
    """The beginnings by an event's rule, without those that are left out."""
    local = moment(event["DTSTART"][0], zone).astimezone(zone).replace(tzinfo=None)
    rule = re.sub(r"UNTIL=(\d{8}T\d{6}Z)", lambda found: "UNTIL=" + moment(
        ("", found[1]), zone).astimezone(zone).strftime("%Y%m%dT%H%M%S"), event["RRULE"][0][1])
    left_out = {moment(each, zone) for each in event.get("EXDATE", [])}
    found = rrulestr(rule, dtstart=local).xafter(local, count=900, inc=True)
    every = [each.replace(tzinfo=zone).astimezone(UTC) for each in found]
    return [each for each in every if each not in left_out]


def test_the_calendar_shows_what_is_on(chief, reader):
    with clock.at(NOW):
        station(chief)
        news, special = programme(chief), programme(chief, "Special; a, b\\c")
        daily = slot(chief, news, "2026-10-01", "10:00", 60, "FREQ=DAILY;UNTIL=20270501")
        slot(chief, special, "2026-12-24", "10:20", 20)
        slot(chief, news, "2026-10-03", "22:00", 480, "FREQ=WEEKLY;BYDAY=SA")  # over clock changes
        day = date(2026, 12, 1)
        change_day(chief, daily.pk, day, ChangeSaid(cancelled=True))
        change_day(chief, daily.pk, day + timedelta(1), ChangeSaid(minutes=30))
        change_day(chief, daily.pk, day + timedelta(2),
                   ChangeSaid(starts=datetime(2026, 12, 7, 15, tzinfo=UTC), programme=special.pk))
        answer = reader.get("/schedule.ics")
        lines = unfolded(answer.body.decode())
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert [line for line in lines if line.startswith("RRULE")] == [
        "RRULE:FREQ=DAILY;UNTIL=20270501T080000Z", "RRULE:FREQ=WEEKLY;BYDAY=SA"]
    assert "SUMMARY:Special\\; a\\, b\\\\c" in lines
    start, end = datetime(2026, 11, 20, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
    real = sorted((ics.text(one.title), one.starts, one.ends) for one in occurrences(start, end))
    assert read_back(lines, ZoneInfo("Europe/Berlin"), start, end) == real
    assert len([each for each in real if each[0].startswith("Special")]) == 2
    nights = [ends - starts for _title, starts, ends in real
              if ends - starts > timedelta(hours=6)]
    assert {each.total_seconds() / 3600 for each in nights} == {7, 8}  # that of 28 March is shorter


def test_the_calendar_stays_the_same_for_a_month(aired, reader):
    with clock.at(NOW):
        first = reader.get("/schedule.ics")
    with clock.at(datetime(2026, 11, 30, 22, 59, tzinfo=UTC)):
        assert reader.get("/schedule.ics").body == first.body
    with clock.at(datetime(2026, 11, 30, 23, 0, tzinfo=UTC)):
        later = reader.get("/schedule.ics")
    assert later.body != first.body
    uids = re.findall(r"UID:.*", first.text)
    assert uids == re.findall(r"UID:.*", later.text) and len(set(uids)) == 2


@pytest.mark.parametrize(("name", "expected"), [
    ("Europe/Berlin", ["2026-03-29 01:00", "2026-10-25 01:00"]),
    ("America/New_York", ["2026-03-08 07:00", "2026-11-01 06:00"]),
    ("Africa/Kampala", []),
])
def test_a_calendars_zone_knows_its_changes(name, expected):
    zone = ZoneInfo(name)
    begin, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert [f"{each:%Y-%m-%d %H:%M}" for each in ics.transitions(zone, begin, end)] == expected
    event = ics.Event("a", "A", begin, begin + timedelta(hours=1), "http://localhost/")
    text = ics.dump(ics.Calendar("R", zone, name, begin, end, (event,)))
    lines = unfolded(text)
    assert lines.count("BEGIN:VTIMEZONE") == 1 and "BEGIN:STANDARD" in lines
    if expected:
        at = lines.index("DTSTART:20261025T030000" if name == "Europe/Berlin"
                         else "DTSTART:20261101T020000")
        assert lines[at - 1] == "BEGIN:STANDARD"


def test_long_lines_fold_between_letters():
    said = "SUMMARY:" + "日本Čaj😀" * 30
    pieces = ics.folded(said).split("\r\n ")
    assert "".join(pieces) == said and all(len(each.encode()) <= 74 for each in pieces[1:])
    assert ics.text("a\x00b\r\nc;d") == "ab\\nc\\;d"
