"""The door of the record: what is public about stories (DESIGN 4).

Acts run in the caller's transaction as its last statements and raise `NotPossible` where they do
not fit the story's public state. Selectors answer frozen documents.
"""

from dateline.record.actions import (
    NotPossible,
    amend,
    configure,
    erase,
    forget_erased_bytes,
    publish,
    publish_many,
    refile,
    take_down,
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
    Mark,
    Merged,
    Named,
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
from dateline.record.merging import merge_terms
from dateline.record.naming import (
    describe_term,
    open_section,
    order_sections,
    rename_term,
    retype_term,
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
from dateline.record.standing import Standing, guid_of, over, public_filing, standing, states, total
from dateline.record.termstanding import (
    TermStanding,
    is_public,
    live_among,
    merged_into,
    most_used,
    shared,
    term_confirmed,
    term_count,
    term_standings,
)

__all__ = [
    "TAG_KINDS", "Block", "BlockKind", "Filing", "Item", "Listing", "LogEntry", "Mark", "Merged",
    "MissingPicture", "Named", "NotPossible", "Notice", "OtherEpoch", "Picture", "Published",
    "RecordBreach", "Related", "Rendition", "Site", "Standing", "State", "Term", "TermKind",
    "TermStanding", "UnknownCode", "Version", "amend", "block_of", "check", "configure", "count",
    "describe_term", "dossiers", "edition_at", "erase", "export", "file_of", "follow",
    "forget_erased_bytes", "forget_unshown", "guid_of", "head", "in_term", "is_public",
    "keep_file", "latest", "live_among", "merge_terms", "merged_into", "most_used", "normal_code",
    "open_section", "order_sections", "over", "preview", "public_filing", "publish",
    "publish_many", "recent", "refile", "rename_term", "retype_term", "sections", "shared",
    "shown", "site", "spelled_block", "standing", "states", "story", "take_down", "term",
    "term_by_number", "term_confirmed", "term_count", "term_standings", "total", "valid_code",
]
