"""What the screens call kinds and acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dateline.desk.words import KINDS
from dateline.record.public import TAG_KINDS

__all__ = ["KINDS"]

NAMES = {
    "section": _("Sections"), "dossier": _("Dossiers"), "tag": _("Tags"), "place": _("Places"),
    "author": _("Authors"),
}
@dataclass(frozen=True)
class ActWords:
    """An act's name, and what it does in a line."""

    name: Any
    told: Any


ACTS = {
    "rename": ActWords(_("Rename"), _("A new name everywhere; the present address redirects.")),
    "merge": ActWords(_("Merge into another"), _("All its stories stand in the other one.")),
    "split": ActWords(_("Split"), _("Move chosen stories to another dossier, new or known.")),
    "retype": ActWords(_("Kind"), _("Say what it is, or confirm a guess, for all its stories.")),
    "describe": ActWords(_("Standfirst"), _("What the dossier is about, for readers.")),
    "note": ActWords(_("Note"), _("For colleagues; never public.")),
}
"""The acts on one term, as its page lists them."""


def fits(act: str, kind: str, *, public: bool) -> bool:
    """Whether an act is one for terms of this kind."""
    if act == "retype":
        return kind in TAG_KINDS
    if act == "describe":
        return kind == "dossier" and public
    return act != "split" or kind == "dossier"
