"""The door of the desk: every act on a story, from an editor, an import, the wire or the clock.

Acts raise `NotAllowed` (the state does not permit it), `NotCopy` (a field cannot be filed) or
`NoSuchStory`; nothing is written then.
"""

from dateline.desk.acts import (
    NoSuchStory,
    correct,
    expire,
    kill,
    lift,
    publish,
    resection,
    update,
    withdraw,
)
from dateline.desk.checking import DeskBreach, check
from dateline.desk.drafts import (
    discard,
    embargo,
    rebase,
    save_draft,
    schedule,
    send_back,
    submit,
)
from dateline.desk.erasing import erase
from dateline.desk.exporting import export
from dateline.desk.filing import Filed, file_batch, file_story
from dateline.desk.finding import Working, find
from dateline.desk.front.acts import (
    Change,
    FrontMoved,
    NotFront,
    arrange,
    changes,
    standing_front,
)
from dateline.desk.front.plans import Plan, PlanMoved, cancel_plan, plan, plans, replan
from dateline.desk.permitted import NotPermitted
from dateline.desk.pictures import NoSuchPicture, add_picture, erase_pictures, known, shown
from dateline.desk.previewing import register_preview
from dateline.desk.scheduling import keep_time, release_due
from dateline.desk.settings.acts import (
    NotSettings,
    SettingsMoved,
    configure,
    setting_changes,
    standing_settings,
)
from dateline.desk.site_previews import register_front_preview, register_settings_preview
from dateline.desk.table import ROLES, STATES, STATUS, TABLE, NotAllowed, Outcome, roles_for
from dateline.desk.terms import add_section, rename
from dateline.desk.working import Copy, NotCopy, Tag
from dateline.lib.picture import NotTaken
from dateline.record.public import Banner, Block, Front, NavLink, Published, Rail, Site

__all__ = [
    "ROLES", "STATES", "STATUS", "TABLE", "Banner", "Block", "Change", "Copy", "DeskBreach",
    "Filed", "Front", "FrontMoved", "NavLink", "NoSuchPicture", "NoSuchStory", "NotAllowed",
    "NotCopy", "NotFront", "NotPermitted", "NotSettings", "NotTaken", "Outcome", "Plan",
    "PlanMoved", "Published", "Rail", "SettingsMoved", "Site", "Tag", "Working", "add_picture",
    "add_section", "arrange", "cancel_plan", "changes", "check", "configure", "correct", "discard",
    "embargo", "erase", "erase_pictures", "expire", "export", "file_batch", "file_story", "find",
    "keep_time", "kill", "known", "lift", "plan", "plans", "publish", "rebase",
    "register_front_preview", "register_preview", "register_settings_preview", "release_due",
    "rename", "replan", "resection", "roles_for", "save_draft", "schedule", "send_back",
    "setting_changes", "shown", "standing_front", "standing_settings", "submit", "update",
    "withdraw",
]
