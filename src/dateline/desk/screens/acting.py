"""The page of an act: what it will do, what it needs to know, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from dateline.desk import acts, approval, drafts, erasing
from dateline.desk.consequences import consequences, told
from dateline.desk.drawing import draw_ahead
from dateline.desk.models import Story, Term
from dateline.desk.newsroom_time import MomentInput
from dateline.desk.permitted import NotPermitted
from dateline.desk.screens.buttons import BY_NAME, possible
from dateline.desk.screens.places import edit_address
from dateline.desk.screens.policy import StoryPolicy
from dateline.desk.table import NotAllowed, outcome, roles_for
from dateline.desk.texts import seen
from dateline.desk.working import NotCopy
from dateline.lib import clock
from dateline.people.public import User, role_names
from dateline.record.public import NotPossible

Given = dict[str, Any]
READS = ("approve", "publish", "lift", "schedule", "embargo", "update", "correct", "submit")
"""Acts that make the text in the editor go somewhere: they refuse one nobody has looked at."""


def _text(label: Any, *, required: bool = True, rows: int = 3, **named: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, widget=widget, **named)


def _time(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=MomentInput())


PUBLIC_NOTICE = gettext_lazy("Notice to readers, shown in its place")


def _fields(act: str, story: Story) -> dict[str, forms.Field]:
    """What an act needs to know."""
    asked: dict[str, dict[str, forms.Field]] = {
        "return": {"note": _text(_("What should change?"))},
        "schedule": {"moment": _time(_("Goes live"))},
        "embargo": {"moment": _time(_("Embargo until"))},
        "update": {"note": _text(_("What is new? Shown to readers; may be empty"),
                                 required=False)},
        "correct": {"wrong": _text(_("What was wrong")), "right": _text(_("What is right")),
                    "note": _text(_("More to say about it; may be empty"), required=False)},
        "resection": {"section": forms.ModelChoiceField(
            Term.objects.filter(kind="section").exclude(pk=story.section_id).order_by("key"),
            label=_("Section"))},
        "withdraw": {"notice": _text(PUBLIC_NOTICE)},
        "expire": {"notice": _text(PUBLIC_NOTICE, required=False)},
        "kill": {"notice": _text(PUBLIC_NOTICE),
                 "reason": _text(_("Reason, for the newsroom only"))},
        "erase": {"notice": _text(PUBLIC_NOTICE, required=False),
                  "sure": forms.BooleanField(label=_("I have read what this does"))},
    }
    return asked.get(act, {})


class ActForm(forms.Form):
    """The fields of one act, and which text the person looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, act: str, story: Story, data: Any = None) -> None:
        when = story.embargo_until if act == "embargo" else story.go_live_at
        super().__init__(data, initial={"seen": seen(story), "moment": when})
        self.fields |= _fields(act, story)

    def clean_moment(self) -> datetime:
        """A time still to come."""
        moment: datetime = self.cleaned_data["moment"]
        if moment <= clock.now():
            raise forms.ValidationError(_("%(when)s is past; give a later time, or publish it."),
                                        params={"when": told(moment)})
        return moment


def _kept(story: Story) -> Given | None:
    """Changes for a correction: the open draft, or nothing but the notice."""
    return None if story.has_unpublished_changes else {}


DO: dict[str, Callable[[Story, Given, User], Any]] = {
    "submit": lambda s, g, by: drafts.submit(str(s.guid), by=by),
    "return": lambda s, g, by: drafts.send_back(str(s.guid), g["note"], by=by),
    "approve": lambda s, g, by: approval.approve_step(s, by),
    "publish": lambda s, g, by: acts.publish(str(s.guid), by=by),
    "lift": lambda s, g, by: acts.lift(str(s.guid), by=by),
    "schedule": lambda s, g, by: drafts.schedule(str(s.guid), g["moment"], by=by),
    "embargo": lambda s, g, by: drafts.embargo(str(s.guid), g["moment"], by=by),
    "update": lambda s, g, by: acts.update(str(s.guid), note=g["note"], by=by),
    "correct": lambda s, g, by: acts.correct(
        str(s.guid), _kept(s), wrong=g["wrong"], right=g["right"], text=g["note"], by=by),
    "resection": lambda s, g, by: acts.resection(str(s.guid), g["section"].name, by=by),
    "withdraw": lambda s, g, by: acts.withdraw(str(s.guid), g["notice"], by=by),
    "expire": lambda s, g, by: acts.expire(str(s.guid), g["notice"], by=by),
    "kill": lambda s, g, by: acts.kill(str(s.guid), g["notice"], reason=g["reason"], by=by),
    "discard": lambda s, g, by: drafts.discard(str(s.guid), by=by),
    "erase": lambda s, g, by: erasing.erase(str(s.guid), g["notice"], by=by),
}


@require_http_methods(["GET", "POST"])
def act_page(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """GET shows what the act will do; POST does it, or says why not and keeps what was typed."""
    if act not in DO or act not in BY_NAME:
        raise Http404
    if not StoryPolicy(Story).user_has_permission(request.user, "view"):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    form = ActForm(act, story, request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(request, story, act, form):
        gone = act in ("discard", "erase") and not Story.objects.filter(pk=pk).exists()
        return redirect("wagtailadmin_home" if gone else edit_address(story))
    return _page(request, story, act, form)


def _done(request: HttpRequest, story: Story, act: str, form: ActForm) -> bool:
    """Do it under the story's lock; False, with the reason in the form, if it is refused."""
    by: Any = request.user
    if act in READS:
        draw_ahead(str(story.guid))
    try:
        with transaction.atomic():
            held = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
            if act in READS and form.cleaned_data["seen"] != seen(held):
                raise NotAllowed(_("Somebody has changed the text since you opened this page. "
                                   "Look at it again before you decide."))
            DO[act](held, form.cleaned_data, by)
    except (NotAllowed, NotCopy, NotPermitted, NotPossible, Story.DoesNotExist) as refused:
        form.add_error(None, str(refused) or _("This story is no more."))
        return False
    messages.success(request, _done_text(story, act))
    return True


def _done_text(story: Story, act: str) -> str:
    return _("“%(headline)s”: done (%(act)s).") % {
        "headline": story.headline, "act": str(BY_NAME[act].label).rstrip("…"),
    }


def _page(request: HttpRequest, story: Story, act: str, form: ActForm) -> HttpResponse:
    button = BY_NAME[act]
    refused = "" if possible(story, act, request.user) else _why_not(story, act, request.user)  # type: ignore[arg-type]
    label = str(button.label).rstrip("…")
    context = {
        "story": story, "act": button, "form": form, "refused": refused, "label": label,
        "consequences": consequences(story, act), "back": edit_address(story),
        "breadcrumbs_items": [
            {"url": edit_address(story), "label": story.headline}, {"url": "", "label": label},
        ],
        "header_title": label, "page_title": label, "header_icon": button.icon,
        "grave": act in ("kill", "erase", "withdraw", "discard"), "media": form.media,
    }
    return TemplateResponse(request, "desk/act.html", context,
                            status=422 if form.errors else 200)


def _why_not(story: Story, act: str, user: User) -> str:
    """Why the act has no button now."""
    asked = act if act != "approve" else "update" if story.live else "publish"
    try:
        outcome(asked, story.standing, story.headline)
    except NotAllowed as refused:
        return str(refused)
    if story.behind:
        return _("The public version has moved since this draft: compare them first.")
    who = role_names(roles_for(asked, story.standing))
    return _("This takes one of the roles %(who)s, or there is nothing to do.") % {"who": who}
