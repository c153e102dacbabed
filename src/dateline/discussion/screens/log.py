"""The log of decisions, settings and rules."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import row_number
from dateline.discussion.models import LogLine
from dateline.discussion.screens.framing import Screen

PAGE = 50
ACTS = {
    "decide": _("decided on a comment"), "undo": _("took a decision back"),
    "statement": _("stated the reasons of a restriction"), "set back": _("set back by reports"),
    "featured": _("featured a comment"), "pinned": _("pinned a comment"),
    "sanction": _("restricted a person"), "lift": _("lifted a restriction"),
    "badge": _("gave a badge"), "appealed": _("an appeal came"),
    "appeal": _("answered an appeal, and restored"), "appeal answered": _("answered an appeal"),
    "notice": _("a notice came"), "notice answered": _("answered a notice"),
    "policy": _("set a policy"), "policy ended": _("ended a policy"),
    "thread": _("arranged a discussion"), "rule": _("made a word rule"),
    "rule ended": _("ended a word rule"), "standards": _("adopted standards"),
}


class Log(Screen):
    """Newest first, by act or subject; a line's digest stands on it."""

    template_name = "discussion/moderating/log.html"
    page_title = _("Log of decisions")
    header_icon = "history"
    place = "discussion_log"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of it, read by number."""
        act, about = self.request.GET.get("act", ""), self.request.GET.get("about", "").strip()
        rows = LogLine.objects.select_related("by").order_by("-seq")
        before = row_number(self.request.GET.get("before"))
        wanted = Q(seq__lt=before) if before else Q()
        if act in ACTS:
            wanted &= Q(act=act)
        if about:
            wanted &= Q(subject=about[:80])
        found = list(rows.filter(wanted)[: PAGE + 1])
        older = self.request.GET.copy()
        if len(found) > PAGE:
            older["before"] = str(found[PAGE - 1].seq)
        return super().get_context_data(**kwargs) | {
            "lines": [(row, ACTS.get(row.act, row.act), _details(row)) for row in found[:PAGE]],
            "acts": ACTS.items(), "act": act, "about": about,
            "older": older.urlencode() if len(found) > PAGE else ""}


def _details(row: LogLine) -> str:
    """The payload in a line."""
    payload = row.payload if isinstance(row.payload, dict) else {}
    return " · ".join(f"{name}: {value}" for name, value in payload.items()
                      if value not in (None, "", [], {}))
