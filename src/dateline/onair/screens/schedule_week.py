"""The week as it will be sent, and one day of a slot that is otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.onair.models import Change, Programme, Slot
from dateline.onair.permitted import AIR
from dateline.onair.schedule.changing import ChangeSaid, change_day, undo_change
from dateline.onair.schedule.occurring import line_of, pieces
from dateline.onair.schedule.rules import days
from dateline.onair.schedule.showing import day_name
from dateline.onair.schedule.timing import local_day, midnight, moment, span
from dateline.onair.schedule.turning import Turn
from dateline.onair.screens.schedule_framing import (
    Screen,
    day_from,
    number,
    time_from,
    whole,
)
from dateline.people.public import NotAllowed

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DayShown:
    """A day of the week, with what begins on it and what was to and does not."""

    day: date
    words: str
    turns: tuple[Turn, ...]
    cancelled: tuple[Change, ...]


class Week(Screen):
    """Seven days by the station's clock: each programme, and the way to change it on its day."""

    template_name = "onair/schedule/desk/week.html"
    page_title = _("Schedule")
    place = "onair_week"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The days from the one asked for on, or from today."""
        at = clock.now()
        held = zone(self.station.zone) if self.station else None
        first = local_day(at, held) if held else at.date()
        try:
            first = day_from(self.request.GET.get("from") or first.isoformat(), what="")
            first, after, before = first, first + WEEK, first - WEEK
        except (NotAllowed, OverflowError):
            raise Http404 from None
        found = self._days(first, held) if held else []
        return super().get_context_data(**kwargs) | {
            "days": found, "first": first, "after": after, "before": before, "now": at}

    def _days(self, first: date, held: Any) -> list[DayShown]:
        try:
            start, end = midnight(first, held), midnight(first + WEEK, held)
            found = [turn for turn in pieces(start, end) if turn.starts >= start]
        except OverflowError:
            raise Http404 from None
        gone = list(Change.objects.filter(cancelled=True, day__range=(first, first + WEEK))
                    .select_related("slot__programme"))
        every = [first + timedelta(days=number) for number in range(7)]
        return [DayShown(
            day, day_name(day),
            tuple(turn for turn in found if local_day(turn.starts, held) == day),
            tuple(row for row in gone if row.day == day)) for day in every]


class OneDay(Screen):
    """One day of a slot: as its rule has it, or otherwise."""

    template_name = "onair/schedule/desk/day.html"
    page_title = _("Change one day")
    place = "onair_week"
    changes = AIR

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the slot, which must fall on the day."""
        super().setup(request, *args, **kwargs)
        self.slot = Slot.objects.select_related("programme").filter(pk=kwargs["pk"]).first()
        try:
            self.day = date.fromisoformat(kwargs["day"])
        except ValueError:
            raise Http404 from None
        if self.slot is None or not days(self.slot.rule, self.slot.day, self.day, self.day):
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the rule says, what was changed about it, and what may be chosen."""
        held = zone(self.station.zone if self.station else "UTC")
        change = self.slot.changes.filter(day=self.day).first()
        line = line_of(self.slot)
        starts, ends = span(self.day, line.at, minutes=line.minutes, zone=held)
        said = {"programme": self.slot.programme_id, "minutes": line.minutes, "day": self.day,
                "at": f"{line.at:%H:%M}"}
        if change:
            local = (change.starts or starts).astimezone(held)
            said |= {"programme": change.programme_id or self.slot.programme_id,
                     "minutes": change.minutes or line.minutes, "day": local.date(),
                     "at": f"{local:%H:%M}", "note": change.note, "cancelled": change.cancelled}
        return {
            "said": said, "slot": self.slot, "day": self.day, "day_words": day_name(self.day),
            "change": change, "starts": starts.astimezone(held), "ends": ends.astimezone(held),
            "programmes": Programme.objects.order_by("name", "pk"),
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, pk: int, day: str) -> HttpResponse:
        """Change it, or have it as its rule says again."""
        said, by = request.POST, request.user
        if said.get("act") == "undo":
            done = self.act(lambda: undo_change(by, pk, self.day),  # type: ignore[arg-type]
                            _("This day is as its rule says again."))
        else:
            done = self.act(lambda: change_day(by, pk, self.day, self._said(said)),  # type: ignore[arg-type]
                            _("This day is changed."))
        if done is None:
            kept = said.dict() | {"programme": number(said.get("programme"))}
            return self.refused(said=kept)
        return redirect("onair_week")

    def _said(self, said: Any) -> ChangeSaid:
        """Only what is not as the slot has it."""
        if said.get("cancelled"):
            return ChangeSaid(cancelled=True, note=said.get("note", ""))
        held = zone(self.station.zone if self.station else "UTC")
        day = day_from(said.get("day"), what=_("Day"))
        at = time_from(said.get("at"), what=_("Time"))
        minutes = whole(said.get("minutes"), what=_("Length in minutes"))
        programme = number(said.get("programme"))
        moved = (day, at) != (self.day, self.slot.at.replace(second=0))
        try:
            starts = moment(datetime.combine(day, at), held) if moved else None
        except OverflowError:
            raise NotAllowed(str(_("The day is too far away."))) from None
        return ChangeSaid(
            starts=starts, minutes=minutes if minutes != self.slot.minutes else None,
            programme=programme if programme != self.slot.programme_id else None,
            note=said.get("note", ""))
