"""How discussions may be written in, the words that are looked for, and the standards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.delivery.public import snapshot
from dateline.desk.public import row_number
from dateline.discussion import first_standards, ruling
from dateline.discussion.models import MODES, Policy, Standards, Thread, WordRule
from dateline.discussion.models.rules import ACTIONS
from dateline.discussion.permitted import ARRANGE
from dateline.discussion.queueing import clauses
from dateline.discussion.screens.framing import Screen
from dateline.discussion.screens.people import section_choices
from dateline.discussion.standards import ClauseText, adopt
from dateline.lib import clock
from dateline.people.public import NotAllowed, may
from dateline.record.public import UnknownCode, guid_of, live

MOST_RULES = 200
MOST_CLAUSES = 60
SPARE = 3


class Policies(Screen):
    """Of the site, of sections, of stories; and single discussions, by hand."""

    template_name = "discussion/moderating/policies.html"
    page_title = _("How discussions may be written in")
    place = "discussion_policies"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every policy with its name."""
        rows = list(Policy.objects.order_by("level", "pk")[:500])
        sections = dict(section_choices())
        with snapshot():
            stories = live(tuple(row.subject for row in rows if row.level == "story"))
        named = []
        for row in rows:
            story = stories.get(row.subject)
            name = story.headline if story else sections.get(row.subject, row.subject)
            named.append((row, name))
        return super().get_context_data(**kwargs) | {
            "may": may(self.request.user, ARRANGE),
            "arranged": Thread.objects.filter(Q(qa=True) | ~Q(closed_at=None)).order_by("-pk")[:50],
            "site_policy": next(row for row, _name in named if row.level == "site"),
            "policies": [pair for pair in named if pair[0].level != "site"],
            "sections": sections.items(), "modes": MODES}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set one, or end it."""
        said, at = request.POST, clock.now()
        if said.get("act") == "thread":
            self.act(lambda: self._arrange(said, request.user, at), _("Saved."))
        elif said.get("act") == "end":
            self.act(lambda: ruling.end_policy(
                row_number(said.get("policy")), by=request.user, at=at), _("The policy has ended."))  # type: ignore[arg-type]
        else:
            self.act(lambda: self._set(said, request.user, at), _("Saved."))
        return redirect("discussion_policies")

    def _arrange(self, said: Any, by: Any, at: Any) -> None:
        code = said.get("story", "").strip().rstrip("/").rpartition("~")[2]
        ruling.arrange_thread(ruling.thread_of(code, at=at).pk, closed=said.get("closed") == "1",
                              qa=said.get("qa") == "1", by=by, at=at)

    def _set(self, said: Any, by: Any, at: Any) -> None:
        level, mode, days = said.get("level", ""), said.get("mode", ""), said.get("days", "")
        if level not in ruling.LEVELS or mode not in dict(MODES):
            raise NotAllowed(gettext("Choose how it may be written in."))
        ruling.set_policy(level, _subject(level, said), mode, by=by, at=at,
                          new_until=row_number(said.get("new_until")),
                          days=row_number(days) if days.strip() else None)


def _subject(level: str, said: Any) -> str:
    if level == "site":
        return ""
    if level == "section":
        if said.get("section") not in dict(section_choices()):
            raise NotAllowed(gettext("Say which section."))
        return str(said["section"])
    code = said.get("story", "").strip().rstrip("/").rpartition("~")[2]
    try:
        guid = guid_of(code)
    except UnknownCode:
        guid = ""
    if not guid:
        raise NotAllowed(gettext("There is no such story: give its code or its address."))
    return str(UUID(guid))


class Rules(Screen):
    """Words and phrases. Before one is saved, what it would have caught is shown."""

    template_name = "discussion/moderating/rules.html"
    page_title = _("Word rules")
    place = "discussion_rules"
    changes = ARRANGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest rules, or those with some letters."""
        words = self.request.GET.get("words", "").strip()[:50]
        rows = WordRule.objects.filter(ended_at=None).select_related("by").order_by("-pk")
        if words:
            rows = rows.filter(folded__contains=words.lower())
        return {"said": {}} | super().get_context_data(**kwargs) | {
            "rules": rows[:MOST_RULES], "words": words, "actions": ACTIONS,
            "clauses": clauses(), "most": MOST_RULES, "through": ruling.LOOKED_THROUGH}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try a rule, save the one that was tried, or end one."""
        said, by, at = request.POST, request.user, clock.now()
        if said.get("act") == "end":
            self.act(lambda: ruling.end_rule(row_number(said.get("rule")), by=by, at=at),  # type: ignore[arg-type]
                     _("The rule has ended."))
        elif said.get("act") == "save" and said.get("tried") == said.get("phrase"):
            if not self.act(lambda: ruling.add_rule(
                    said.get("phrase", ""), said.get("action", ""), said.get("clause", ""), by=by,  # type: ignore[arg-type]
                    at=at), _("The rule holds now.")):
                return self.refused(said=said)
        else:
            return self._try(said)
        return redirect("discussion_rules")

    def _try(self, said: Any) -> HttpResponse:
        phrase = said.get("phrase", "").strip()[:100]
        if not phrase:
            return redirect("discussion_rules")
        caught, number_caught, looked = ruling.would_catch(phrase, at=clock.now())
        return self.render_to_response(self.get_context_data(
            said=said, tried=phrase, caught=caught, number=number_caught, looked=looked))


class StandardsEditor(Screen):
    """The community standards: what is saved is a new version, which every reader accepts anew."""

    template_name = "discussion/moderating/standards.html"
    page_title = _("Community standards")
    place = "discussion_standards"
    changes = ARRANGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The version that holds, with empty lines for more clauses."""
        held = Standards.objects.order_by("-version").first()
        rows = [ClauseText(row.number, row.title, row.text) for row in clauses()]
        return {
            "held": held, "opening": held.opening if held else "", "refusal": "",
            "rows": [*rows, *[ClauseText("", "", "")] * SPARE],
            "first": first_standards.offered(),
            "versions": Standards.objects.select_related("by").order_by("-version")[:20],
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Adopt it, or the first standards in another language."""
        language = request.POST.get("first", "")
        if language:
            self.act(lambda: first_standards.begin_in(
                language, by=request.user, at=clock.now()), _("This version holds now."))  # type: ignore[arg-type]
            return redirect("discussion_standards")
        opening, rows = request.POST.get("opening", "").replace("\0", ""), _clauses(request.POST)
        held = Standards.objects.order_by("-version").first()

        def do() -> None:
            if held is not None and request.POST.get("version") != str(held.version):
                raise NotAllowed(gettext(
                    "Somebody has made a newer version meanwhile: look at it first."))
            adopt(opening, rows, by=request.user, at=clock.now())  # type: ignore[arg-type]

        if self.act(do, _("This version holds now.")):
            return redirect("discussion_standards")
        return self.refused(opening=opening, rows=[*rows, *[ClauseText("", "", "")] * SPARE])


def _clauses(said: Any) -> list[ClauseText]:
    """The clauses of the form, ordered by their numbers; lines left empty are none."""
    lines = zip(*(said.getlist(name)[:MOST_CLAUSES] for name in ("number", "heading", "text")),
                strict=False)
    rows = [ClauseText(*(part.replace("\0", "").replace("\r\n", "\n").strip() for part in line))
            for line in lines]
    kept = [row for row in rows if row.number or row.title or row.text]
    return sorted(kept, key=lambda row: [int(part) for part in row.number.split(".")
                                         if part.isdecimal()])
