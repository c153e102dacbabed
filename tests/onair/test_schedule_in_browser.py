"""The radio's screens at the desk in Chromium: axe, the width of a phone, policy breaches.
`SHOTS=folder` keeps pictures."""

from __future__ import annotations

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from browsing import CALM, chromium, signed_in_page
from dateline.lib import clock
from dateline.onair.models import Presenter
from desking import desk_of, person
from onair_schedule import programme, slot, station
from serving import serving
from showradio import episode

pytestmark = pytest.mark.browser
LOOKS = [(320, "light"), (1280, "dark")]


def newsroom(chief) -> dict[str, str]:
    """A station that always sends something; addresses by name."""
    station(chief, description="News and talk, day and night.")
    news = programme(chief, "News of the hour, and of everything else that has no hour",
                     description="What is new.", author="The newsroom")
    arabic = programme(chief, "نشرة الأخبار", language="ar", description="كل الأخبار")
    first = clock.now().date().isoformat()
    daily = slot(chief, news, first, "00:00", 720, "FREQ=DAILY")
    slot(chief, arabic, first, "12:00", 720, "FREQ=DAILY")
    ann = Presenter.objects.create(name="Ann", username="ann", password="x")
    daily.presenters.add(ann)
    told = episode(news.pk, "The pier", chief, clock.now())
    desk = "/desk/radio/"
    return {
        "on air": desk, "listeners": f"{desk}listeners/", "episodes": f"{desk}episodes/",
        "episode": f"{desk}episodes/{told.pk}/",
        "desk week": f"{desk}schedule/", "day": f"{desk}slots/{daily.pk}/{first}/",
        "slots": f"{desk}slots/", "slot": f"{desk}slots/{daily.pk}/",
        "desk programmes": f"{desk}programmes/", "desk programme": f"{desk}programmes/{news.pk}/",
        "presenters": f"{desk}presenters/", "presenter": f"{desk}presenters/{ann.pk}/",
        "station": f"{desk}station/"}


def test_the_schedule_can_be_read_and_used(house):
    chief = person("chief editor", name="chief")
    where, session = newsroom(chief), desk_of(chief)
    amiss: dict[str, list[str]] = {}
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in LOOKS:
            page, said_there = signed_in_page(
                browser, served.base, session.cookies["sessionid"].value, width=width,
                scheme=scheme)
            page.on("console", lambda line, told=said_there: told.append(line.text)
                    if line.type == "error" else None)
            for name, address in where.items():
                answer = page.goto(served.base + address)
                if address.startswith("/desk"):
                    page.add_style_tag(content=CALM)
                found = [*said_there, *seen(page, width)]
                said_there.clear()
                if os.environ.get("SHOTS"):
                    page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{width}.png",
                                    full_page=True)
                if answer.status != 200 or found:
                    amiss[f"{width} {name}"] = [str(answer.status), *found]
            assert page.goto(served.base + "/schedule/") is not None
            assert page.locator('[aria-current="true"]').count() == 1
    assert not amiss, "\n".join(f"{name}: {found}" for name, found in amiss.items())


def seen(page, width):
    """What is wrong with a page, in words."""
    for fault in Axe().run(page).response["violations"]:
        if fault["impact"] in ("serious", "critical"):
            yield from (f"{fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3])
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"
