"""The radio's screens at the desk and its pages in Arabic, in Chromium: from right to left, in
Arabic words. `SHOTS=folder` keeps pictures."""

from __future__ import annotations

import os
from datetime import date, time
from pathlib import Path

import pytest
from django.db import transaction
from wagtail.users.models import UserProfile

from arabic import amiss_on, english
from browsing import chromium, signed_in_page
from dateline.delivery.public import touch
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.onair.models import Alarm, Playlist
from dateline.onair.schedule.presenting import PresenterSaid, add_presenter
from dateline.onair.schedule.programming import ProgrammeSaid, keep_programme
from dateline.onair.schedule.slotting import SlotSaid, keep_slot
from dateline.onair.schedule.stationing import StationSaid, set_up_station
from dateline.onair.sound.playlists import add_to_playlist
from dateline.record.public import Site
from desking import desk_of, person
from onair_station import heard, track
from serving import serving

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")
PAGES = ("/listen/", "/listen/status", "/schedule/", "/programmes/morning/")


def newsroom():
    """A chief editor who reads Arabic, and screens of a station in which something happens."""
    chief = person("chief editor", "administrator", name="chief")
    UserProfile.objects.update_or_create(user=chief, defaults={"preferred_language": "ar"})
    desk.configure(Site(language="ar"), at=clock.now())
    set_up_station(chief, StationSaid("إذاعة دار", zone="Africa/Cairo", language="ar"))
    show = keep_programme(chief, ProgrammeSaid("صباح الخير", slug="morning"))
    slot = keep_slot(chief, SlotSaid(
        show.pk, date(2026, 1, 1), time(9), 60, "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH"))
    keep_slot(chief, SlotSaid(show.pk, date(2026, 1, 1), time(20), 30, "FREQ=DAILY;INTERVAL=3"))
    presenter = add_presenter(chief, PresenterSaid("آن", "ann", slots=(slot.pk,)))[0]
    at = clock.now()
    bells = track(at, "أجراس")
    playlist = Playlist.objects.create(name="موسيقى")
    add_to_playlist(chief, playlist.pk, [bells.pk])
    heard("أغنية", at, connected={"live": -18.0})
    Alarm.objects.create(kind="silence", mount="live", began=at)
    with transaction.atomic():
        touch({"onair:schedule", "onair:now"})
    return chief, [f"/desk/radio/{each}" for each in (
        "", "listeners/", "episodes/", "schedule/", "slots/", f"slots/{slot.pk}/",
        f"programmes/{show.pk}/", f"presenters/{presenter.pk}/", "station/", "sound/",
        f"playlists/{playlist.pk}/")]



def test_the_radio_is_arabic_from_right_to_left(house, outbox):
    (chief, screens), ours = newsroom(), english()
    session = desk_of(chief).cookies["sessionid"].value
    amiss = {}
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, session)
        for address in (*screens, *PAGES):
            page.goto(served.base + address)
            if said := list(amiss_on(page, ours)):
                amiss[address] = said
            if SHOTS:
                name = address.strip("/").replace("/", "-")
                page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert not amiss, "\n".join(f"{name}: {said}" for name, said in amiss.items())
    assert failed == []
