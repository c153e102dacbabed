"""“Report an error in the article”: it reaches the desk, and is no part of the thread."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dateline.desk.public import NoSuchStory, NotCopy, notify
from dateline.people.public import NotAllowed
from dateline.record.public import UnknownCode, guid_of

LONGEST = 450


def report_mistake(code: str, text: str, *, at: datetime) -> None:
    """Tell the people of a story what a reader found wrong in it. Raises NotAllowed in words."""
    said = " ".join(text.replace("\0", "").split())
    if not said:
        raise NotAllowed(_("Write what is wrong, and what is right."))
    if len(said) > LONGEST:
        raise NotAllowed(_("Write at most %(most)s signs.") % {"most": LONGEST})
    try:
        notify(guid_of(code), "reader-error", _("A reader reports an error: %(text)s") % {
            "text": said}, at=at)
    except (NoSuchStory, NotCopy, UnknownCode, ValueError):
        raise NotAllowed(_("There is no such story.")) from None
