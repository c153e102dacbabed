"""Breaking in: who may, what with, and how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dateline.onair.breaking import end_bulletin
from dateline.onair.models import Station
from dateline.onair.public import NoStation, break_in, return_to_schedule
from dateline.people.public import NotAllowed
from onair_station import heard, station, track
from staffing import by_link, member

SECOND = timedelta(seconds=1)


def test_a_connected_mount_breaks_in_and_the_schedule_returns(house, noon):
    station()
    ann = member("editor")
    with pytest.raises(NotAllowed, match="No source is connected at live"):
        break_in("live", by=ann, at=noon)
    heard("Talk", noon, connected={"live": -20.0})
    break_in("live", by=ann, at=noon)
    row = Station.objects.get()
    assert (row.break_in, row.broke_in_by, row.broke_in_at) == ("live", ann, noon)
    return_to_schedule(by=ann, at=noon + SECOND)
    assert Station.objects.get().break_in == ""
    return_to_schedule(by=ann, at=noon + SECOND)


def test_a_bulletin_ends_by_itself_at_its_length(house, noon):
    station()
    ann, bells = member("chief editor"), track(noon, seconds=20.0)
    break_in("bulletin", by=ann, at=noon, track=bells.pk)
    end_bulletin(at=noon + 19 * SECOND)
    assert Station.objects.get().break_in == "bulletin"
    end_bulletin(at=noon + 20 * SECOND)
    assert Station.objects.get().break_in == ""
    with pytest.raises(NotAllowed, match="no such track"):
        break_in("bulletin", by=ann, at=noon, track=bells.pk + 1)


@pytest.mark.parametrize(("role", "may"), [
    ("reporter", False), ("moderator", False), ("wire manager", False), ("nobody", False),
    ("editor", True), ("chief editor", True), ("administrator", True)])
def test_who_may(house, noon, role, may):
    station()
    bells = track(noon)
    who = member(*([] if role == "nobody" else [role]))
    acts = (lambda: break_in("bulletin", by=who, at=noon, track=bells.pk),
            lambda: return_to_schedule(by=who, at=noon))
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(NotAllowed):
                act()
            assert Station.objects.get().break_in == ""


def test_what_is_no_mount_is_refused(house, noon):
    with pytest.raises(NoStation):
        break_in("live", by=member("editor"), at=noon)
    station()
    heard("Talk", noon, connected={"live": -20.0, "gone": -20.0})
    ann = member("editor", email="ann@example.org")
    for wrong in ("gone", "breaking", "", "x" * 5000, "live\0"):
        with pytest.raises(NotAllowed):
            break_in(wrong, by=ann, at=noon)


def test_the_screen_breaks_in_with_one_click_and_shows_what_is(house, noon):
    from dateline.lib import clock

    client = by_link(member("editor"))
    assert "There is no station yet." in client.get("/desk/radio/").content.decode()
    station()
    bells = track(clock.now(), "Bells <b>")
    heard("Song <i>", clock.now(), connected={"live": -21.0})
    page = client.get("/desk/radio/").content.decode()
    assert "Song &lt;i&gt;" in page and "Bells &lt;b&gt;" in page and 'value="-18.0"' in page
    assert 'name="break_in" value="live"' in page and 'value="breaking"' not in page
    assert client.post("/desk/radio/", {"break_in": "live"}).status_code == 302
    parts = client.get("/desk/radio/parts/").content.decode()
    assert "live has broken in." in parts and 'value="return"' in parts
    client.post("/desk/radio/", {"break_in": "bulletin", "track": str(bells.pk)})
    assert Station.objects.get().break_in == "bulletin"
    client.post("/desk/radio/", {"act": "return"})
    assert Station.objects.get().break_in == ""
    shown = client.post("/desk/radio/", {"break_in": "bulletin", "track": "x"}, follow=True)
    assert "There is no such track." in shown.content.decode()


def test_who_may_not_break_in_sees_nothing_of_it(house):
    client = by_link(member("reporter"))
    assert "/desk/radio/" not in client.get("/desk/").content.decode()
    for address in ("/desk/radio/", "/desk/radio/parts/"):
        assert client.get(address).status_code in (302, 403)
    assert client.post("/desk/radio/", {"act": "return"}).status_code in (302, 403)
