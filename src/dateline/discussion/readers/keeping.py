"""What was typed while the session ended: it waits in the new one, and stands in the form again."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from dateline.discussion.limits import TooFast, count
from dateline.discussion.text import EDITING_LONGEST

_KEPT, _MOST = "discussion-typed", {"text": EDITING_LONGEST, "key": 36, "answered": 500,
                                    "clause": 10}
"""Which fields of a form are kept, and how much of each; of one form at a time."""


def keep(request: HttpRequest, *, address: str) -> None:
    """Keep the form that nobody signed in sent, for its address; beyond a rate it is not kept.

    `address`: of the network.
    """
    if not request.POST.get("text", "").strip():
        return
    try:
        count("keep", account="", address=address)
    except TooFast:
        return
    fields = {name: request.POST.get(name, "")[:most] for name, most in _MOST.items()}
    request.session[_KEPT] = {"at": request.path_info, "fields": fields}


def kept(request: HttpRequest, path: str) -> Mapping[str, str]:
    """What is kept for the form at an address; empty for nothing."""
    held = request.session.get(_KEPT, {})
    return held["fields"] if held.get("at") == path else {}


def typed(request: HttpRequest) -> Mapping[str, str]:
    """What the form at this address holds: what was sent, or was kept. What is sent is not kept."""
    if request.method != "POST":
        return kept(request, request.path_info)
    if kept(request, request.path_info):
        del request.session[_KEPT]
    return request.POST
