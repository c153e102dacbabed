"""Playlists at the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import row_number
from dateline.onair.models import Playlist, Track
from dateline.onair.screens.sound_framing import WAYS, Screen, length
from dateline.onair.sound import playlists

MOST_OFFERED = 500


class Playlists(Screen):
    """All of them, by name."""

    template_name = "onair/desk/playlists.html"
    page_title = _("Playlists")
    place = "onair_playlists"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the number of tracks and how long they take."""
        rows = Playlist.objects.annotate(
            tracks=Count("items"), seconds=Sum("items__track__seconds")).order_by("name")
        return {"said": {}} | super().get_context_data(**kwargs) | {
            "playlists": [(row, length(row.seconds or 0)) for row in rows]}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make one."""
        made: list[Playlist] = []
        name = request.POST.get("name", "").replace("\0", "")
        shuffle = request.POST.get("shuffle") == "1"
        if self.act(lambda: made.append(
                playlists.create_playlist(request.user, name, shuffle=shuffle)), _("Saved.")):
            return redirect("onair_playlist", made[0].pk)
        return self.render_to_response(self.get_context_data(said=request.POST), status=422)


class OnePlaylist(Screen):
    """One: its tracks in their order."""

    template_name = "onair/desk/playlist.html"
    place = "onair_playlists"
    above = WAYS[1]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it."""
        super().setup(request, *args, **kwargs)
        self.playlist = get_object_or_404(Playlist, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """Its name."""
        return self.playlist.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its items, and the newest tracks to be added."""
        items = list(self.playlist.items.select_related("track"))
        offered = Track.objects.order_by("-pk")[:MOST_OFFERED]
        return super().get_context_data(**kwargs) | {
            "playlist": self.playlist, "most": MOST_OFFERED,
            "items": [(item, length(item.track.seconds)) for item in items],
            "total": length(sum(item.track.seconds for item in items)),
            "offered": [(row, length(row.seconds)) for row in offered]}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it, or remove it."""
        said, by, act = request.POST, request.user, request.POST.get("act", "")
        item = row_number(said.get("item"))
        if act == "remove":
            gone = self.act(lambda: playlists.remove_playlist(by, pk), _("It is removed."))
            return redirect("onair_playlists") if gone else redirect("onair_playlist", pk)
        if act == "change":
            self.act(lambda: playlists.change_playlist(
                by, pk, name=said.get("name", "").replace("\0", ""),
                shuffle=said.get("shuffle") == "1"), _("Saved."))
        elif act == "add":
            wanted = [row_number(each) for each in said.getlist("tracks")]
            self.act(lambda: playlists.add_to_playlist(by, pk, wanted), _("Added."))
        elif act == "take":
            self.act(lambda: playlists.take_from_playlist(by, pk, item), _("Taken out."))
        elif act in ("up", "down"):
            self.act(lambda: playlists.move_in_playlist(
                by, pk, item, places=-1 if act == "up" else 1), _("Moved."))
            return redirect(f"{request.path}#item-{item}")
        return redirect("onair_playlist", pk)
