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
from dateline.desk.anew import Holdings, begin_anew, drop_pictures, holdings
from dateline.desk.checking import DeskBreach, check
from dateline.desk.drafts import discard, embargo, rebase, save_draft, schedule, send_back, submit
from dateline.desk.erasing import erase
from dateline.desk.exporting import PART, export
from dateline.desk.filing import Filed, file_batch, file_story
from dateline.desk.finding import Working, filed, find, publisher
from dateline.desk.front.acts import Change, FrontMoved, NotFront, arrange, changes, standing_front
from dateline.desk.front.plans import Plan, PlanMoved, cancel_plan, plan, plans, replan
from dateline.desk.leaving import hand_over
from dateline.desk.notes import notify
from dateline.desk.panels import (
    SLOTS,
    register_panel,
    register_story_panel,
    register_writing_panel,
)
from dateline.desk.pasting import NotArticle, Understood, paste, understand
from dateline.desk.permitted import NotPermitted
from dateline.desk.pictures import NoSuchPicture, add_picture, erase_pictures, known, shown
from dateline.desk.previewing import register_preview
from dateline.desk.roomscreen import RoomScreen, row_number
from dateline.desk.scheduling import keep_time, release_due
from dateline.desk.searching import (
    CopySearch, FoundCopies, FoundCopy, desk_addresses, search_copies,
)
from dateline.desk.settings.acts import (
    NotSettings,
    SettingsMoved,
    configure,
    setting_changes,
    standing_settings,
)
from dateline.desk.site_previews import register_front_preview, register_settings_preview
from dateline.desk.table import ROLES, STATES, STATUS, TABLE, NotAllowed, Outcome, roles_for
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
from dateline.desk.terms.offering import OfferedTerm, named_terms, offer_terms
from dateline.desk.terms.splitting import Split, split
from dateline.desk.topics.finding import (
    FoundTopic,
    chosen_topics,
    find_topics,
    topic_names,
    topics_hint,
)
from dateline.desk.topics.loading import Loaded, load_topics
from dateline.desk.understanding import copy_of_page
from dateline.desk.updating import update_batch
from dateline.desk.withholding import (
    Step,
    hold_withheld,
    withheld,
    withheld_among,
    withheld_filing,
)
from dateline.desk.working import Copy, NotCopy, Tag
from dateline.desk.writing import draft_of, must_change, must_write
from dateline.lib.picture import NotTaken
from dateline.record.public import (
    Banner, Block, Filing, Front, Mark, NavLink, Published, Rail, Site,
)

__all__ = [
    "PART", "ROLES", "SLOTS", "STATES", "STATUS", "TABLE", "Banner", "Block", "Change", "Copy",
    "CopySearch", "DeskBreach", "Filed", "Filing", "FoundCopies", "FoundCopy", "FoundTopic",
    "Front", "FrontMoved", "Holdings", "Loaded", "Mark", "Merging", "NavLink", "NoSuchPicture",
    "NoSuchStory", "NotAllowed", "NotArticle", "NotAsShown", "NotCopy", "NotFront", "NotPermitted",
    "NotSettings", "NotTaken", "Numbers", "OfferedTerm", "Outcome", "Plan", "PlanMoved",
    "Published", "Rail", "RoomScreen", "SettingsMoved", "Site", "Split", "Step", "Tag",
    "Understood", "Working", "add_picture", "add_section", "arrange", "begin_anew", "cancel_plan",
    "changes", "check", "chosen_topics", "configure", "copy_of_page", "correct", "describe",
    "desk_addresses", "discard", "draft_of", "drop_pictures", "embargo", "erase", "erase_pictures",
    "expire", "export", "file_batch", "file_story", "filed", "find", "find_topics", "hand_over",
    "hold_withheld", "holdings", "keep_time", "kill", "known", "lift", "load_topics", "merge",
    "must_change", "must_write", "named_terms", "notify", "offer_terms", "order_sections", "paste",
    "plan", "plans", "publish", "publisher", "rebase", "register_front_preview", "register_panel",
    "register_preview", "register_settings_preview", "register_story_panel",
    "register_writing_panel", "release_due", "rename", "replan", "resection", "retype", "roles_for",
    "row_number", "save_draft", "schedule", "search_copies", "send_back", "setting_changes",
    "shown", "split", "standing_front", "standing_settings", "submit", "take_note", "topic_names",
    "topics_hint", "understand", "update", "update_batch", "withdraw", "withheld", "withheld_among",
    "withheld_filing",
]
