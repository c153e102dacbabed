"""The queue of statements nobody has confirmed, and those of one story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.archive.screens.statement_framing import Screen
from dateline.archive.statements.deciding import confirm, deny, show_guessed
from dateline.archive.statements.following import book
from dateline.archive.statements.queueing import MOST, guessed, headline_of, of_story, waiting

KEYS = (("a", _("confirm it")), ("d", _("deny it")), ("e", _("write the speaker")),
        ("j", _("to the next one")), ("k", _("to the one before")))


class Deciding(Screen):
    """What both screens do with what was pressed."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Confirm, amend or deny; or say what readers see."""
        act, number = request.POST.get("act", ""), _number(request.POST.get("statement", ""))
        by: Any = request.user
        if act == "confirm":
            self.act(lambda: confirm(number, by=by, speaker=request.POST.get("speaker", ""),
                                     role=request.POST.get("role")), _("Confirmed."))
        elif act == "deny":
            self.act(lambda: deny(number, by=by), _("Denied: readers see it no more."))
        elif act == "show":
            self.act(lambda: show_guessed("shown" in request.POST, by=by), _("Saved."))
        following = _number(request.POST.get("next", ""))
        return redirect(f"{request.get_full_path()}" + (f"#s-{following}" if following else ""))


class Queue(Deciding):
    """The newest that wait."""

    template_name = "archive/desk/statements.html"
    page_title = _("Statements")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of it."""
        given = self.request.GET.get("before", "")
        told, many = guessed(_number(given) if given else None), waiting()
        return super().get_context_data(**kwargs) | {
            "lines": _with_next(told.lines, [line.number for line in told.lines]),
            "more": told.more, "later": bool(given), "keys": KEYS,
            "waiting": many, "many": many >= MOST, "shown": book().guessed_shown}


class OfStory(Deciding):
    """All of one story, the decided ones too."""

    template_name = "archive/desk/statements_of_story.html"

    def get_page_title(self) -> str:
        """By the story's headline."""
        return self.headline or gettext("Statements of a story")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its statements in their order."""
        guid = str(kwargs["guid"])
        self.headline, address = headline_of(guid)
        if not address:
            raise Http404
        rows = of_story(guid)
        return super().get_context_data(**kwargs) | {
            "rows": _with_next(rows, [row.id for row in rows]), "address": address, "keys": KEYS}


def _with_next(lines: Sequence[Any], numbers: list[int]) -> list[tuple[Any, int | str]]:
    """Each with the number of the one that is decided after it."""
    return list(zip(lines, [*numbers[1:], ""], strict=True)) if lines else []


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else 0

