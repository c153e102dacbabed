"""What a room that helps with writing may know: the draft of who may change it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from dateline.desk.locking import NoSuchStory
from dateline.desk.models import Story
from dateline.desk.permitted import must_have
from dateline.desk.table import WRITERS, outcome, roles_for
from dateline.desk.words import act_name
from dateline.people.public import User
from dateline.record.public import Filing


def draft_of(guid: str, *, by: User) -> Filing:
    """The working copy as it was saved last, for who may save it now; raises as `must_change`."""
    return _changed_by(guid, by).filing()


def must_change(guid: str, *, by: User) -> None:
    """Raise NoSuchStory, NotPermitted or NotAllowed unless this person may save the story now."""
    _changed_by(guid, by)


def _changed_by(guid: str, by: User) -> Story:
    try:
        story = Story.objects.filter(guid=UUID(guid)).first()
    except ValueError:
        story = None
    if story is None:
        raise NoSuchStory(_("no story has the guid %(guid)s") % {"guid": guid})
    must_have(by, roles_for("save", story.standing), act_name("save"))
    outcome("save", story.standing, story.headline)
    return story


def must_write(by: User) -> None:
    """Raise NotPermitted unless this person may begin a story."""
    must_have(by, WRITERS, _("filing a story"))
