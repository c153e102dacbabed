"""Writing a story: Wagtail's editor, with one lock a save, and no word lost."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.snippets.side_panels import SnippetStatusSidePanel
from wagtail.snippets.views.snippets import CreateView, EditView

from dateline.desk.models import Story, Term
from dateline.desk.parking import park
from dateline.desk.permitted import NotPermitted
from dateline.desk.screens.buttons import StoryActionMenu, header_buttons
from dateline.desk.screens.places import act_address, merge_address
from dateline.desk.table import NotAllowed
from dateline.desk.working import NotCopy
from dateline.record.public import NotPossible

LAST_SECTION = "desk-section"
"""Where this browser's writer saved last: the next new story begins there."""


class StoryStatus(SnippetStatusSidePanel):  # type: ignore[misc]
    """Wagtail's panel without its schedule: a story's times are fields and acts of the desk."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Without what it says of a schedule, which is wrong here, and a button to nothing."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"draftstate_enabled": False, "show_schedule_publishing_toggle": False}


class Saving:
    """What creating and editing have in common."""

    request: HttpRequest

    def save_instance(self) -> Story:
        """Save; a refusal of the desk is told at the top of the form, and the text stays in it."""
        try:
            with transaction.atomic():
                story: Story = super().save_instance()  # type: ignore[misc]
        except (NotAllowed, NotPermitted) as refused:
            raise PermissionDenied(str(refused)) from refused
        if self.request.session.get(LAST_SECTION) != story.section_id:
            self.request.session[LAST_SECTION] = story.section_id
        return story

    def get_success_url(self) -> str:
        """Where the button that saved leads: on in the editor, or to an act's own page."""
        act = self.request.POST.get("then", "")
        if act and self.object.pk:  # type: ignore[attr-defined]
            return act_address(self.object, act)  # type: ignore[attr-defined]
        return reverse("wagtailsnippets_desk_story:edit", args=[self.object.pk])  # type: ignore[attr-defined]

    def get_success_json(self) -> dict[str, Any]:
        """What the editor saved by itself is what its form has seen from then on."""
        said: dict[str, Any] = super().get_success_json()  # type: ignore[misc]
        seen = {f"loaded_revision_{part}": said[f"revision_{part}"]
                for part in ("id", "created_at") if f"revision_{part}" in said}
        return said | {"field_updates": said.get("field_updates", {}) | seen}

    def get_side_panels(self) -> Any:
        """Wagtail's, with the desk's own of the status."""
        panels = super().get_side_panels()  # type: ignore[misc]
        for panel in panels:
            if isinstance(panel, SnippetStatusSidePanel):
                panel.__class__ = StoryStatus  # made deep inside: nothing there takes a class
        return panels

    def get_available_actions(self) -> list[str]:
        """Saving only: every other act has its own page."""
        return list(self.actions)  # type: ignore[attr-defined]

    def _get_action_menu(self) -> StoryActionMenu:
        return StoryActionMenu(
            self.request, story=getattr(self, "object", None),
            locked=bool(getattr(self, "locked_for_user", None)), view=self.view_name,  # type: ignore[attr-defined]
        )


class StoryCreateView(Saving, CreateView):  # type: ignore[misc]
    """A new story."""

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """A story needs a section to stand in."""
        if not Term.objects.filter(kind="section").exists():
            raise PermissionDenied(_("There is no section yet: open one first, then write."))
        answer: HttpResponse = super().dispatch(request, *args, **named)
        return answer

    def get_initial(self) -> dict[str, Any]:
        """In the section the writer saved in last; somebody's first story has none chosen."""
        initial: dict[str, Any] = super().get_initial()
        return initial | {"section": self.request.session.get(LAST_SECTION) or self._written_in()}

    def _written_in(self) -> int | None:
        own = Story.objects.filter(owner=self.request.user).order_by("-saved_at", "-id")
        sections = own.values_list("section", flat=True)
        only = Term.objects.filter(kind="section").values_list("pk", flat=True)[:2]
        return sections.first() or (only[0] if len(only) == 1 else None)


class StoryEditView(Saving, EditView):  # type: ignore[misc]
    """A story's working copy."""

    def get_object(self, queryset: Any = None) -> Story:
        """The story; while it is being saved, with its row locked."""
        if self.request.method == "POST" and transaction.get_connection().in_atomic_block:
            queryset = Story.objects.select_for_update(of=("self",))
        story: Story = super().get_object(queryset)
        return story

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether somebody saved since this form was opened. A form always says what it saw."""
        if self.latest_revision is None:
            return False
        if "first_save" in self.request.POST and not self.request.POST.get("overwrite_revision_id"):
            return True
        if not {"loaded_revision_id", "overwrite_revision_id"} & self.request.POST.keys():
            return bool(self.request.POST)
        return bool(EditView.is_out_of_date.func(self))

    def post(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Save; if somebody else saved since, keep this text beside theirs and compare the two."""
        if not self.expects_json_response and self.is_out_of_date and not self.locked_for_user:
            form = self.get_form()
            form.defer_required_fields()
            if form.is_valid():
                saw = (request.POST.get(f"loaded_revision_{part}", "")
                       for part in ("id", "created_at"))
                parked = park(form, self.request.user)
                return redirect(merge_address(self.object, parked, base="@".join(saw)))
        answer: HttpResponse = super().post(request, *args, **named)
        return answer

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """The acts that do not begin with this text."""
        return header_buttons(self.request, self.object)

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """With how the story stands."""
        context: dict[str, Any] = super().get_context_data(**named)
        return context | {"story": self.object, "first_save": self.latest_revision is None}


class StoryRevertView(RevisionsRevertMixin, StoryEditView):
    """An earlier text in the editor; saving it makes it the working copy again."""

    view_name = "revisions_revert"

    def save_instance(self) -> Story:
        """Save it as any text is saved."""
        return StoryEditView.save_instance(self)


def locking(view: Any) -> Any:
    """A view whose POST is one transaction, from looking at the row to the answer."""

    def atomically(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **named)
        with transaction.atomic():
            answer: HttpResponse = view(request, *args, **named)
            if hasattr(answer, "render"):
                answer.render()
        return answer

    return atomically


def refusing(view: Any) -> Any:
    """A view of Wagtail's that ends in an act of the desk: a refusal is told, nothing is kept."""

    def told(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                answer: HttpResponse = view(request, *args, **named)
        except (NotAllowed, NotCopy, NotPermitted, NotPossible) as refused:
            messages.error(request, str(refused))
            return redirect("wagtailsnippets_desk_story:edit", named["pk"])
        return answer

    return told
