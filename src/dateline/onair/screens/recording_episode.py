"""One episode: listened to, cut, described, published, withdrawn."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.delivery.public import missing_page
from dateline.lib import clock
from dateline.onair.models import Episode, Recording
from dateline.onair.permitted import AIR
from dateline.onair.recording import publishing
from dateline.onair.recording.covers import cover_address
from dateline.onair.recording.publishing import Words, story_codes
from dateline.onair.recording.sending import send
from dateline.onair.screens.recording_framing import Screen, seconds
from dateline.onair.sound.files import path_of
from dateline.people.public import may

STATES = {"draft": _("draft"), "published": _("published"), "withdrawn": _("withdrawn")}


class EpisodeScreen(Screen):
    """One episode."""

    template_name = "onair/desk/episode.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it."""
        super().setup(request, *args, **kwargs)
        rows = Episode.objects.select_related("programme", "recording")
        self.episode = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """Its title."""
        return self.episode.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As it is, or as it was filled in."""
        row = self.episode
        address = f"/programmes/{row.programme.slug}/{row.slug}/" if row.slug else ""
        stored = {
            "title": row.title, "notes": row.notes,
            "stories": " ".join(f"~{code}" for code in row.stories),
            "first": f"{row.from_seconds:g}",
            "last": "" if row.to_seconds is None else f"{row.to_seconds:g}"}
        return {
            "episode": row, "recording": row.recording, "state": STATES[row.state],
            "address": address if row.state == "published" else "", "said": stored,
            "picture": cover_address(row.picture), "marks": _marks(row.recording),
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save, publish, withdraw or drop it."""
        act, at, by = request.POST.get("act", ""), clock.now(), request.user
        if act == "withdraw":
            self.act(lambda: publishing.withdraw(pk, by=by, at=at), _("It is withdrawn."))  # type: ignore[arg-type]
        elif act == "discard":
            if self.act(lambda: publishing.discard(pk, by=by, at=at), _("It is gone.")):  # type: ignore[arg-type]
                return redirect("onair_episodes")
        elif not self.act(lambda: self._save(act == "publish"),
                          _("It is public.") if act == "publish" else _("Saved.")):
            context = self.get_context_data(said=request.POST)
            return self.render_to_response(context, status=422)
        return redirect("onair_episode", pk)

    def _save(self, publish: bool) -> tuple[str, ...]:
        said, at, by = self.request.POST, clock.now(), self.request.user
        words = Words(
            said.get("title", ""), said.get("notes", ""), story_codes(said.get("stories", "")),
            seconds(said.get("first", "")) or 0.0, seconds(said.get("last", "")))
        publishing.edit(self.episode.pk, words, by=by, at=at)  # type: ignore[arg-type]
        picture, warnings = self.request.FILES.get("picture"), ()
        if picture is not None:
            warnings = publishing.set_picture(self.episode.pk, picture, by=by, at=at)  # type: ignore[arg-type,assignment]
        if publish:
            publishing.publish(self.episode.pk, by=by, at=at)  # type: ignore[arg-type]
        return warnings


def sound(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole recording, for who works on the air."""
    if not may(request.user, AIR):
        raise PermissionDenied
    row = get_object_or_404(Recording, pk=pk, state="made")
    try:
        path = path_of(row.digest, row.kind)
        return send(request, path, row.kind, cache="private, no-cache", etag=row.digest[:32])[0]
    except FileNotFoundError:
        return missing_page(request)


def _marks(recording: Recording | None) -> list[str]:
    """Where the source was away, in words."""
    said = []
    for mark in recording.marks if recording is not None else ():
        if mark["what"] == "encoded anew":
            said.append(gettext("What was sent could not be joined as it was: encoded anew"))
            continue
        at = f"{int(mark['at']) // 60}:{int(mark['at']) % 60:02}"
        said.append(gettext("at %(at)s, for %(gap)s seconds") % {"at": at, "gap": mark["gap"]})
    return said
