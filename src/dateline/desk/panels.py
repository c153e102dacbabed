"""What other rooms show on the dashboard: a view for a slot, drawn inside the desk's own panel."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

log = logging.getLogger("dateline.desk")
SLOTS = (
    "drafts", "waiting", "notes", "held", "published", "wanting", "locks", "trouble", "machines",
    "more",
)
"""The panels of the dashboard, in order; the last two are shown only if somebody fills them."""
View = Callable[[HttpRequest], SafeString | None]
StoryView = Callable[[HttpRequest, str], SafeString | None]
_views: dict[str, list[View]] = {slot: [] for slot in SLOTS}
_of_story: list[StoryView] = []
_of_writing: list[StoryView] = []


def register_panel(slot: str, view: View) -> None:
    """Show what `view(request)` returns inside a panel; None shows nothing.

    It is asked at every look at the dashboard: let it be quick, and look at `request.user` itself.
    Raises ValueError for a slot that is not in SLOTS.
    """
    if slot not in _views:
        raise ValueError(f"{slot!r}: the dashboard's slots are {', '.join(SLOTS)}")
    if view not in _views[slot]:
        _views[slot].append(view)


def register_story_panel(view: StoryView) -> None:
    """Show what `view(request, guid)` returns on the screen of where a story is; None: nothing."""
    if view not in _of_story:
        _of_story.append(view)


def register_writing_panel(view: StoryView) -> None:
    """Show what `view(request, guid)` returns on the screen where a story is written; the guid is
    empty for a new one. It stands inside the editor's form: it must hold no form of its own."""
    if view not in _of_writing:
        _of_writing.append(view)


def shown_while_writing(guid: str, request: HttpRequest) -> list[SafeString]:
    """What the rooms show of a story that is being written."""
    answers = [_answer("writing", view, request, guid) for view in _of_writing]
    return [answer for answer in answers if answer]


def shown_of(guid: str, request: HttpRequest) -> list[SafeString]:
    """What the rooms show of a story that was ever public."""
    answers = [_answer("story", view, request, guid) for view in _of_story]
    return [answer for answer in answers if answer]


def shown_in(slot: str, request: HttpRequest) -> list[SafeString]:
    """What the rooms show in a slot; one that fails says so in its place, and the log says why."""
    answers = [_answer(slot, view, request) for view in _views[slot]]
    return [answer for answer in answers if answer]


def _answer(slot: str, view: Callable[..., SafeString | None], *asked: object) -> SafeString | None:
    try:
        return view(*asked)
    except Exception:
        name = f"{view.__module__}.{getattr(view, '__qualname__', view)}"
        log.exception("%s failed in the slot %s of the dashboard", name, slot)
        words = _("A part of this panel (%(name)s) failed and is not shown; the log says why.")
        return format_html('<p class="desk-failed">{}</p>', words % {"name": name})
