"""Episodes: drafts first, recordings with their troubles, what is public, and uploads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import row_number
from dateline.lib import clock
from dateline.onair.models import Episode, Programme, Recording
from dateline.onair.recording.making import make_again
from dateline.onair.recording.publishing import set_cover, upload
from dateline.onair.screens.recording_framing import Screen

SHOWN = 50


class Episodes(Screen):
    """The list."""

    template_name = "onair/desk/episodes.html"
    page_title = _("Episodes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest of each."""
        rows = Episode.objects.select_related("programme")
        recordings = Recording.objects.select_related("programme").order_by("-starts")
        return super().get_context_data(**kwargs) | {
            "drafts": rows.filter(state="draft").order_by("-made_at")[:SHOWN],
            "episodes": rows.exclude(state="draft").order_by("-published_at")[:SHOWN],
            "waiting": recordings.filter(state="waiting")[:SHOWN],
            "troubles": recordings.filter(state__in=("failed", "empty"))[:SHOWN],
            "programmes": Programme.objects.order_by("name"),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make a recording again, upload an episode, or give a programme its cover."""
        said, at, by = request.POST, clock.now(), request.user
        act, file = said.get("act", ""), request.FILES.get("file")
        programme = row_number(said.get("programme"))
        if act == "again":
            self.act(lambda: make_again(row_number(said.get("recording")), by=by, at=at),  # type: ignore[arg-type]
                     _("It is made again within seconds."))
        elif act == "upload" and file is not None:
            return self._upload(request, programme, file)
        elif act == "cover" and file is not None:
            self.act(lambda: set_cover(programme, file, by=by, at=at),  # type: ignore[arg-type]
                     _("Saved."))
        return redirect("onair_episodes")

    def _upload(self, request: HttpRequest, programme: int, file: Any) -> HttpResponse:
        made: list[Episode] = []

        def do() -> None:
            made.append(upload(
                programme, file, title=request.POST.get("title", ""), name=file.name or "",
                by=request.user, at=clock.now()))  # type: ignore[arg-type]

        if self.act(do, _("It is a draft now.")):
            return redirect("onair_episode", made[0].pk)
        return redirect("onair_episodes")
