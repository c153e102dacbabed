"""Sound: files are uploaded, listened to, renamed and removed."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from dateline.desk.public import row_number
from dateline.lib import clock
from dateline.onair.models import Playlist, Track
from dateline.onair.permitted import AIR
from dateline.onair.recording.sending import send
from dateline.onair.screens.sound_framing import Screen, length
from dateline.onair.sound.files import path_of
from dateline.onair.sound.playlists import add_to_playlist
from dateline.onair.sound.sniffing import KINDS
from dateline.onair.sound.tracks import (
    MOST_BYTES,
    NotSound,
    add_track,
    remove_track,
    rename_track,
)
from dateline.people.public import NotAllowed, may

log = logging.getLogger("dateline.onair")
PAGE = 50
MOST_FILES = 100
KIND_NAMES = {"audio/mpeg": "MP3", "audio/aac": "AAC", "audio/mp4": "M4A", "audio/ogg": "Ogg",
              "audio/flac": "FLAC", "audio/wav": "WAV"}


class Sound(Screen):
    """All tracks, the newest first, or those with some words."""

    template_name = "onair/desk/sound.html"
    page_title = _("Sound")
    place = "onair_sound"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of them; the number of the last one leads to the next page."""
        words = self.request.GET.get("words", "").replace("\0", "").strip()[:100]
        before = row_number(self.request.GET.get("before"))
        rows = Track.objects.order_by("-pk")
        if words:
            rows = rows.filter(Q(title__icontains=words) | Q(artist__icontains=words))
        found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
        shown = found[:PAGE]
        return super().get_context_data(**kwargs) | {
            "words": words, "tracks": [(row, length(row.seconds), KIND_NAMES.get(row.kind, ""))
                                       for row in shown],
            "older": shown[-1].pk if len(found) > PAGE else 0,
            "accepted": ",".join(kind.suffix for kind in KINDS) + ",.opus,.oga,.m4b",
            "most": filesizeformat(min(MOST_BYTES, settings.REQUEST_BYTES)),
            "playlists": Playlist.objects.order_by("name")[:200]}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Upload, rename, remove, or put into a playlist."""
        said, by = request.POST, request.user
        track, act = row_number(said.get("track")), said.get("act", "")
        if act == "upload":
            self._upload(request)
        elif act == "rename":
            self.act(lambda: rename_track(by, track, title=said.get("title", "").replace("\0", ""),
                                          artist=said.get("artist", "").replace("\0", "")),
                     _("Saved."))
        elif act == "remove":
            self.act(lambda: remove_track(by, track), _("It is removed."))
        elif act == "add":
            self.act(lambda: add_to_playlist(by, row_number(said.get("playlist")), [track]),
                     _("It is in the playlist."))
        return redirect("onair_sound")

    def _upload(self, request: HttpRequest) -> None:
        """Each file by itself: one that is refused does not keep the others out."""
        files = request.FILES.getlist("files")[:MOST_FILES]
        if not files:
            messages.error(request, gettext("Choose at least one file."))
        for file in files:
            name = file.name or ""
            try:
                track = add_track(request.user, file, clock.now(), name=name)
            except (NotSound, NotAllowed) as refused:
                messages.error(request, f"{name}: {refused}")
            except OSError:
                log.exception("An upload could not be kept")
                messages.error(request, gettext("%(name)s could not be kept on the disk.") % {
                    "name": name})
            else:
                messages.success(request, gettext("%(name)s: taken in as “%(title)s”.") % {
                    "name": name, "title": track.title})


def listen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A track's file, for the desk's own player."""
    if not may(request.user, AIR):
        raise PermissionDenied
    track = get_object_or_404(Track, pk=pk)
    try:
        answer, _size = send(request, path_of(track.digest, track.kind), track.kind,
                             cache="private, max-age=3600", etag=track.digest[:32])
    except FileNotFoundError:
        raise Http404 from None
    return answer
