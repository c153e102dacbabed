"""Where the schedule's screens are, and their places in the radio's menu."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dateline.onair.permitted import AIR
from dateline.onair.screens.schedule_presenters import OnePresenter, Presenters
from dateline.onair.screens.schedule_programmes import OneProgramme, Programmes
from dateline.onair.screens.schedule_slots import OneSlot, Slots
from dateline.onair.screens.schedule_station import StationScreen
from dateline.onair.screens.schedule_week import OneDay, Week
from dateline.people.public import may


def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("radio/schedule/", Week.as_view(), name="onair_week"),
        path("radio/slots/", Slots.as_view(), name="onair_slots"),
        path("radio/slots/add/", OneSlot.as_view(), name="onair_slot_add"),
        path("radio/slots/<int:pk>/", OneSlot.as_view(), name="onair_slot"),
        path("radio/slots/<int:pk>/<slug:day>/", OneDay.as_view(), name="onair_day"),
        path("radio/programmes/", Programmes.as_view(), name="onair_programmes"),
        path("radio/programmes/add/", OneProgramme.as_view(), name="onair_programme_add"),
        path("radio/programmes/<int:pk>/", OneProgramme.as_view(), name="onair_programme"),
        path("radio/presenters/", Presenters.as_view(), name="onair_presenters"),
        path("radio/presenters/add/", OnePresenter.as_view(), name="onair_presenter_add"),
        path("radio/presenters/<int:pk>/", OnePresenter.as_view(), name="onair_presenter"),
        path("radio/station/", StationScreen.as_view(), name="onair_station"),
    ]


class ForTheAir(MenuItem):
    """A menu item that only those see who may do something on the air."""

    def is_shown(self, request: Any) -> bool:
        """To editors and up."""
        return may(request.user, AIR)


def items() -> list[MenuItem]:
    """The ways to the screens."""
    return [
        ForTheAir(_("Schedule"), reverse_lazy("onair_week"), icon_name="calendar", order=200),
        ForTheAir(_("Programmes"), reverse_lazy("onair_programmes"), icon_name="list-ul",
                  order=210),
        ForTheAir(_("Presenters"), reverse_lazy("onair_presenters"), icon_name="group", order=220),
        ForTheAir(_("Station"), reverse_lazy("onair_station"), icon_name="cog", order=900),
    ]
