"""Saving from the editor: Wagtail's own actions, with the desk's table, roles and drafts."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.actions.create import CreateAction
from wagtail.actions.delete import DeleteAction
from wagtail.actions.edit import EditAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction

from dateline.desk.drafts import begun
from dateline.desk.models import OtherDoor, Story
from dateline.desk.permitted import must_have
from dateline.desk.table import WRITERS, outcome, roles_for
from dateline.desk.texts import text
from dateline.desk.withholding import note_step
from dateline.desk.words import act_name


class CreateStory(CreateAction):  # type: ignore[misc]
    """A new draft; its maker owns it."""

    def _save_instance(self) -> None:
        must_have(self.user, WRITERS, act_name("save"))
        self.form.instance.owner = self.user
        self.form.instance.stand("draft")
        self.instance = self.form.save()


class SaveStory(EditAction):  # type: ignore[misc]
    """The working copy, also of a live story: the row is always the text as last saved.

    A save that changes no word of a live story begins no draft.
    """

    instance: Any

    def _save_instance(self) -> None:
        with transaction.atomic():
            self._saved()
            note_step(self.instance, "save", self.instance.state)

    def _saved(self) -> None:
        story: Any = self.form.instance if self.form is not None else self.instance
        must_have(self.user, roles_for("save", story.standing), act_name("save"))
        outcome("save", story.standing, story.headline)
        first = story.live and not story.has_unpublished_changes
        before = text(Story.objects.get(pk=story.pk)) if first else {}
        if self.form is not None:
            self.instance = self.form.save()
        else:
            self.instance.save()
        if first and text(self.instance) != before:
            begun(self.instance)
            self.instance.save(update_fields=["has_unpublished_changes", "based_on"])


class _Refused:
    """An act of Wagtail's that would change what is public past the door."""

    def execute(self, skip_permission_checks: bool = False) -> None:
        raise OtherDoor(_("A story becomes public, or ceases to be, by the desk's own acts."))


class NoPublish(_Refused, PublishRevisionAction):  # type: ignore[misc]
    """Refused."""


class NoUnpublish(_Refused, UnpublishAction):  # type: ignore[misc]
    """Refused."""


class NoDelete(_Refused, DeleteAction):  # type: ignore[misc]
    """Refused: the act is `discard`."""


@hooks.register("register_actions", order=100)  # type: ignore[untyped-decorator]
def stories_have_their_own(registry: Any) -> None:
    """Wagtail asks here what saving, publishing or deleting a story means."""
    for action in (CreateStory, SaveStory, NoPublish, NoUnpublish, NoDelete):
        registry.register(Story, action)
