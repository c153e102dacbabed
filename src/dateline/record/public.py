"""The door of the record: what is public about stories (DESIGN 4).

Acts run in the caller's transaction as its last statements and raise `NotPossible` where they do
not fit the story's public state. Selectors answer frozen documents.
"""

from dateline.record.actions import (
    NotPossible,
    amend,
    erase,
    forget_erased_bytes,
    open_section,
    publish,
    publish_many,
    rename_term,
    take_down,
)
from dateline.record.arranging import (
    Arranged,
    Moved,
    arrange,
    arranged,
    arrangements,
    configurations,
    configure,
    configured,
    keep_logo,
    next_seq,
)
from dateline.record.blocks import block_of
from dateline.record.blocks import spelled as spelled_block
from dateline.record.checking import RecordBreach, check
from dateline.record.codes import UnknownCode
from dateline.record.codes import is_code as valid_code
from dateline.record.codes import normal as normal_code
from dateline.record.documents import (
    TAG_KINDS,
    Block,
    BlockKind,
    Filing,
    Item,
    Listing,
    Logo,
    Mark,
    Named,
    NavLink,
    Notice,
    Picture,
    Published,
    Related,
    Rendition,
    Site,
    State,
    Term,
    TermKind,
    Version,
)
from dateline.record.exporting import export
from dateline.record.files import MissingPicture, file_of, forget_unshown, keep_file
from dateline.record.following import LogEntry, OtherEpoch, follow
from dateline.record.frontpage import (
    LEVELS,
    Banner,
    Front,
    Level,
    Rail,
    ShownBanner,
    ShownFront,
    ShownRail,
    front_of,
    front_shown,
    spelled_front,
)
from dateline.record.previewing import preview
from dateline.record.selectors import (
    count,
    dossiers,
    edition_at,
    head,
    in_term,
    latest,
    recent,
    sections,
    shown,
    site,
    story,
    term,
    term_by_number,
)
from dateline.record.showing import banner, front, headed, live, logo, navigation
from dateline.record.standing import (
    Standing,
    guid_of,
    is_public,
    over,
    public_filing,
    standing,
    states,
    total,
)

__all__ = [
    "LEVELS", "TAG_KINDS", "Arranged", "Banner", "Block", "BlockKind", "Filing", "Front", "Item",
    "Level", "Listing", "LogEntry", "Logo", "Mark", "MissingPicture", "Moved", "Named", "NavLink",
    "NotPossible", "Notice", "OtherEpoch", "Picture", "Published", "Rail", "RecordBreach",
    "Related", "Rendition", "ShownBanner", "ShownFront", "ShownRail", "Site", "Standing", "State",
    "Term", "TermKind", "UnknownCode", "Version", "amend", "arrange", "arranged", "arrangements",
    "banner", "block_of", "check", "configurations", "configure", "configured", "count", "dossiers",
    "edition_at", "erase", "export", "file_of", "follow", "forget_erased_bytes", "forget_unshown",
    "front", "front_of", "front_shown", "guid_of", "head", "headed", "in_term", "is_public",
    "keep_file", "keep_logo", "latest", "live", "logo", "navigation", "next_seq", "normal_code",
    "open_section", "over", "preview", "public_filing", "publish", "publish_many", "recent",
    "rename_term", "sections", "shown", "site", "spelled_block", "spelled_front", "standing",
    "states", "story", "take_down", "term", "term_by_number", "total", "valid_code",
]
