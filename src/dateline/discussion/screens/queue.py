"""The queue: all that is needed to decide on one screen, one key a decision, undo for 10 s."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from dateline.desk.public import row_number
from dateline.discussion.deciding import WORDS, Overtaken, decide, flag, undo
from dateline.discussion.letters import UNDO
from dateline.discussion.models import Comment, LogLine
from dateline.discussion.notices import comment_at
from dateline.discussion.queueing import (
    MOST_COUNTED,
    ONLY,
    clauses,
    cursor_of,
    items,
    page,
    waiting,
)
from dateline.discussion.screens.framing import Screen
from dateline.discussion.screens.grounds import reasons_of
from dateline.discussion.verdicts import VERDICTS
from dateline.lib import clock
from dateline.people.public import NotAllowed

KEYS = (
    ("a", _("publish it, or keep it")), ("r", _("refuse or remove it, by the clause chosen")),
    ("1–9", _("refuse or remove it, by the first to ninth clause")),
    ("h", _("set it back to be read")), ("f", _("feature it, or end that")),
    ("n", _("pin it, or end that")),
    ("u", _("undo, within ten seconds")), ("j", _("to the next one")),
    ("k", _("to the one before")), ("x", _("choose it for an act on several")),
    ("p", _("to the person's page")), ("o", _("see it in its discussion")),
    ("w", _("write what was found")),
)
MOST_AT_ONCE = 100


class Queue(Screen):
    """What waits and what was reported, heaviest first."""

    template_name = "discussion/moderating/queue.html"
    page_title = _("Discussion")
    place = "discussion_queue"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of it."""
        asked, at = self._asked(), clock.now()
        more, about = "", asked.get("about", "")
        if about:
            row = comment_at(about)
            found = items([row], at=at) if row else []
        else:
            found, more = page(cursor_of(asked.get("after", "")), only=asked.get("only", ""), at=at)
        comments = waiting()
        return super().get_context_data(**kwargs) | {
            "about": about, "items": found, "clauses": clauses(), "keys": KEYS,
            "only": asked.get("only", ""),
            "older": urlencode(asked | {"after": more}) if more else "",
            "first": urlencode({k: v for k, v in asked.items() if k != "after"}),
            "later_page": "after" in asked, "here": urlencode(asked),
            "waiting": min(comments, MOST_COUNTED), "many": comments > MOST_COUNTED,
            "undoable": self._undoable(at), "seconds": int(UNDO.total_seconds()),
        }

    def _asked(self) -> dict[str, str]:
        given = {name: self.request.GET.get(name, "")[:500] for name in ("after", "only", "about")}
        if given["only"] not in ONLY:
            given["only"] = ""
        return {name: value for name, value in given.items() if value}

    def _undoable(self, at: Any) -> list[LogLine]:
        asked = [row_number(part) for part in self.request.GET.get("undo", "").split(",")]
        rows = LogLine.objects.filter(seq__in=asked[:MOST_AT_ONCE], act="decide",
                                      by=self.request.user, at__gt=at - UNDO)
        return list(rows.order_by("seq"))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what was pressed, and go on to the next one."""
        act, done = request.POST.get("act", ""), list[int]()
        if act == "undo":
            self._undo(request)
        elif act in ("feature", "pin"):
            self._flag(request)
        elif act in VERDICTS or act in ("pass", "stop"):
            chosen = request.POST.getlist("chosen")[:MOST_AT_ONCE]
            done = self._decide(request, act, chosen)
        return redirect(self._back(request, done))

    def _decide(self, request: HttpRequest, act: str, chosen: list[str]) -> list[int]:
        """Pass a verdict on each; `pass` and `stop` mean what fits the state it was seen in."""
        reasons, at, lines, told = reasons_of(request.POST), clock.now(), list[int](), set[str]()
        for each in chosen:
            pk, _colon, mark = each.partition(":")
            verdict = _fitting(act, mark)
            try:
                line = decide(row_number(pk), verdict, by=request.user, at=at, mark=mark,  # type: ignore[arg-type]
                              reasons=reasons)
                lines.append(line.seq)
            except (Overtaken, NotAllowed) as refused:
                told.add(str(refused))
        for words in sorted(told):
            messages.error(request, words)
        if lines:
            said = WORDS[verdict] if len(chosen) == 1 else ngettext(
                "%(n)s decision was made", "%(n)s decisions were made", len(lines)) % {
                    "n": len(lines)}
            messages.success(request, str(said))
        if not chosen:
            messages.error(request, gettext("Choose at least one comment."))
        return lines

    def _undo(self, request: HttpRequest) -> None:
        for seq in [row_number(part) for part in request.POST.get("undo", "").split(",")]:
            self.act(lambda seq=seq: undo(seq, by=request.user, at=clock.now()),  # type: ignore[misc]
                     _("Taken back."))

    def _flag(self, request: HttpRequest) -> None:
        pk, act = row_number(request.POST.get("comment")), request.POST.get("act", "")
        name = {"feature": "featured", "pin": "pinned"}[act]
        row = Comment.objects.filter(pk=pk).first()
        if row is not None:
            on = not getattr(row, name)
            self.act(lambda: flag(pk, name, on, by=request.user, at=clock.now()),  # type: ignore[arg-type]
                     _("Done."))

    def _back(self, request: HttpRequest, done: list[int]) -> str:
        kept = self._asked()
        if done:
            kept["undo"] = ",".join(map(str, done))
        following = row_number(request.POST.get("next"))
        place = f"#c-{following}" if following else ""
        return f"{reverse('discussion_queue')}?{urlencode(kept)}{place}"


def _fitting(act: str, mark: str) -> str:
    state = mark.partition("-")[0]
    if act == "pass":
        return {"pending": "publish", "public": "keep"}.get(state, "restore")
    if act == "stop":
        return "refuse" if state == "pending" else "remove"
    return act
