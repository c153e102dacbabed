"""Two texts of one story side by side: yours and the one that was saved or published since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Revision

from dateline.desk import drafts
from dateline.desk.merging import Difference, differences
from dateline.desk.models import Story
from dateline.desk.permitted import NotPermitted
from dateline.desk.publicly import public_text
from dateline.desk.screens.places import compare_address, edit_address, merge_address
from dateline.desk.screens.policy import StoryPolicy
from dateline.desk.screens.showing import Shown, shown
from dateline.desk.table import NotAllowed
from dateline.desk.texts import Text, seen, text, text_of
from dateline.desk.working import NotCopy
from dateline.record import public as record


@dataclass(frozen=True)
class Row:
    """A difference as the page shows it."""

    difference: Difference
    shown: Shown
    chosen: str


@require_http_methods(["GET", "POST"])
def merge_page(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """A text that was saved too late (parked as a revision) beside the one saved before it."""
    story = _story(request, pk)
    parked = get_object_or_404(Revision.objects.for_instance(story), pk=revision)
    if parked.pk == story.latest_revision_id:
        return redirect(edit_address(story))
    base = _base(story, request.GET.get("base", ""))
    found = differences(base, text(story), text_of(parked.content))
    if request.method == "POST":
        return _merged(request, story, parked, found)
    latest = story.latest_revision
    heading = _("%(who)s saved this story at %(when)s, while you were writing.") % {
        "who": (latest and latest.user) or _("Somebody"), "when": _when(latest or story),
    }
    return _page(request, story, found, {
        "heading": heading, "after": seen(story), "theirs": _("Saved meanwhile"),
        "mine": _("Your text"), "explained": _(
            "Your text is kept and lies in the story's history. Choose for each part; what only "
            "one of you changed is chosen already."
        ),
    })


def _merged(request: HttpRequest, story: Story, parked: Revision,
            found: tuple[Difference, ...]) -> HttpResponse:
    by: Any = request.user
    chosen = _chosen(request, found)
    if chosen is None:
        return redirect(request.get_full_path())
    try:
        drafts.save_text(str(story.guid), chosen, after=request.POST.get("after", ""), by=by)
    except (NotAllowed, NotCopy, NotPermitted) as refused:
        messages.error(request, str(refused))
        return redirect(merge_address(story, parked.pk, base=request.GET.get("base", "")))
    messages.success(request, _("Both texts are brought together and saved."))
    return redirect(edit_address(story))


@require_http_methods(["GET", "POST"])
def rebase_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft that is behind, beside the public version that has moved since."""
    story = _story(request, pk)
    guid = str(story.guid)
    standing = record.standing(guid)
    if standing is None or standing.state != "live" or not story.has_unpublished_changes:
        messages.info(request, _("There is no draft of a live story to compare."))
        return redirect(edit_address(story))
    base = public_text(story, version=story.based_on) if story.based_on else None
    found = differences(base and _visible(base), _visible(public_text(story) or {}),
                        _visible(text(story)))
    if request.method == "POST":
        return _rebased(request, story, found)
    return _page(request, story, found, {
        "heading": _("The public version has moved since this draft was begun.") if story.behind
        else _("The draft and the public version."),
        "after": standing.version, "theirs": _("Public now"), "mine": _("Your draft"),
        "explained": _("Choose for each part what the draft shall say; what only one side changed "
                       "is chosen already. Readers see nothing of it until you publish the draft."),
    })


def _rebased(request: HttpRequest, story: Story, found: tuple[Difference, ...]) -> HttpResponse:
    by: Any = request.user
    chosen = _chosen(request, found)
    if chosen is None:
        return redirect(compare_address(story))
    try:
        drafts.rebase(str(story.guid), chosen, onto=int(request.POST.get("after") or 0), by=by)
    except (NotAllowed, NotCopy, NotPermitted, ValueError) as refused:
        messages.error(request, str(refused))
        return redirect(compare_address(story))
    messages.success(request, _("The draft now begins from the public version."))
    return redirect(edit_address(story))


def _visible(values: Text) -> Text:
    """What the record keeps of a text: notes and sources are the desk's alone."""
    return {name: value for name, value in values.items() if name not in ("note", "sources")}


def _story(request: HttpRequest, pk: int) -> Story:
    if not StoryPolicy(Story).user_has_permission(request.user, "change"):
        raise PermissionDenied
    return get_object_or_404(Story.objects.select_related("latest_revision__user"), pk=pk)


def _base(story: Story, given: str) -> Text | None:
    """What the writer began from: a revision nobody has written over since."""
    number, _sep, created = given.partition("@")
    if not number.isdecimal():
        return None
    held = Revision.objects.for_instance(story).filter(pk=number).first()
    if held is None or held.created_at.isoformat() != created:
        return None
    return text_of(held.content)


def _when(saved: Any) -> str:
    moment = getattr(saved, "created_at", None) or saved.saved_at
    return moment.strftime("%H:%M:%S %Z")


def _chosen(request: HttpRequest, found: tuple[Difference, ...]) -> Text | None:
    """The value chosen for each difference; None, with a message, if one is missing."""
    values: Text = {}
    for difference in found:
        choice: Any = request.POST.get(f"take-{difference.name}", "")
        possible = ("theirs", "mine", *(("both",) if difference.both is not None else ()))
        if choice not in possible:
            messages.error(request, _("Choose one of the two for: %(part)s.") % {
                "part": difference.label,
            })
            return None
        values[difference.name] = difference.value(choice)
    return values


def _page(request: HttpRequest, story: Story, found: tuple[Difference, ...],
          said: dict[str, Any]) -> HttpResponse:
    rows = [Row(difference, shown(difference), difference.proposed) for difference in found]
    title = _("Compare")
    return TemplateResponse(request, "desk/merge.html", said | {
        "story": story, "rows": rows, "back": edit_address(story), "header_icon": "history",
        "header_title": title, "page_title": title, "breadcrumbs_items": [
            {"url": edit_address(story), "label": story.headline}, {"url": "", "label": title},
        ],
    })
