"""The port with the schedule's own door: a presenter of the database signs in from a thread."""

from __future__ import annotations

import asyncio

from django.contrib.auth.hashers import make_password

from conftest import House
from dateline.onair.models import Presenter, Station
from dateline.onair.schedule.admitting import admit
from onair_sources import Caller, asks, basic, on_air, put


def test_a_presenter_who_may_always_and_one_without_a_slot(house: House):
    Station.objects.create(name="Radio", mounts=["breaking", "live"])
    ann = Presenter.objects.create(name="Ann", username="ann", always=True,
                                   password=make_password("secret"))
    Presenter.objects.create(name="Bob", username="bob", password=make_password("hidden"))

    async def case():
        async with on_air(admitted=admit) as station:
            caller = await Caller.to(station, put(more="Expect: 100-continue\r\n"))
            assert " 100 " in await caller.head()
            assert station.listener.on()["live"].presenter == ann.pk
            answer = await asks(station, put("breaking", sign=basic("bob", "hidden")))
            assert " 401 " in answer and "Bob has no slot now." in answer
            answer = await asks(station, put("breaking", sign=basic("bob", "wrong")))
            assert " 401 " in answer and "Wrong user name or password." in answer

    asyncio.run(case())
