"""Slots: the list, and one with the way it recurs as people say it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from dateline.lib import clock
from dateline.lib.dates import day_words
from dateline.lib.zones import zone
from dateline.onair.models import Playlist, Presenter, Programme, Slot
from dateline.onair.schedule.repeating import (
    DAY_NAMES,
    KINDS,
    Repeat,
    repeat_of,
    repeat_words,
    rule_of,
)
from dateline.onair.schedule.slotting import SlotSaid, keep_slot, overlaps, remove_slot
from dateline.onair.schedule.timing import local_day
from dateline.onair.schedule.wording import within
from dateline.onair.screens.schedule_framing import (
    Screen,
    day_from,
    number,
    numbers,
    time_from,
    whole,
)
from dateline.people.public import NotAllowed

RIGHTS = (("rewind", _("Listeners may rewind it")), ("record", _("It is recorded")),
          ("podcast", _("It may become a podcast")))
MOST_EVERY = 52


class Slots(Screen):
    """Every slot, by programme."""

    template_name = "onair/schedule/desk/slots.html"
    page_title = _("Slots")
    place = "onair_slots"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each with its rule in words."""
        rows = Slot.objects.select_related("programme").prefetch_related("presenters")
        rows = rows.order_by("programme__name", "day", "at", "pk")
        return super().get_context_data(**kwargs) | {
            "slots": [(row, repeat_words(row.rule, row.day)) for row in rows]}


class OneSlot(Screen):
    """One slot, or a new one."""

    template_name = "onair/schedule/desk/slot.html"
    place = "onair_slots"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it."""
        super().setup(request, *args, **kwargs)
        pk, rows = kwargs.get("pk"), Slot.objects.select_related("programme")
        self.slot = get_object_or_404(rows, pk=pk) if pk else None

    def get_page_title(self) -> str:
        """What it is of."""
        return self.slot.programme.name if self.slot else gettext("New slot")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its fields, and all that may be chosen."""
        said = kwargs.get("said") or self._shown()
        return {
            "said": said, "slot": self.slot, "kinds": KINDS, "weekdays": DAY_NAMES.items(),
            "rights": [(name, words, said.get(name, "")) for name, words in RIGHTS],
            "programmes": Programme.objects.order_by("name", "pk"),
            "presenters": Presenter.objects.order_by("name", "pk"),
            "playlists": Playlist.objects.order_by("name"),
        } | super().get_context_data(**kwargs)

    def _shown(self) -> dict[str, Any]:
        """The form as the slot is; a new one begins tomorrow or on the day that was asked for."""
        row = self.slot
        if row is None:
            today = local_day(clock.now(), zone(self.station.zone if self.station else "UTC"))
            asked = self.request.GET
            return {"day": asked.get("day") or today, "at": "12:00", "minutes": 60,
                    "kind": "WEEKLY", "every": 1, "weekdays": (), "presenters": (),
                    "programme": number(asked.get("programme"))}
        repeat = repeat_of(row.rule, row.day)
        rights = {name: _choice(getattr(row, name)) for name, _words in RIGHTS}
        return rights | {
            "programme": row.programme_id, "day": row.day, "at": f"{row.at:%H:%M}",
            "minutes": row.minutes, "kind": repeat.kind, "every": repeat.every,
            "weekdays": repeat.weekdays, "until": repeat.until, "rule": row.rule,
            "playlist": row.playlist_id,
            "presenters": tuple(row.presenters.values_list("pk", flat=True))}

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Keep it, or remove it."""
        said, by = request.POST, request.user
        if said.get("act") == "remove" and pk:
            self.act(lambda: remove_slot(by, pk), _("The slot is removed."))  # type: ignore[arg-type]
            return redirect("onair_slots")
        made = self.act(lambda: keep_slot(by, slot_said(said), pk=pk), _("Saved."))  # type: ignore[arg-type]
        if made is None:
            return self.refused(said=_as_said(said))
        self._warn(made)
        return redirect("onair_slots")

    def _warn(self, slot: Slot) -> None:
        held = zone(self.station.zone if self.station else "UTC")
        for strong, weak in overlaps(slot.pk, clock.now()):
            messages.warning(self.request, gettext(
                "On %(day)s “%(strong)s” is on while “%(weak)s” was to be: the first one is "
                "sent.") % {"day": day_words(strong.starts.astimezone(held).date()),
                            "strong": strong.show.title, "weak": weak.show.title})


def slot_said(said: Any) -> SlotSaid:
    """What a form says of a slot. Raises NotAllowed."""
    day = day_from(said.get("day"), what=_("First day"))
    return SlotSaid(
        programme=number(said.get("programme")) or 0, day=day,
        at=time_from(said.get("at"), what=_("Time")),
        minutes=whole(said.get("minutes"), what=_("Length in minutes")),
        rule=rule_of(_repeat(said), day), presenters=numbers(said.getlist("presenters")),
        playlist=number(said.get("playlist")),
        **{name: {"yes": True, "no": False}.get(said.get(name, "")) for name, _words in RIGHTS})


def _repeat(said: Any) -> Repeat:
    if said.get("kind") not in dict(KINDS):
        raise NotAllowed(gettext("Choose how often it is on."))
    often = gettext("Every so many days, weeks or months")
    every = within(whole(said.get("every") or "1", what=often), what=often, least=1,
                   most=MOST_EVERY)
    until: date | None = None
    if said.get("until", "").strip():
        until = day_from(said["until"], what=_("Last day"))
    return Repeat(said["kind"], every, tuple(said.getlist("weekdays")), until,
                  said.get("rule", ""))


def _as_said(said: Any) -> dict[str, Any]:
    return said.dict() | {
        "weekdays": said.getlist("weekdays"), "programme": number(said.get("programme")),
        "presenters": numbers(said.getlist("presenters")),
        "playlist": number(said.get("playlist"))}


def _choice(right: bool | None) -> str:
    return "" if right is None else "yes" if right else "no"
