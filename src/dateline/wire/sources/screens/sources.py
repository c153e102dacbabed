"""The sources: a list, the form of one, its keys, and a look at it now."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dateline.lib import clock
from dateline.lib.dates import moment_words
from dateline.wire.models import Source
from dateline.wire.sources import managing, pushing
from dateline.wire.sources.leasing import LOOKED_AT
from dateline.wire.sources.permitted import LOOK, MANAGE
from dateline.wire.sources.queue import sources as with_counts
from dateline.wire.sources.screens.frames import acted, allowed, shown
from dateline.wire.sources.screens.hubwords import hub_words
from dateline.wire.sources.screens.sourceform import SourceForm
from dateline.wire.sources.watching import look_now

_UNDER = "wire_sources"


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, how it stands, and what waits of it."""
    allowed(request, LOOK)
    hubs = hub_words(clock.now())
    lines = [{
        "source": source, "looked": moment_words(source.looked_at) if source.looked_at else "",
        "last": moment_words(source.last_item_at) if source.last_item_at else "",
        "looks": source.kind in LOOKED_AT, "hub": hubs.get(source.pk, ""),
    } for source in with_counts()]
    return shown(request, "sources", _("Sources of copy"), {"lines": lines})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new source."""
    allowed(request, MANAGE)
    return _form(request, Source(), _("Add a source"))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A source as it is, to be changed."""
    allowed(request, MANAGE)
    source = get_object_or_404(Source, pk=pk)
    return _form(request, source, source.name)


def _form(request: HttpRequest, source: Source, title: str) -> HttpResponse:
    form = SourceForm(request.POST or None, instance=source)
    if request.method == "POST" and form.is_valid():
        try:
            saved = managing.save_source(form.source(), by=request.user)  # type: ignore[arg-type]
        except managing.NotSource as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            messages.success(request, _("Saved."))
            return redirect("wire_source", saved.pk)
    return _page(request, source, title, {"form": form}, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, source: Source, title: str, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The form, and for a source that sends to us its address and keys."""
    pushes = bool(source.pk) and source.kind == Source.Kind.PUSH
    keys = [(key, moment_words(key.made_at), moment_words(key.used_at) if key.used_at else "")
            for key in source.keys.filter(revoked_at=None).order_by("pk")] if pushes else []
    context = {
        "source": source, "pushes": pushes, "keys": keys,
        "address": f"{settings.BASE_URL}/wire/v1/in/{source.slug}" if pushes else "",
        "hub": hub_words(clock.now()).get(source.pk, "") if source.pk else "",
    }
    return shown(request, "source", title, context | more, status=status,
                 under=((reverse(_UNDER), _("Sources of copy")),))


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do the one thing a button asks for; `_ACTS` names them."""
    allowed(request, MANAGE)
    source = get_object_or_404(Source, pk=pk)
    doing = _ACTS.get(request.POST.get("act", ""))
    answer = doing(request, source) if doing else None
    return answer or redirect("wire_source" if source.kind == Source.Kind.PUSH else _UNDER,
                              *([pk] if source.kind == Source.Kind.PUSH else []))


def _pause(request: HttpRequest, source: Source) -> None:
    def doing() -> str:
        managing.set_active(source.pk, not source.active, by=request.user)  # type: ignore[arg-type]
        return _("%(source)s rests.") % {"source": source} if source.active else (
            _("%(source)s goes on.") % {"source": source})
    acted(request, doing)


def _look(request: HttpRequest, source: Source) -> None:
    """Look at it now; what goes wrong is said in words."""
    before = source.items.count()
    found = look_now(source.pk)
    if found is None:
        messages.warning(request, _("It is being looked at right now."))
    elif found.failures:
        messages.error(request, found.last_error)
    else:
        new = found.items.count() - before
        messages.success(request, ngettext(
            "It was looked at: %(n)d new item.", "It was looked at: %(n)d new items.", new,
        ) % {"n": new})


def _key(request: HttpRequest, source: Source) -> HttpResponse:
    """A new key, on the one page that ever shows it."""
    key = pushing.make_key(source, by=request.user)  # type: ignore[arg-type]
    form = SourceForm(instance=source)
    answer = _page(request, source, source.name, {"form": form, "key": key})
    answer["Cache-Control"] = "no-store"
    return answer


def _revoke(request: HttpRequest, source: Source) -> None:
    number = request.POST.get("key", "")
    if number.isdecimal():
        pushing.revoke_key(source, int(number), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The key is revoked."))


_ACTS: dict[str, Any] = {"pause": _pause, "look": _look, "key": _key, "revoke": _revoke}
