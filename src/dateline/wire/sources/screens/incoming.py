"""The queue “Incoming”, and one item of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from dateline.formats.detecting import NAMES
from dateline.formats.item import UNDATED
from dateline.lib.dates import moment_words
from dateline.wire.models import Incoming, Source
from dateline.wire.sources import taking
from dateline.wire.sources.keeping import raw_file
from dateline.wire.sources.permitted import LOOK
from dateline.wire.sources.queue import PAGE, queue
from dateline.wire.sources.rules import section_for
from dateline.wire.sources.screens.cleaning import cleaned
from dateline.wire.sources.screens.frames import acted, allowed, shown
from dateline.wire.sources.spelling import item_of

STATES = [("", gettext_lazy("waiting")), *Incoming.State.choices[1:],
          ("all", gettext_lazy("in any state"))]


class Narrowing(forms.Form):
    """What of the queue is shown."""

    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    source = forms.ModelChoiceField(
        Source.objects.order_by("name"), label=gettext_lazy("Source"), required=False,
        empty_label=gettext_lazy("all sources"))
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=STATES, required=False)


@require_GET
def incoming(request: HttpRequest) -> HttpResponse:
    """The queue, a page of it."""
    allowed(request, LOOK)
    form = Narrowing(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    source = asked.get("source")
    rows = queue(source=source.pk if source else None, state=asked.get("state", ""),
                 words=asked.get("words", ""))
    said = request.GET.get("page", "1")
    page = int(said) if said.isdecimal() and 0 < int(said) < 10_000 else 1
    found = list(rows[(page - 1) * PAGE: page * PAGE + 1])
    kept = {name: request.GET[name] for name in ("words", "source", "state")
            if request.GET.get(name)}
    return shown(request, "incoming", _("Incoming"), {
        "form": form, "rows": [_line(row) for row in found[:PAGE]],
        "earlier": urlencode(kept | {"page": page + 1}) if len(found) > PAGE else "",
        "later": urlencode(kept | {"page": page - 1}) if page > 1 else "",
    })


def _line(row: Incoming) -> dict[str, Any]:
    return {
        "row": row, "at": moment_words(row.changed_at), "doubts": len(row.doubts),
        "embargo": moment_words(row.embargoed, seconds=True) if row.embargoed else "",
        "can_take": row.state in (Incoming.State.WAITING, Incoming.State.ASIDE),
    }


@require_GET
def one_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything an item carries, what was odd, and what can be done with it."""
    allowed(request, LOOK)
    row = get_object_or_404(Incoming.objects.select_related("source", "taken_by"), pk=pk)
    item = item_of(row.item)
    arrivals = [(arrival, moment_words(arrival.at)) for arrival in row.arrivals.order_by("-pk")]
    return shown(request, "item", row.headline or _("Without a headline"), {
        **_line(row), "item": item, "body": cleaned(item.body_html), "facts": _facts(row),
        "arrivals": arrivals, "story": taking.story_of(row),
        "withheld": item.pubstatus == "withheld", "killed": row.state == Incoming.State.KILLED,
    })


def _facts(row: Incoming) -> list[tuple[str, str]]:
    """What the item says of itself, as lines of a table; those without a word are left out."""
    item = item_of(row.item)
    made = "" if item.version_created == UNDATED else moment_words(item.version_created)
    facts = [
        (_("Source"), row.source.name), (_("Format"), NAMES.get(row.format, row.format)),
        (_("Identifier"), row.ident), (_("Version"), str(row.version)), (_("Made"), made),
        (_("Dated"), moment_words(item.published) if item.published else ""),
        (_("Dateline place"), item.located.name if item.located else ""),
        (_("Bylines"), ", ".join(item.bylines)), (_("Credit"), item.credit),
        (_("Slugline"), item.slugline), (_("Urgency"), str(item.urgency or "")),
        (_("Language"), item.language), (_("Their section"), item.section),
        (_("Our section"), section_for(row.source, item)),
        (_("Tags"), ", ".join(subject.name for subject in item.subjects)),
        (_("Rights line"), item.rights),
        (_("Expires"), moment_words(item.expires) if item.expires else ""),
        (_("Signal"), item.signal), (_("Address"), item.uri),
    ]
    return [(name, said) for name, said in facts if said]


@require_GET
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, to be saved; no browser takes it for a page."""
    allowed(request, LOOK)
    row = get_object_or_404(Incoming.objects.only("raw"), pk=pk)
    return as_attachment(raw_file(row.raw), f"{row.raw[:16]}.txt")


def as_attachment(path: Any, name: str) -> HttpResponse:
    """A kept file as plain text to be saved; 404 where it is gone."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(file, as_attachment=True, filename=name,
                          content_type="text/plain; charset=utf-8")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it over, and go on in its draft."""
    found: list[str] = []

    def act() -> str:
        story = taking.take(pk, by=request.user)  # type: ignore[arg-type]
        found.append(story.desk_address)
        return _("“%(headline)s” is a draft now.") % {"headline": story.headline}
    return redirect(found[0]) if acted(request, act) else redirect("wire_item", pk)


@require_POST
def take_newer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the newer version into the draft, and go on there."""
    found: list[str] = []

    def act() -> str:
        story = taking.take_newer(pk, by=request.user)  # type: ignore[arg-type]
        found.append(story.desk_address)
        return _("The draft says the newer version now; what it said is in its history.")
    return redirect(found[0]) if acted(request, act) else redirect("wire_item", pk)


@require_POST
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Set it aside, or back into the queue."""
    back = request.POST.get("back") == "1"

    def act() -> str:
        taking.set_aside(pk, by=request.user, back=back)  # type: ignore[arg-type]
        return _("It waits again.") if back else _("It is set aside.")
    acted(request, act)
    return redirect("wire_item", pk) if back else redirect("wire_incoming")
