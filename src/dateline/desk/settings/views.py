"""The screen of the settings desk: parse, one call, respond."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from dateline.desk.framing import only, screen
from dateline.desk.settings import acts
from dateline.desk.settings.acts import ROLES, WHAT, NotSettings, SettingsMoved
from dateline.desk.settings.form import SettingsForm, changed, form_of, links_of
from dateline.desk.settings.logo import MOST_BYTES, drawn
from dateline.desk.site_previews import settings_preview
from dateline.record import public as record
from dateline.record.public import Logo, NavLink, Site
from dateline.theme.colours import PoorColour, accent_sheet, checked_accent

ICON = "site"


@dataclass(frozen=True)
class Sent:
    """What the form said: its settings, the new logo's file, the entry it was based on."""

    form: SettingsForm
    site: Site
    logo: bytes | None
    based_on: int


@only(ROLES, WHAT)
def site(request: HttpRequest) -> HttpResponse:
    """Look at the settings and change them."""
    seq, stands = acts.standing_settings()
    if request.method != "POST":
        return _screen(request, form_of(stands), stands, seq)
    sent = _sent(request, stands)
    step = request.POST.get("do", "check")
    if step not in ("save", "check"):
        links = changed(list(sent.site.navigation), step, request.POST.get("nav-new", ""))
        moved = replace(sent.site, navigation=tuple(links))
        return _screen(request, sent.form, moved, sent.based_on, focus=step)
    if step == "check":
        return _screen(request, sent.form, sent.site, sent.based_on,
                       found=acts.problems(sent.site, sent.logo))
    return _save(request, sent)


def _save(request: HttpRequest, sent: Sent) -> HttpResponse:
    by: Any = request.user
    try:
        acts.configure(sent.site, by=by, based_on=sent.based_on, logo=sent.logo)
    except NotSettings as refused:
        return _screen(request, sent.form, sent.site, sent.based_on, status=422,
                       found=refused.problems)
    except SettingsMoved as moved:
        seq, stands = acts.standing_settings()
        return _screen(request, sent.form, sent.site, seq, status=409, since=moved.since,
                       differing=_differing(stands, sent.site))
    messages.success(request, _("These settings show on the site now."))
    return redirect("site_settings")


@require_POST
@only(ROLES, WHAT)
def check(request: HttpRequest) -> HttpResponse:
    """What is wrong with the form, by field, while it is being filled in."""
    sent = _sent(request, acts.standing_settings()[1])
    return JsonResponse(acts.problems(sent.site, sent.logo))


@require_POST
@only(ROLES, WHAT)
def preview(request: HttpRequest) -> HttpResponse:
    """The site's front page with the settings of the form; none of it is kept."""
    sent = _sent(request, acts.standing_settings()[1])
    found = acts.problems(sent.site, sent.logo)
    if found:
        text = "\n".join(f"{_label(sent.form, field)}: {said}" for field, said in found.items())
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    shown, logo = sent.site, f"/site/logo-{sent.site.logo.digest}.png" if sent.site.logo else ""
    if sent.logo is not None:
        png, width, height = drawn(sent.logo)
        shown = replace(shown, logo=Logo("", width, height))
        logo = "data:image/png;base64," + base64.b64encode(png).decode()
    accent = shown.accent.removeprefix("#").lower()
    sheet = reverse("site_accent", args=[accent]) if accent else ""
    return settings_preview(shown, logo, sheet)


@require_GET
@only(ROLES, WHAT)
def accent(request: HttpRequest, colour: str) -> HttpResponse:
    """The sheet of an accent that does not stand, for the preview."""
    try:
        sheet = accent_sheet(checked_accent(f"#{colour}"))
    except PoorColour:
        raise Http404 from None
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def _sent(request: HttpRequest, stands: Site) -> Sent:
    form = SettingsForm(request.POST, zone=stands.time_zone)
    file = request.FILES.get("logo")
    logo = file.read(MOST_BYTES + 1) if file else None
    based_on = request.POST.get("based_on", "")
    return Sent(form, form.site(stands, tuple(links_of(request.POST))), logo,
                int(based_on) if based_on.isdecimal() else 0)


def _screen(
    request: HttpRequest, form: SettingsForm, shown: Site, based_on: int, *, status: int = 200,
    found: dict[str, str] | None = None, **more: Any,
) -> HttpResponse:
    terms = [*record.sections(), *record.dossiers(limit=100)]
    names = {term.number: term.name for term in terms}
    rows = [(number, link, _named(link, names)) for number, link in enumerate(shown.navigation)]
    if found and form.is_bound:
        for field, said in found.items():
            form.add_error(field if field in form.fields else None, said)
    return screen(request, "desk/settings/form.html", _("The site"), ICON, {
        "form": form, "shown": shown, "based_on": based_on, "terms": terms, "rows": rows,
        "found": found or {}, "labels": {field: _label(form, field) for field in found or {}},
        "logo": f"/site/logo-{shown.logo.digest}.png" if shown.logo else "",
        "changes": acts.setting_changes(limit=10),
    } | more, status=status)


def _named(link: NavLink, names: dict[int, str]) -> str:
    if not link.term:
        return ""
    term = record.term_by_number(link.term)
    return names.get(link.term) or (term.name if term else _("a section that is gone"))


def _label(form: SettingsForm, field: str) -> str:
    return str(form.fields[field].label) if field in form.fields else _("Navigation")


def _differing(stands: Site, mine: Site) -> tuple[str, ...]:
    """The labels of what the form would change of what stands now."""
    form = form_of(stands)
    names = (*form.fields, "navigation")
    return tuple(_label(form, name) for name in names
                 if getattr(stands, name, None) != getattr(mine, name, None))
