"""The door of the desk: every act on a story, from an editor, an import, the wire or the clock.

Acts raise `NotAllowed` (the state does not permit it), `NotCopy` (a field cannot be filed),
`NoSuchStory` or `NotPermitted` (the role does not permit it); nothing is written then.
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
from dateline.desk.configuring import configure
from dateline.desk.exporting import export
from dateline.desk.filing import Filed, file_batch, file_story
from dateline.desk.finding import Working, find
from dateline.desk.permitted import NotPermitted
from dateline.desk.scheduling import keep_time, release_due
from dateline.desk.table import STATES, STATUS, TABLE, NotAllowed, Outcome
from dateline.desk.terms.acts import (
    add_section,
    describe,
    order_sections,
    rename,
    retype,
    take_note,
)
from dateline.desk.terms.merging import Merging, merge
from dateline.desk.terms.naming import NotAsShown, Numbers
from dateline.desk.terms.splitting import Split, split
from dateline.desk.topics.finding import (
    FoundTopic,
    chosen_topics,
    find_topics,
    topic_names,
    topics_hint,
)
from dateline.desk.topics.loading import Loaded, load_topics
from dateline.desk.working import Copy, NotCopy, Tag
from dateline.record.public import Block, Published, Site

__all__ = [
    "STATES", "STATUS", "TABLE", "Block", "Copy", "DeskBreach", "Filed", "FoundTopic", "Loaded",
    "Merging", "NoSuchStory", "NotAllowed", "NotAsShown", "NotCopy", "NotPermitted", "Numbers",
    "Outcome", "Published", "Site", "Split", "Tag", "Working", "add_section", "check",
    "chosen_topics", "configure", "correct", "describe", "embargo", "erase", "expire", "export",
    "file_batch", "file_story", "find", "find_topics", "keep_time", "kill", "lift", "load_topics",
    "merge", "order_sections", "publish", "release_due", "rename", "resection", "retype",
    "save_draft", "send_back", "split", "submit", "take_note", "topic_names", "topics_hint",
    "update", "withdraw",
]
