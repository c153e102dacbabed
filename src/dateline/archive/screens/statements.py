"""The queue of statements nobody has confirmed, and those of one story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from dateline.archive.screens.statement_framing import Screen
from dateline.archive.searching.asking import search_of
from dateline.archive.statements.deciding import (
    Decided,
    Verdict,
    decide,
    last_of,
    mark_of,
    show_guessed,
    take_back,
)
from dateline.archive.statements.following import book
from dateline.archive.statements.queueing import (
    MOST,
    SIZES,
    Asked,
    guessed,
    headline_of,
    of_story,
    speakers,
    waiting,
)
from dateline.lib import clock
from dateline.lib.languages import language_name
from dateline.lib.zones import zone
from dateline.people.public import NotAllowed, User
from dateline.record import public as record

KEYS = (("a", _("confirm it")), ("d", _("deny it")), ("e", _("write the speaker")),
        ("j", _("to the next one")), ("k", _("to the one before")),
        ("u", _("take back the last decision")))
MORE_KEYS = (("x", _("choose it for an act on several")), ("A", _("confirm all that are chosen")),
             ("D", _("deny all that are chosen")), ("o", _("see all of its story")))
VERDICTS = {"confirm": "confirmed", "deny": "denied"}


class Deciding(Screen):
    """What both screens do with what was pressed."""

    @property
    def person(self) -> User:
        """Who looks: nobody else gets here."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what can be taken back."""
        last = last_of(self.person, now=clock.now())
        return super().get_context_data(**kwargs) | {
            "back": last, "back_at": last[0].isoformat() if last else "", "keys": KEYS}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Confirm, amend or deny, one or several; take that back; or say what readers see."""
        act, place = request.POST.get("act", ""), ""
        try:
            if act in VERDICTS:
                place = self._decide(act)
            elif act == "back":
                self._take_back()
            elif act == "show":
                show_guessed("shown" in request.POST, by=self.person)
                messages.success(request, gettext("Saved."))
        except NotAllowed as refused:
            messages.error(request, str(refused))
        return redirect(f"{request.get_full_path()}{place}")

    def _decide(self, act: str) -> str:
        """Decide on what was chosen; where to go on."""
        seen, said = _seen(self.request.POST), self.request.POST
        if not seen:
            messages.error(self.request, gettext("Choose at least one statement."))
            return ""
        verdict = Verdict(VERDICTS[act], said.get("speaker", ""), said.get("role"))
        several = "several" in said
        if several and not said.get("role"):
            verdict = Verdict(verdict.standing, verdict.speaker)
        self._say(verdict.standing, decide(seen, verdict, by=self.person, at=clock.now()))
        following = _number(said.get("next", ""))
        return f"#s-{following}" if following else "#waiting" if several else ""

    def _say(self, standing: str, made: Decided) -> None:
        """Tell what became of it."""
        if made.done:
            messages.success(self.request, _done(standing, made.done))
        for many, words in (
                (made.gone, ngettext("%(n)s statement is not in its story any more, or the story "
                                     "has changed: nothing was decided on it.",
                                     "%(n)s statements are not in their stories any more, or these "
                                     "have changed: nothing was decided on them.", made.gone)),
                (made.changed, ngettext("%(n)s statement is another one than you saw: look at it "
                                        "again.", "%(n)s statements are others than you saw: look "
                                        "at them again.", made.changed))):
            if many:
                messages.error(self.request, words % {"n": many})

    def _take_back(self) -> None:
        try:
            at = datetime.fromisoformat(self.request.POST.get("at", ""))
        except ValueError:
            return
        many = take_back(at, by=self.person) if at.tzinfo else 0
        if many:
            messages.success(self.request, ngettext(
                "%(n)s decision was taken back.", "%(n)s decisions were taken back.", many)
                % {"n": many})
        else:
            messages.error(self.request, gettext("There is nothing to be taken back."))


class Queue(Deciding):
    """The newest that wait."""

    template_name = "archive/desk/statements.html"
    page_title = _("Statements")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of it."""
        given, asked = self.request.GET, _asked(self.request.GET)
        size = _number(given.get("size", ""))
        size = size if size in SIZES else SIZES[0]
        before = _number(given.get("before", "")) or None
        told, many = guessed(asked, before, zone=zone(self.zone_name()), limit=size), waiting()
        kept = {name: value for name, value in given.items() if value and name != "before"}
        return super().get_context_data(**kwargs) | {
            "lines": [(line, mark_of("guessed", line.speaker, line.role), following)
                      for line, following in _with_next(
                          told.lines, [line.number for line in told.lines])],
            "asked": asked, "narrowed": asked != Asked(), "size": size, "sizes": SIZES,
            "older": urlencode(kept | {"before": told.more}) if told.more else "",
            "newest": urlencode(kept), "later": before is not None, "more_keys": MORE_KEYS,
            "waiting": many, "many": many >= MOST, "shown": book().guessed_shown,
            "speakers": [(name, number, urlencode({"speaker": name}))
                         for name, number in speakers()],
            "sections": [term.name for term in record.sections()],
            "languages": [(tag, language_name(tag)) for tag in book().languages]}


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
            "rows": [(row, mark_of(row.standing, row.speaker, row.role), following)
                     for row, following in _with_next(rows, [row.id for row in rows])],
            "address": address}


def _asked(given: Mapping[str, str]) -> Asked:
    """By what the queue is narrowed; what cannot be understood narrows nothing."""
    said = search_of(given)
    return Asked(said.query, " ".join(given.get("speaker", "").split())[:200],
                 given.get("section", "")[:200], said.language, said.since, said.until)


def _seen(said: Any) -> dict[int, str]:
    """What was chosen, all of a page or one by one, each with the mark it was seen under."""
    chosen = said.getlist("page" if "all" in said else "chosen")[:max(SIZES)]
    parts = (each.partition(":") for each in chosen)
    return {_number(number): mark for number, _colon, mark in parts if _number(number)}


def _done(standing: str, many: int) -> str:
    if many == 1:
        return gettext("Confirmed.") if standing == "confirmed" else gettext(
            "Denied: readers see it no more.")
    words = ngettext("%(n)s statement is confirmed.", "%(n)s statements are confirmed.",
                     many) if standing == "confirmed" else ngettext(
        "%(n)s statement is denied: readers see it no more.",
        "%(n)s statements are denied: readers see them no more.", many)
    return words % {"n": many}


def _with_next(lines: Sequence[Any], numbers: list[int]) -> list[tuple[Any, int | str]]:
    """Each with the number of the one that is decided after it."""
    return list(zip(lines, [*numbers[1:], ""], strict=True)) if lines else []


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else 0
