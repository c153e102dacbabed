"""Who listened: hours by programme and platform, once each, and nothing of who it was."""

from __future__ import annotations

import threading
from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, connection

from dateline.onair.counting import hls
from dateline.onair.counting.adding import forget
from dateline.onair.counting.episodes import downloaded
from dateline.onair.counting.platforms import is_robot, platform_of
from dateline.onair.counting.tally import Tally
from dateline.onair.counting.web import sum_up, web_listeners
from dateline.onair.models import (
    DayKey,
    Download,
    Listened,
    Peak,
    Programme,
    Slot,
    Station,
    WebListener,
)
from onair_hearing import until

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def programme_at(at):
    """Programme 1 until 13:00, then 2."""
    return 1 if at.hour < 13 else 2


def rows():
    """What is kept: hour, programme, platform, seconds, sessions."""
    found = Listened.objects.order_by("hour", "programme", "platform")
    return [(f"{row.hour:%H}", row.programme, row.platform, row.seconds, row.sessions)
            for row in found]


@pytest.fixture(autouse=True)
def fresh(house, monkeypatch):
    """A process of the web that saw nobody yet; what it writes of itself is written at the end."""
    monkeypatch.setattr(hls, "_state", hls._Seen())
    yield
    _settled()


def _settled():
    """No thread still writes."""
    for thread in threading.enumerate():
        if thread.name == "hls-listeners":
            thread.join(10)


def test_a_platform_is_told_by_the_name():
    for agent, platform in (
        (BROWSER, "web"), ("Icecast 2.4.4", "relay"), ("Liquidsoap/2.1.3", "relay"),
        ("Linux UPnP/1.0 Sonos/79.1-53290 (ZPS38)", "radio"), ("FSL 2.0 Frontier Silicon", "radio"),
        ("Mozilla/5.0 (Linux; Android 9; AlexaMediaPlayer/2.1)", "radio"),
        ("VLC/3.0.21 LibVLC/3.0.21", "app"), ("Lavf/61.7.100", "app"), ("mpv 0.38.0", "app"),
        ("AppleCoreMedia/1.0.0.21A5 (iPhone; U; CPU OS 17_0)", "app"),
        ("WinampMPEG/5.80, Ultravox/2.1", "app"), ("", "other"), ("something", "other"),
    ):
        assert platform_of(agent) == platform, agent


def test_a_session_counts_from_a_minute_on_and_is_parted_by_hour_and_programme(house, noon):
    tally, begin = Tally(programme_at), noon + 59 * MINUTE + 10 * SECOND
    listener, short = tally.enter("radio", begin), tally.enter("app", begin)
    tally.leave(short, begin + 59 * SECOND)
    tally.flush(begin + 59 * SECOND)
    assert rows() == []  # nobody knows yet whether they stay
    tally.flush(begin + 61 * SECOND)
    assert rows() == [("12", 1, "radio", 50, 1), ("13", 2, "radio", 11, 0)]
    tally.flush(begin + 80 * SECOND)
    tally.leave(listener, begin + 90 * SECOND)
    tally.flush(begin + 100 * SECOND)
    tally.flush(begin + 200 * SECOND)
    assert rows() == [("12", 1, "radio", 50, 1), ("13", 2, "radio", 40, 0)]


def test_a_minute_belongs_to_what_the_schedule_has_then(house, noon):
    Station.objects.create(name="Radio", zone="UTC")
    news = Programme.objects.create(name="News", slug="news")
    Slot.objects.create(programme=news, day=noon.date(), at=time(12, 0), minutes=10)
    tally = Tally()
    tally.enter("app", noon - 5 * MINUTE)
    tally.flush(noon + 20 * MINUTE)
    assert rows() == [("11", 0, "app", 300, 1), ("12", 0, "app", 600, 0),
                      ("12", news.pk, "app", 600, 0)]


def test_many_short_flushes_lose_no_second(house, noon):
    tally = Tally(programme_at)
    token, at = tally.enter("app", noon), noon
    for turn in range(60):
        at += timedelta(milliseconds=1730 if turn % 2 else 3270)
        tally.flush(at)
    tally.leave(token, at)
    tally.flush(at)
    assert rows() == [("12", 1, "app", 150, 1)]


def test_what_the_database_did_not_take_is_added_the_next_time(house, noon):
    tally = Tally(programme_at)
    tally.enter("app", noon)

    def refuse(execute, sql, *rest):
        if "onair_listened" in sql and sql.startswith("UPDATE"):
            raise DatabaseError("no room")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse), pytest.raises(DatabaseError):
        tally.flush(noon + 2 * MINUTE)
    assert rows() == []
    tally.flush(noon + 3 * MINUTE)
    assert rows() == [("12", 1, "app", 180, 1)]


def test_the_peak_is_of_the_day_where_the_station_is_and_without_relays(house, noon):
    Station.objects.create(name="Radio", zone="Pacific/Auckland")  # UTC+13: it is tomorrow
    tally = Tally(programme_at)
    tokens = [tally.enter("app", noon) for _ in range(3)]
    tally.enter("relay", noon)
    for token in tokens:
        tally.leave(token, noon + SECOND)
    tally.flush(noon + MINUTE)  # they came and went between two flushes
    peak = Peak.objects.get()
    assert (peak.day, peak.most) == (date(2026, 3, 3), 3)
    tally.flush(noon + 2 * MINUTE)
    assert Peak.objects.get().most == 3


def _listen(token, start, seconds, *, agent=BROWSER):
    """Fetch a list each four seconds."""
    for second in range(0, seconds, 4):
        hls.seen(token, agent, start + second * SECOND)


def test_a_listener_of_the_web_is_counted_by_the_token(house, noon):
    _listen("one", noon, 120)
    _listen("two", noon + 30 * SECOND, 60)  # not a minute from first to last
    hls.seen("three", BROWSER, noon)
    hls.seen("robot", "Googlebot/2.1", noon)
    hls.flush(noon + 2 * MINUTE)
    assert web_listeners(noon + 2 * MINUTE) == 2
    sum_up(noon + 3 * MINUTE, programme_at)
    assert rows() == []  # other processes may still write what they saw
    for _ in range(2):
        sum_up(noon + 6 * MINUTE, programme_at)
    assert rows() == [("12", 1, "web", 120, 1)]
    assert web_listeners(noon + 6 * MINUTE) == 0


def test_a_long_session_is_one_over_many_flushes(house, noon):
    for minute in range(70):
        at = noon + minute * MINUTE
        _listen("one", at, 60)
        hls.flush(at + MINUTE)
        sum_up(at + MINUTE, programme_at)
        forget(at + MINUTE)
    sum_up(noon + 80 * MINUTE, programme_at)
    assert rows() == [("12", 1, "web", 3600, 1), ("13", 2, "web", 600, 0)]
    assert WebListener.objects.count() < 12


def test_two_processes_of_the_web_add_up_and_nobody_counts_twice(house, noon, monkeypatch):
    _listen("one", noon, 120)
    _listen("ours", noon, 120)
    hls.flush(noon + 2 * MINUTE)
    first = hls._state
    monkeypatch.setattr(first, "pid", 0)  # as it is in a process forked from this one
    for second in range(2, 122, 4):
        for token in ("one", "theirs"):
            hls.seen(token, BROWSER, noon + second * SECOND)
    assert hls._state is not first and hls._state.name != first.name
    hls.flush(noon + 122 * SECOND)
    _settled()
    assert web_listeners(noon + 2 * MINUTE) == 3
    sum_up(noon + 9 * MINUTE, programme_at)
    assert rows() == [("12", 1, "web", 3 * 120, 3)]


def test_two_who_add_up_at_the_same_time_add_once(house, noon):
    for number in range(20):
        _listen(str(number), noon, 100)
    hls.flush(noon + 2 * MINUTE)
    gate, troubles = threading.Barrier(3), []

    def add():
        try:
            gate.wait(10)
            sum_up(noon + 9 * MINUTE, programme_at)
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not troubles and rows() == [("12", 1, "web", 20 * 100, 20)]


def test_seeing_asks_nothing_of_the_database_and_is_bounded(house, noon, monkeypatch):
    monkeypatch.setattr(hls, "_MOST", 50)

    def refuse(execute, *rest):
        raise AssertionError("a question")

    with connection.execute_wrapper(refuse):
        for number in range(200):
            hls.seen(f"t{number}", BROWSER, noon)
            hls.seen("x" * 10_000, BROWSER, noon)
    assert len(hls._state.marks) == 50
    hls.flush(noon + MINUTE)
    assert WebListener.objects.count() == 50
    hls.flush(noon + 10 * MINUTE)
    assert not hls._state.marks


def test_when_it_is_time_a_thread_writes_what_was_seen(house, noon):
    hls.seen("one", BROWSER, noon)
    assert WebListener.objects.count() == 0
    hls.seen("one", BROWSER, noon + 31 * SECOND)
    until(lambda: WebListener.objects.count() == 1)
    _settled()
    assert WebListener.objects.get().tens == 0b001001


def _get(episode, at, *, address="192.0.2.77", agent="AntennaPod/3.4", sent=1_000_000,
         seconds=600.0):
    downloaded(episode, 7, address=address, agent=agent, sent=sent, size=1_000_000,
               seconds=seconds, at=at)


def test_ranges_of_one_client_are_one_download(house, noon):
    _get(1, noon, sent=2)  # a player looks whether there is something
    assert rows() == []
    for part in range(4):
        _get(1, noon + part * MINUTE, sent=90_000)
    _get(1, noon + MINUTE)
    assert rows() == [("12", 7, "episode", 0, 1)]
    _get(2, noon)  # another episode, another client, another program on the same address
    _get(1, noon, address="192.0.2.78")
    _get(1, noon, agent="Overcast/3.0")
    assert rows() == [("12", 7, "episode", 0, 4)]
    _get(1, noon, address="192.0.2.99", agent="AhrefsBot/7")
    _get(1, noon, address="192.0.2.98", agent="")
    assert rows() == [("12", 7, "episode", 0, 4)] and is_robot("python-requests/2")
    _get(1, noon + timedelta(days=1))
    assert Listened.objects.filter(platform="episode").count() == 2
    _get(3, noon + timedelta(days=1), seconds=20.0, sent=999_999)  # shorter than a minute: all
    assert Listened.objects.filter(sessions=1).count() == 1


def test_two_answers_at_the_same_time_are_one_download(house, noon):
    _get(1, noon, sent=1)
    gate = threading.Barrier(4)

    def get():
        gate.wait(10)
        _get(1, noon, sent=500_000)
        connection.close()

    threads = [threading.Thread(target=get) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Download.objects.get().sent == 2_000_001
    assert rows() == [("12", 7, "episode", 0, 1)]


def test_no_address_is_kept_and_the_key_of_the_day_goes_with_it(house, noon):
    _get(1, noon)
    kept = [str(vars(row)) for model in (Download, Listened, DayKey) for row in model.objects.all()]
    assert kept and not any("192.0.2" in row or "AntennaPod" in row for row in kept)
    client = Download.objects.get().client
    key = bytes(DayKey.objects.get().key)
    Tally(programme_at).flush(noon + timedelta(hours=12))  # midnight: nobody needs to come
    assert not Download.objects.exists() and not DayKey.objects.exists()
    _get(1, noon + timedelta(hours=13))
    assert Download.objects.get().client != client and bytes(DayKey.objects.get().key) != key


def test_trouble_with_the_database_refuses_no_download(house, noon, caplog):
    def refuse(execute, sql, *rest):
        raise DatabaseError("no room")

    with connection.execute_wrapper(refuse):
        _get(1, noon)
    assert "was not counted" in caplog.text and "192.0.2" not in caplog.text
