"""Who holds a story, live: on the story's own screen, and in full on one of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dateline.delivery.public import snapshot
from dateline.lib.listing import listed
from dateline.people.public import roles_of
from dateline.record.public import live
from dateline.wire.subscribers.holding import Holders, holders
from dateline.wire.subscribers.permitted import LOOK
from dateline.wire.subscribers.screens.framing import Screen


def summary(request: HttpRequest, guid: str) -> SafeString | None:
    """For a story's own screen: the sentence, and the way to all of it."""
    if not roles_of(request.user) & LOOK:
        return None
    held = holders(guid)
    if not held.all:
        return None
    return render_to_string("wire/desk/held.html", _context(guid, held) | {
        "address": reverse("wire_story", args=[guid])}, request=request)


def _context(guid: str, held: Holders) -> dict[str, Any]:
    """Those who are missing first."""
    rows = sorted(held.all, key=lambda each: each not in held.missing)
    return {"held": held, "rows": rows, "sentence": sentence(held),
            "source": reverse("wire_story_rows", args=[guid])}


def sentence(held: Holders) -> str:
    """`412 of 415 hold the kill, 3 unreachable; they hold version 2.`"""
    every, missing, lost = len(held.having), len(held.missing), len(held.unreachable)
    if not held.over:
        return _("%(n)s of %(all)s subscribers were handed this story.") % {
            "n": every, "all": len(held.all)}
    known = {"n": every - missing, "all": every, "missing": missing, "lost": lost,
             "versions": listed(map(str, held.versions))}
    told = _KILL if held.state == "killed" else _END
    if not missing:
        return told % known
    if missing == 1:
        return f"{told % known} {(_ONE_LOST if lost else _ONE) % known}"
    rest = _("%(missing)s have not confirmed it, %(lost)s of them unreachable; they hold version "
             "%(versions)s.")
    return f"{told % known} {rest % known}"


_ONE = gettext_lazy("One has not confirmed it; it holds version %(versions)s.")
_ONE_LOST = gettext_lazy("One has not confirmed it and cannot be reached; it holds version "
                         "%(versions)s.")
_KILL = gettext_lazy("%(n)s of %(all)s hold the kill.")
_END = gettext_lazy("%(n)s of %(all)s know that the story is gone.")


class StoryScreen(Screen):
    """Everybody who was given a story, and what they hold."""

    template_name = "wire/desk/story.html"
    page_title = gettext_lazy("Who holds this story")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the headline only while it is live."""
        guid = str(self.kwargs["guid"])
        held = _held(guid)
        with snapshot():
            item = live((guid,)).get(guid)
        return super().get_context_data(item=item, **_context(guid, held) | kwargs)


@require_GET
def story_rows(request: HttpRequest, guid: UUID) -> HttpResponse:
    """The part of it that renews itself."""
    if not roles_of(request.user) & LOOK:
        raise PermissionDenied
    context = _context(str(guid), _held(str(guid)))
    return HttpResponse(render_to_string("wire/desk/story_rows.html", context, request=request))


def _held(guid: str) -> Holders:
    held = holders(guid)
    if not held.all:
        raise Http404
    return held
