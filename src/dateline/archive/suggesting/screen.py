"""Suggestions at the desk: a panel that follows what is typed, and a page that needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.archive.suggesting.asking import TITLES, Draft, Suggestion, key_of, suggested
from dateline.archive.suggesting.taking import changes, draft_of
from dateline.desk import public as desk
from dateline.desk.public import Block, Filing, NoSuchStory, NotAllowed, NotCopy, NotPermitted

SIGNS, LINES = 200_000, 400
"""So many signs of a text and lines of its fields are looked at."""


def panel(request: HttpRequest, guid: str) -> SafeString | None:
    """Where a story is written: nothing for who may not change it."""
    try:
        _must(request, guid)
    except (NotPermitted, NotAllowed, NoSuchStory):
        return None
    return mark_safe(render_to_string("archive/suggest/panel.html", {"guid": guid}, request))  # noqa: S308


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """What is offered for the text as it is typed, as a piece of the page."""
    guid = request.POST.get("story", "")
    with _told():
        _must(request, guid)
    groups = suggested(_typed(request.POST, guid))
    said = render(request, "archive/suggest/found.html", {"groups": groups, "many": sum(
        len(group.lines) for group in groups)})
    said["Cache-Control"] = "no-store"
    return said


def _must(request: HttpRequest, guid: str) -> None:
    user: Any = request.user
    if guid:
        desk.must_change(guid, by=user)
    else:
        desk.must_write(by=user)


@contextmanager
def _told() -> Iterator[None]:
    """Refusals of the desk as answers."""
    try:
        yield
    except NoSuchStory:
        raise Http404 from None
    except (NotPermitted, NotAllowed) as refused:
        raise PermissionDenied(str(refused)) from None


def _typed(sent: QueryDict, guid: str) -> Draft:
    has = frozenset((*(key_of(field, line) for field, line in _lines(sent)),
                     *sent.getlist("dismissed")[:LINES]))
    return Draft(
        _clean(sent.get("headline", ""))[:1000],
        tuple(Block("paragraph", text) for text in _texts(sent) if text.strip()),
        sent.get("language", "en")[:35], guid, has, frozenset(sent.getlist("linked")[:LINES]))


def _texts(sent: QueryDict) -> Iterator[str]:
    left = SIGNS
    for text in (sent.get("standfirst", ""), *sent.getlist("text")):
        yield _clean(text[:left])
        left -= len(text[:left])


def _clean(text: str) -> str:
    return text.replace("\x00", " ")


def _lines(sent: QueryDict) -> Iterator[tuple[str, str]]:
    for field in TITLES:
        for line in sent.get(field, "")[:SIGNS].splitlines()[:LINES]:
            if line.strip():
                yield field, line


class Chosen(WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]
    """The same for a draft as it was saved, with boxes to check: it works without scripts."""

    template_name = "archive/suggest/choose.html"
    header_icon = "tag"

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> Any:
        """Refuse who may not change the story."""
        self.guid = str(UUID(str(named["guid"])))
        with _told():
            self.filing = desk.draft_of(self.guid, by=request.user)  # type: ignore[arg-type]
        response = super().dispatch(request, *args, **named)
        response["Cache-Control"] = "no-store"
        return response

    def get_page_title(self) -> str:
        """What it is for."""
        return gettext("Suggestions")

    def get_page_subtitle(self) -> str:
        """The story's headline."""
        return self.filing.headline

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """With what is offered; what is only to be read is read here as well."""
        return super().get_context_data(**named) | {
            "groups": suggested(draft_of(self.filing)), "back": _desk_address(self.guid)}

    def post(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Take what was checked, and go back to the text."""
        wanted, taken = set(request.POST.getlist("take")), list[Suggestion]()

        def take(filing: Filing) -> dict[str, Any]:
            groups = suggested(draft_of(filing))
            taken.extend(each for group in groups for each in group.lines if each.key in wanted)
            return changes(filing, taken)

        try:
            if wanted:
                desk.save_draft(self.guid, take, by=request.user)  # type: ignore[arg-type]
        except (NotAllowed, NotCopy) as refused:
            messages.error(request, str(refused))
            return redirect(request.path)
        messages.success(request, ngettext(
            "%(many)d suggestion taken.", "%(many)d suggestions taken.", len(taken)) % {
                "many": len(taken)})
        return redirect(_desk_address(self.guid))


def _desk_address(guid: str) -> str:
    found = desk.find(guid=guid)
    assert found is not None
    return found.desk_address
