"""The screens of the front page desk: parse, one call, respond."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from dateline.desk.framing import only, screen, site_zone
from dateline.desk.front import acts, finding, form, plans, telling
from dateline.desk.front.acts import ROLES, WHAT, FrontMoved, NotFront
from dateline.desk.front.form import Form
from dateline.desk.front.plans import Plan, PlanMoved
from dateline.desk.site_previews import front_preview
from dateline.desk.working import NotCopy
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import LEVELS, NotPossible, Term

ICON = "desktop"
PAST = 20
REFUSED = (NotFront, NotCopy, NotPossible)


@dataclass(frozen=True)
class RailRow:
    """A rail on the form: its section, whether it is shown, its pins."""

    section: Term
    shown: bool
    pins: tuple[finding.Choice, ...]


@only(ROLES, WHAT)
def front(request: HttpRequest) -> HttpResponse:
    """Arrange the front page; `?seq=` begins with an earlier one."""
    if request.method == "POST":
        return _posted(request, None)
    standing = acts.standing_front()
    begin = _earlier(request.GET.get("seq", "")) if "seq" in request.GET else standing
    held = form.from_front(begin.front, record.sections(), site_zone(), standing.seq)
    return _form(request, held, None, earlier=begin if begin.seq != standing.seq else None)


@only(ROLES, WHAT)
def planned(request: HttpRequest, number: int) -> HttpResponse:
    """Change a front page that waits for its time."""
    plan = _plan(number)
    if plan.state != plans.WAITING:
        raise Http404
    if request.method == "POST":
        return _posted(request, plan)
    zone = site_zone()
    held = form.from_front(plan.front, record.sections(), zone, plan.revision)
    held.due = plan.due_at.astimezone(zone).strftime(form.LOCAL)
    return _form(request, held, plan)


@require_POST
@only(ROLES, WHAT)
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Give a plan up."""
    try:
        plans.cancel_plan(number, by=_person(request))
        messages.success(request, _("The plan is cancelled; nothing changes on the site."))
    except LookupError:
        raise Http404 from None
    except PlanMoved as moved:
        messages.error(request, _("It is not waiting any more: %s.") % moved.plan.label)
    return redirect("front_page")


@require_GET
@only(ROLES, WHAT)
def search(request: HttpRequest) -> HttpResponse:
    """Stories to choose from, as a piece of the form."""
    found = finding.search(request.GET.get("words", "").replace("\0", ""))
    return render(request, "desk/front/found.html", {"found": found})


@only(ROLES, WHAT)
def preview(request: HttpRequest) -> HttpResponse:
    """The front page of the form, of a plan (`?plan=`) or of an entry (`?seq=`), as readers see it.

    Stories under embargo are drawn only where a plan goes online after their embargo.
    """
    zone, moment = site_zone(), clock.now()
    try:
        if request.method == "POST":
            held = form.from_post(request.POST, record.sections())
            shown = held.front(zone)
            moment = held.due_at(zone) if held.due else moment
        elif "plan" in request.GET:
            plan = _plan(_number(request.GET["plan"]))
            shown, moment = plan.front, plan.due_at
        else:
            shown = _earlier(request.GET.get("seq", "")).front
    except NotFront as refused:
        return HttpResponse(str(refused), content_type="text/plain; charset=utf-8")
    return front_preview(shown, finding.soon(shown.guids, moment))


@require_GET
@only(ROLES, WHAT)
def history(request: HttpRequest) -> HttpResponse:
    """Who changed what when, and the way back."""
    found = acts.changes(limit=PAST + 1)
    base = found[PAST].seq if len(found) > PAST else None
    trail = ((reverse("front_page"), _("Front page")),)
    return screen(request, "desk/front/history.html", _("History of the front page"), "history",
                  {"changes": telling.told(found[:PAST], base), "standing": found[0].seq if found
                   else 0}, trail=trail)


# -- the form --------------------------------------------------------------------------------------


def _posted(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    held = form.from_post(request.POST, record.sections())
    step = request.POST.get("do", "search")
    if step not in ("online", "plan"):
        changed = held.change(step)
        return _form(request, held, plan, focus=step, changed=changed)
    try:
        return _done(request, held, plan, step)
    except FrontMoved as moved:
        return _front_moved(request, held, moved)
    except PlanMoved as moved:
        return _plan_moved(request, held, moved.plan)
    except REFUSED as refused:
        return _form(request, held, plan, refused=str(refused), status=422)


def _done(request: HttpRequest, held: Form, plan: Plan | None, step: str) -> HttpResponse:
    zone, by = site_zone(), _person(request)
    shown = held.front(zone)
    if step == "online":
        done = acts.arrange(shown, by=by, based_on=held.based_on)
        messages.success(request, _("This front page is online now.") if done else
                         _("Nothing has changed: this front page was online already."))
    elif plan is not None:
        plans.replan(plan.number, shown, held.due_at(zone), by=by, based_on=held.based_on)
        messages.success(request, _("The plan is changed; nothing changes on the site before."))
    else:
        plans.plan(shown, held.due_at(zone), by=by)
        messages.success(request, _("It is planned; nothing changes on the site before its time."))
    return redirect("front_page")


def _front_moved(request: HttpRequest, held: Form, moved: FrontMoved) -> HttpResponse:
    """What the others did since, what is in the form, and how it differs: nothing is lost."""
    since, standing = telling.told(moved.since, held.based_on), acts.standing_front()
    mine = telling.differences(standing.front, held.front(site_zone()))
    held.based_on = standing.seq
    return _form(request, held, None, since=since, mine=mine, status=409)


def _plan_moved(request: HttpRequest, held: Form, now: Plan) -> HttpResponse:
    if now.state != plans.WAITING:
        text = _("The plan has been carried out or cancelled meanwhile (%s). Your arrangement is "
                 "still in this form.") % now.label
        held.based_on = acts.standing_front().seq
        return _form(request, held, None, refused=text, status=409)
    held.based_on = now.revision
    mine = telling.differences(now.front, held.front(site_zone()))
    return _form(request, held, now, plan_moved=now, mine=mine, status=409)


def _form(
    request: HttpRequest, held: Form, plan: Plan | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    sections = record.sections()
    known = finding.choices(held.guids)
    if not held.expires:
        later = (clock.now() + timedelta(hours=2)).astimezone(site_zone())
        held.expires = later.replace(minute=0).strftime(form.LOCAL)
    title = _("Planned front page") if plan else _("Front page")
    return screen(request, "desk/front/form.html", title, ICON, {
        "form": held, "plan": plan, "top": _named(held.lists["top"], known),
        "rails": [_rail(held, section, known) for section in _ordered(held, sections)],
        "story": known.get(held.story), "found": finding.search(held.words),
        "places": _places(sections), "levels": [(level, _LEVELS[level]()) for level in LEVELS],
        "plans": () if plan else plans.plans(), "standing": acts.standing_front(),
    } | more, status=status, trail=((reverse("front_page"), _("Front page")),) if plan else ())


_LEVELS = {
    "breaking": lambda: _("Breaking"), "live": lambda: pgettext("banner", "Live"),
    "notice": lambda: _("Notice"),
}


def _named(
    guids: Iterable[str], known: dict[str, finding.Choice]
) -> tuple[finding.Choice, ...]:
    """The stories in order; one that nobody knows (any more) still has its line, to be removed."""
    return tuple(
        known.get(guid) or finding.Choice(guid, _("A story that is gone"), state=_("unknown"))
        for guid in guids
    )


def _ordered(held: Form, sections: tuple[Term, ...]) -> list[Term]:
    by_number = {str(section.number): section for section in sections}
    return [by_number[number] for number in held.lists["rails"]]


def _rail(held: Form, section: Term, known: dict[str, finding.Choice]) -> RailRow:
    number = str(section.number)
    return RailRow(section, number not in held.hidden, _named(held.lists[f"pins-{number}"], known))


def _places(sections: tuple[Term, ...]) -> list[tuple[str, str]]:
    return [
        ("top", _("The top of the page, last")), ("lead", _("The top of the page, as the lead")),
        ("banner", _("The banner’s link")),
        *((f"pins-{term.number}", _("The rail %s") % term.name) for term in sections),
    ]


def _earlier(seq: str) -> acts.Change:
    try:
        return acts.front_at(_number(seq))
    except LookupError:
        raise Http404 from None


def _plan(number: int) -> Plan:
    try:
        return plans.plan_of(number)
    except LookupError:
        raise Http404 from None


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise Http404
    return int(text)


def _person(request: HttpRequest) -> Any:
    return request.user
