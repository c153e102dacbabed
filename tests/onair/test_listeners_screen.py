"""The desk's screen of listeners, and its CSV."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from dateline.lib import clock
from dateline.onair.models import Listened, OnAir, Peak, Programme, Station
from staffing import by_link, member

SCREEN = "/desk/radio/listeners/"


def test_an_editor_sees_numbers_and_a_reporter_nothing(house):
    now = clock.now()
    Station.objects.create(name="Radio", zone="Europe/Berlin")
    news = Programme.objects.create(name="=News <b>at</b> noon", slug="news")
    hour = now.replace(minute=0, second=0, microsecond=0)
    Listened.objects.create(hour=hour, programme=news.pk, platform="web", seconds=5400, sessions=3)
    Listened.objects.create(hour=hour, programme=news.pk, platform="episode", sessions=17)
    Listened.objects.create(hour=hour - timedelta(days=20), platform="radio", seconds=36_000_000)
    OnAir.objects.create(kind="live", since=now, heartbeat=now, listeners=41)
    Peak.objects.create(day=clock.now().date(), most=99, at=now)
    assert by_link(member("reporter")).get(SCREEN).status_code in (302, 403)
    desk = by_link(member("editor"))
    page = desk.get(SCREEN)
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    text = page.content.decode()
    assert "=News &lt;b&gt;at&lt;/b&gt; noon" in text and "<dd>41</dd>" in text
    assert "<td>1.5</td><td>3</td><td>17</td>" in text and "10,000" not in text
    assert "10000.0" in desk.get(f"{SCREEN}?days=30").content.decode().replace(",", "")
    assert desk.get(f"{SCREEN}?days=x").status_code == 200
    told = desk.get(f"{SCREEN}?days=30&form=csv")
    assert told["Content-Type"].startswith("text/csv")
    table = list(csv.reader(io.StringIO(told.content.decode().removeprefix("\ufeff"))))
    assert table[0] == ["hour", "programme", "platform", "seconds", "sessions"]
    assert [row[1:] for row in table[1:]] == [
        ["", "radio", "36000000", "0"], ["'=News <b>at</b> noon", "episode", "0", "17"],
        ["'=News <b>at</b> noon", "web", "5400", "3"]]


def test_it_says_when_the_radio_does_not_run(house):
    OnAir.objects.create(kind="live", since=clock.now(), listeners=41,
                         heartbeat=clock.now() - timedelta(minutes=1))
    text = by_link(member("chief editor")).get(SCREEN).content.decode()
    assert "The radio does not run." in text and "Nobody was counted yet." in text
