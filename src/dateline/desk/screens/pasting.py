"""The page on which a story is pasted: first the text, then its parts, then it is a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from dateline.desk.models import Story
from dateline.desk.pasting import NotArticle, Understood, file_pasted, understand
from dateline.desk.permitted import NotPermitted
from dateline.desk.screens.pasteform import PasteForm
from dateline.desk.screens.places import edit_address
from dateline.desk.table import WRITERS
from dateline.desk.working import NotCopy
from dateline.formats.article import MAX_BYTES
from dateline.lib import inline
from dateline.people.public import roles_of
from dateline.record.public import Block

MAX_REQUEST = 2 * MAX_BYTES
KINDS: dict[str, Promise] = {
    "page text": gettext_lazy("the saved text of a news page"),
    "page": gettext_lazy("a whole page in HTML"),
    "fragment": gettext_lazy("formatted text"),
    "prose": gettext_lazy("plain text: a headline, then paragraphs"),
}


@csrf_exempt  # only so that a request too large to be read is answered in words; see `_checked`
@require_http_methods(["GET", "POST"])
def paste_page(request: HttpRequest) -> HttpResponse:
    """GET asks for the text; POST shows its parts, or files them."""
    if not roles_of(request.user) & WRITERS:
        raise PermissionDenied
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REQUEST:
            raise RequestDataTooBig
        len(request.POST)
    except RequestDataTooBig:
        return _asked(request, _(
            "This is too much for one paste. Go back, where your text still is; save the page as "
            "a file, choose it below, or copy the article alone."), status=413)
    answer: HttpResponse = _checked(request)
    return answer


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _asked(request)
    return _amended(request) if "state" in request.POST else _pasted(request)


# -- the text -------------------------------------------------------------------------------------


def _asked(request: HttpRequest, error: str = "", *, status: int = 200) -> HttpResponse:
    """The page that asks for the text; what was given already stays in it."""
    given = request.POST if request.method == "POST" and status != 413 else {}
    context = _frame(_("Paste a story")) | {
        "error": error, "text": given.get("text", ""), "html": given.get("html", ""),
    }
    return TemplateResponse(request, "desk/paste.html", context, status=status)


def _pasted(request: HttpRequest) -> HttpResponse:
    text, html = request.POST.get("text", ""), request.POST.get("html", "")
    file = request.FILES.get("file")
    if file and (text.strip() or html.strip()):
        return _asked(request, _("You pasted a text and chose a file. Which one is it? Empty the "
                                 "text, or send the text alone."), status=422)
    if file and (file.size or 0) > MAX_BYTES:
        return _asked(request, _("This file is larger than 5 MB: choose the article's own page."),
                      status=422)
    if not file and not text.strip() and not html.strip():
        return _asked(request, _("There is nothing to read yet: paste a text, or choose a file."),
                      status=422)
    try:
        understood = understand(file.read()) if file else understand(text, html)
    except NotArticle as refused:
        return _asked(request, str(refused), status=422)
    return _shown(request, PasteForm(understood=understood), understood)


# -- its parts ------------------------------------------------------------------------------------


def _shown(
    request: HttpRequest, form: PasteForm, understood: Understood | None = None
) -> HttpResponse:
    """The parts in their fields, with the doubts and the body."""
    if understood:
        copy = understood.copy
        blocks, source = copy.blocks, copy.source
        kind, notes = understood.kind, list(understood.notes)
    else:
        blocks, source = form.blocks, form.held["source"]
        kind, notes = form.held["kind"], form.held["notes"]
    earlier = Story.objects.filter(source=source).first()
    context = _frame(_("Paste a story: look at its parts")) | {
        "form": form, "media": form.media, "notes": notes, "kind": KINDS[kind],
        "body": list(map(_drawn, blocks)), "earlier": earlier,
        "earlier_address": edit_address(earlier) if earlier else "",
    }
    return TemplateResponse(request, "desk/paste_parts.html", context,
                            status=422 if form.errors else 200)


def _drawn(block: Block) -> dict[str, Any]:
    """A block for the page, which escapes every text of it."""
    marks = ((mark.start, mark.end, mark.kind, mark.href) for mark in block.marks)
    head, rows = (block.rows[0], block.rows[1:]) if block.header else ((), block.rows)
    return {"block": block, "pieces": list(inline.pieces(block.text, marks)), "head": head,
            "rows": rows}


def _amended(request: HttpRequest) -> HttpResponse:
    try:
        form = PasteForm(request.POST)
    except signing.BadSignature:
        return _asked(request, _("This page was not made by this desk, or too long ago. Paste the "
                                 "text once more."), status=422)
    if not form.is_valid():
        return _shown(request, form)
    return _filed(request, form)


def _filed(request: HttpRequest, form: PasteForm) -> HttpResponse:
    """The draft; a text that was pasted before becomes a second one only when asked for."""
    copy, user = form.copy(), request.user
    if Story.objects.filter(source=copy.source).exists():
        if "again" not in request.POST:
            form.add_error(None, _("Nothing was filed: there is a story of this text already. Open "
                                   "it, or make another draft."))
            return _shown(request, form)
        copy = replace(copy, source="")
    try:
        guid = file_pasted(copy, by=user)  # type: ignore[arg-type]
    except (NotCopy, NotPermitted) as refused:
        form.add_error(None, str(refused))
        return _shown(request, form)
    messages.success(request, _("“%(headline)s” is a draft now.") % {"headline": copy.headline})
    return redirect(edit_address(Story.objects.get(guid=guid)))


# -- where it stands ------------------------------------------------------------------------------


def _frame(title: str) -> dict[str, Any]:
    return {
        "header_title": title, "page_title": title, "header_icon": "clipboard-list",
        "breadcrumbs_items": [
            {"url": reverse("wagtailsnippets_desk_story:list"), "label": _("Stories")},
            {"url": "", "label": _("Paste a story")},
        ],
    }


class PasteItem(MenuItem):  # type: ignore[misc]
    """In the menu of those who write."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether one of the person's roles may file."""
        return bool(roles_of(request.user) & WRITERS)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def menu_item() -> PasteItem:
    """“Paste a story”, below the stories."""
    return PasteItem(gettext_lazy("Paste a story"), reverse("desk_paste"), name="paste",
                     icon_name="clipboard-list", order=110)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Where a story is pasted."""
    return [path("paste/", paste_page, name="desk_paste")]
