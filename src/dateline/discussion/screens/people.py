"""People who comment: who they are, what was decided about them, and what holds against them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import row_number
from dateline.discussion import sanctions
from dateline.discussion.models import Reader, Statement
from dateline.discussion.models.readers import BADGES
from dateline.discussion.queueing import clauses
from dateline.discussion.screens.framing import Screen
from dateline.discussion.screens.grounds import reasons_of
from dateline.discussion.verdicts import Reasons
from dateline.discussion.weighing import trust, trusted
from dateline.lib import clock
from dateline.people.public import NotAllowed, in_newsroom_language
from dateline.record.public import most_used, term_standings

PAGE = 50
MOST_SECTIONS = 500
KIND_WORDS = (
    ("warning", _("warn")), ("mute", _("mute, until a day")),
    ("section", _("ban from one section")), ("ban", _("ban from all discussions")),
    ("first", _("read every comment first")),
)


def section_choices() -> list[tuple[str, str]]:
    """The public sections: uuid and name, by name."""
    standings = term_standings(str(uuid) for uuid in most_used(("section",), MOST_SECTIONS))
    named = [(uuid, held.name) for uuid, held in standings.items()]
    return sorted(named, key=lambda pair: pair[1].casefold())


class People(Screen):
    """Found by name."""

    template_name = "discussion/moderating/people.html"
    page_title = _("People in discussions")
    place = "discussion_people"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest 50 of this name, or of all."""
        words = self.request.GET.get("name", "").strip()[:50]
        rows = Reader.objects.order_by("-pk")
        if words:
            rows = rows.filter(name__icontains=words)
        return super().get_context_data(**kwargs) | {"people": rows[:PAGE], "words": words}


class Person(Screen):
    """One person."""

    template_name = "discussion/moderating/person.html"
    place = "discussion_people"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find them."""
        super().setup(request, *args, **kwargs)
        self.person = get_object_or_404(Reader.objects.select_related("user"), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """Their name."""
        return str(self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Record, what holds, the newest decisions and comments."""
        person, at = self.person, clock.now()
        names = dict(section_choices())
        held = [(row, names.get(row.section, "")) for row in sanctions.standing([person.pk], at)]
        decided = Statement.objects.filter(reader=person).select_related("clause", "by", "appeal")
        written = person.comments.select_related("thread").order_by("-pk")
        return {
            "person": person, "held": held, "statements": decided.order_by("-pk")[:20],
            "comments": written[:20], "kinds": KIND_WORDS, "clauses": clauses(),
            "sections": names.items(), "badges": BADGES, "trusted": trusted(person),
            "trust": round(trust(person, at), 2), "said": {},
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Restrict, lift or give a badge."""
        act, by, at = request.POST.get("act", ""), request.user, clock.now()
        if act == "sanction":
            return self._sanction(request)
        if act == "lift":
            self.act(lambda: sanctions.lift(
                row_number(request.POST.get("sanction")), by=by, at=at,  # type: ignore[arg-type]
                reason=request.POST.get("reason", "")), _("The restriction has ended."))
        elif act == "badge":
            self.act(lambda: sanctions.give_badge(
                pk, request.POST.get("badge", ""), by=by, at=at), _("Saved."))  # type: ignore[arg-type]
        return redirect("discussion_person", pk)

    def _sanction(self, request: HttpRequest) -> HttpResponse:
        said, at = request.POST, clock.now()
        reasons = reasons_of(said) or Reasons(facts="")
        kind = said.get("kind", "")
        section = said.get("section", "") if kind == "section" else ""
        names = dict(section_choices())

        def do() -> None:
            if kind not in sanctions.KINDS or (section and section not in names):
                raise NotAllowed(gettext("Choose what is to hold."))
            sanctions.sanction(
                self.person.pk, kind, reasons=reasons, by=request.user, at=at,  # type: ignore[arg-type]
                ends_at=_end(said, at), section=section,
                scope=_scope(names[section]) if section else "")

        if self.act(do, _("It holds now, and the person is told.")):
            return redirect("discussion_person", self.person.pk)
        return self.refused(said=said)


def _scope(section: str) -> str:
    with in_newsroom_language():
        return gettext("writing comments in the section %(name)s") % {"name": section}


def _end(said: Any, at: datetime) -> datetime | None:
    """The end of the day that a form names; None for none. Raises NotAllowed for nonsense."""
    day = said.get("until", "").strip()
    if not day:
        return None
    try:
        last = datetime.strptime(day, "%Y-%m-%d").date()
        return timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    except (ValueError, OverflowError):
        raise NotAllowed(gettext("Give the last day as 2026-03-31.")) from None
