"""The door of the desk: every act on a story, from an editor, an import, the wire or the clock.

Acts raise `NotAllowed` (the state does not permit it), `NotCopy` (a field cannot be filed) or
`NoSuchStory`; nothing is written then.
"""

from dateline.desk.acts import (
    NoSuchStory,
    correct,
    embargo,
    erase,
    expire,
    kill,
    lift,
    publish,
    resection,
    save_draft,
    send_back,
    submit,
    update,
    withdraw,
)
from dateline.desk.checking import DeskBreach, check
from dateline.desk.exporting import export
from dateline.desk.filing import Filed, file_batch, file_story
from dateline.desk.finding import Working, find
from dateline.desk.scheduling import keep_time, release_due
from dateline.desk.table import STATES, STATUS, TABLE, NotAllowed, Outcome
from dateline.desk.terms import add_section, configure, rename
from dateline.desk.working import Copy, NotCopy, Tag
from dateline.record.public import Block, Published, Site

__all__ = [
    "STATES", "STATUS", "TABLE", "Block", "Copy", "DeskBreach", "Filed", "NoSuchStory",
    "NotAllowed", "NotCopy", "Outcome", "Published", "Site", "Tag", "Working", "add_section",
    "check", "configure", "correct", "embargo", "erase", "expire", "export", "file_batch",
    "file_story", "find", "keep_time", "kill", "lift", "publish", "release_due", "rename",
    "resection", "save_draft", "send_back", "submit", "update", "withdraw",
]
