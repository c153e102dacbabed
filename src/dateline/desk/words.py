"""What the desk calls its acts and the standings of a story, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTS: dict[str, tuple[Any, Any]] = {
    "save": (pgettext_lazy("act", "save"), pgettext_lazy("done", "Saved")),
    "submit": (pgettext_lazy("act", "submit"), _("Submitted")),
    "return": (pgettext_lazy("act", "return"), _("Returned")),
    "schedule": (pgettext_lazy("act", "schedule"), _("Scheduled")),
    "embargo": (pgettext_lazy("act", "embargo"), _("Put under embargo")),
    "lift": (pgettext_lazy("act", "lift"), _("Embargo lifted")),
    "publish": (pgettext_lazy("act", "publish"), _("Published")),
    "update": (pgettext_lazy("act", "update"), _("Updated in public")),
    "correct": (pgettext_lazy("act", "correct"), _("Corrected in public")),
    "resection": (pgettext_lazy("act", "resection"), _("Moved to another section")),
    "discard": (pgettext_lazy("act", "discard"), _("Draft thrown away")),
    "rebase": (pgettext_lazy("act", "rebase"), _("Draft taken onto the public version")),
    "withdraw": (pgettext_lazy("act", "withdraw"), _("Withdrawn")),
    "expire": (pgettext_lazy("act", "expire"), _("Expired")),
    "kill": (pgettext_lazy("act", "kill"), _("Killed")),
    "erase": (pgettext_lazy("act", "erase"), _("Erased by law")),
}
"""An act's name inside a sentence, and what is said of it once it is done."""
STANDINGS: dict[str, Any] = {
    "draft": _("draft"), "in review": _("in review"), "scheduled": _("scheduled"),
    "embargoed": _("embargoed"), "live": _("live"), "live with a draft": _("live with a draft"),
    "update scheduled": _("update scheduled"), "withdrawn": _("withdrawn"),
    "expired": _("expired"), "killed": _("killed"), "erased": _("erased"),
    "undated": _("undated"),
}
KINDS: dict[str, Any] = {
    "section": _("section"), "dossier": _("dossier"), "subject": _("subject"),
    "organisation": _("organisation"), "person": _("person"), "place": _("place"),
    "event": _("event"), "author": _("author"),
}
"""What a story stands in or names."""


def kind_name(kind: str) -> str:
    """A kind of term as a sentence names it; also `tag` and `term`, which are no kinds."""
    return str(KINDS.get(kind) or {"tag": _("tag"), "term": _("term")}[kind])


def act_name(act: str) -> str:
    """An act as a sentence names it."""
    return str(ACTS[act][0])
