"""Playlists: tracks in an order, or shuffled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.onair.models import Playlist, PlaylistItem, Slot, Station, Track
from dateline.onair.permitted import AIR
from dateline.people.public import NotAllowed, must_have

MOST = 1000
"""Tracks in a playlist."""


def create_playlist(by: Any, name: str, *, shuffle: bool = False) -> Playlist:
    """Make an empty one. Raises NotAllowed, also where the name is taken or empty."""
    must_have(by, AIR, _("Making a playlist"))
    name = _name(name)
    with transaction.atomic():
        made, new = Playlist.objects.get_or_create(name=name, defaults={"shuffle": shuffle})
    if not new:
        raise NotAllowed(_("There is a playlist “%(name)s” already.") % {"name": name})
    return made


def change_playlist(by: Any, pk: int, *, name: str, shuffle: bool) -> None:
    """Call it otherwise; play it in its order or shuffled. Raises NotAllowed."""
    name = _name(name)
    with transaction.atomic():
        held = _held(by, pk)
        if Playlist.objects.filter(name=name).exclude(pk=pk).exists():
            raise NotAllowed(_("There is a playlist “%(name)s” already.") % {"name": name})
        held.name, held.shuffle = name, shuffle
        held.save()


def remove_playlist(by: Any, pk: int) -> None:
    """Remove it; its tracks stay. Raises NotAllowed where a slot or the station plays it."""
    with transaction.atomic():
        held = _held(by, pk)
        slot = Slot.objects.filter(playlist=held).select_related("programme").first()
        if slot is not None:
            raise NotAllowed(_("“%(name)s” plays it: choose another there first.") % {
                "name": slot.programme.name})
        if Station.objects.filter(fallback=held).exists():
            raise NotAllowed(_("The station plays it when nothing else is on: choose another there "
                               "first."))
        held.delete()


def add_to_playlist(by: Any, pk: int, tracks: Iterable[int]) -> int:
    """Add tracks at its end, in this order; returns how many there were. Raises NotAllowed."""
    with transaction.atomic():
        held = _held(by, pk)
        wanted = list(tracks)
        known = Track.objects.in_bulk(wanted)
        order = [*_order(held), *(PlaylistItem(playlist=held, track=known[each])
                                  for each in wanted if each in known)]
        if len(order) > MOST:
            raise NotAllowed(_("A playlist has at most %(most)d tracks.") % {"most": MOST})
        _keep(order)
        return sum(each in known for each in wanted)


def take_from_playlist(by: Any, pk: int, item: int) -> None:
    """Take one of its places out; none if it is gone already. Raises NotAllowed."""
    with transaction.atomic():
        held = _held(by, pk)
        PlaylistItem.objects.filter(playlist=held, pk=item).delete()
        _keep(_order(held))


def move_in_playlist(by: Any, pk: int, item: int, *, places: int) -> None:
    """Move one so many places down (up: negative), at most to an end. Raises NotAllowed."""
    with transaction.atomic():
        order = _order(_held(by, pk))
        at = next((place for place, each in enumerate(order) if each.pk == item), None)
        if at is None:
            raise NotAllowed(_("It is not in this playlist any more."))
        order.insert(max(0, min(len(order) - 1, at + places)), order.pop(at))
        _keep(order)


def _held(by: Any, pk: int) -> Playlist:
    """The playlist, locked, so that two who change it take turns."""
    must_have(by, AIR, _("Changing a playlist"))
    held = Playlist.objects.select_for_update().filter(pk=pk).first()
    if held is None:
        raise NotAllowed(_("There is no such playlist."))
    return held


def _order(playlist: Playlist) -> list[PlaylistItem]:
    return list(PlaylistItem.objects.filter(playlist=playlist).order_by("position", "pk"))


def _keep(order: list[PlaylistItem]) -> None:
    """Give the items their places, and write those that are new or have moved."""
    for place, item in enumerate(order):
        if item.pk is None or item.position != place:
            item.position = place
            item.save()


def _name(name: str) -> str:
    name = " ".join(name.split())[:200]
    if not name:
        raise NotAllowed(_("Give it a name."))
    return name
