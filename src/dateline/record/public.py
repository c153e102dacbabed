"""The door of the record: what is public about stories (DESIGN 4).

Acts run in the caller's transaction as its last statements and raise `NotPossible` where they do
not fit the story's public state. Selectors answer frozen documents.
"""

from dateline.record.actions import (
    NotPossible, amend, amend_many, erase, forget_erased_bytes, publish, publish_many, refile,
    take_down,
)
from dateline.record.anew import Epochs, begin_anew, take_epoch
from dateline.record.arranging import (
    Arranged, Moved, arrange, arranged, arrangements, configurations, configure, configured,
    keep_logo, next_seq,
)
from dateline.record.blocks import block_of
from dateline.record.blocks import spelled as spelled_block
from dateline.record.company import guids, lines, number_of, pins, placed
from dateline.record.calling import called, slug
from dateline.record.checking import RecordBreach, check
from dateline.record.codes import UnknownCode
from dateline.record.codes import is_code as valid_code
from dateline.record.codes import normal as normal_code
from dateline.record.company import numbers
from dateline.record.days import around, dated, first_and_last, per_span, undated, without_date
from dateline.record.documents import (
    TAG_KINDS, Block, BlockKind, Filing, Glance, Item, Listing, Logo, Mark, Merged, Named, NavLink,
    Newest, Notice, Picture, Published, Related, Rendition, Site, State, Term, TermKind, Version,
)
from dateline.record.exporting import PART, export
from dateline.record.files import MissingPicture, file_of, forget_unshown, keep_file
from dateline.record.filings import filing_of, spelled_filing
from dateline.record.following import (
    LogEntry, OtherEpoch, TakenDown, changed_since, follow, taken_down, taken_down_since,
)
from dateline.record.frontpage import (
    LEVELS, Banner, Front, Level, Rail, ShownBanner, ShownFront, ShownRail, front_of,
    front_shown, spelled_front,
)
from dateline.record.indexes import FAMILIES, Index, Listed, index, letters
from dateline.record.languages import dossiers_in
from dateline.record.merging import merge_terms
from dateline.record.newest import newest, related
from dateline.record.naming import (
    describe_term, open_section, order_sections, rename_term, retype_term,
)
from dateline.record.previewing import preview
from dateline.record.reserving import held_by_sections
from dateline.record.roll import Enrolled, enrolled, news, roll_modified, roll_parts
from dateline.record.runs import Run, newest_run, run_from
from dateline.record.selectors import (
    count, dossiers, edition_at, edition_before, first_edition, head, in_term, latest, named,
    recent, sections, shown, site, story, term, term_by_number,
)
from dateline.record.showing import (
    banner, front, glances, headed, live, live_versions, logo, navigation, whole,
)
from dateline.record.standing import (
    Standing, code_of, guid_of, hold, hold_versions, over, public_filing, public_filings, standing,
    states, total,
)
from dateline.record.termstanding import (
    TermStanding, is_public, live_among, merged_into, most_used, shared, term_confirmed,
    term_count, term_standings,
)
from dateline.record.texts import Text, texts
from dateline.record.translating import original, translations

__all__ = [
    "FAMILIES", "LEVELS", "PART", "TAG_KINDS", "Arranged", "Banner", "Block", "BlockKind",
    "Enrolled", "Epochs", "Filing", "Front", "Glance", "Index", "Item", "Level", "Listed",
    "Listing", "LogEntry", "Logo", "Mark", "Merged", "MissingPicture", "Moved", "Named", "NavLink",
    "Newest", "NotPossible", "Notice", "OtherEpoch", "Picture", "Published", "Rail", "RecordBreach",
    "Related", "Rendition", "Run", "ShownBanner", "ShownFront", "ShownRail", "Site", "Standing",
    "State", "TakenDown", "Term", "TermKind", "TermStanding", "Text", "UnknownCode", "Version",
    "amend", "amend_many", "around", "arrange", "arranged", "arrangements", "banner", "begin_anew",
    "block_of", "called", "changed_since", "check", "code_of", "configurations", "configure",
    "configured", "count", "dated", "describe_term", "dossiers", "dossiers_in", "edition_at",
    "edition_before", "enrolled", "erase", "export", "file_of", "filing_of", "first_and_last",
    "first_edition", "follow", "forget_erased_bytes", "forget_unshown", "front", "front_of",
    "front_shown", "glances", "guid_of", "guids", "head", "headed", "held_by_sections", "hold",
    "hold_versions", "in_term", "index", "is_public", "keep_file", "keep_logo", "latest", "letters",
    "lines", "live", "live_among", "live_versions", "logo", "merge_terms", "merged_into",
    "most_used", "named", "navigation", "newest", "newest_run", "news", "next_seq", "normal_code",
    "number_of", "numbers", "open_section", "order_sections", "original", "over", "per_span",
    "pins", "placed", "preview", "public_filing", "public_filings", "publish", "publish_many",
    "recent", "refile", "related", "rename_term", "retype_term", "roll_modified", "roll_parts",
    "run_from", "sections", "shared", "shown", "site", "slug", "spelled_block", "spelled_filing",
    "spelled_front", "standing", "states", "story", "take_down", "take_epoch", "taken_down",
    "taken_down_since", "term", "term_by_number", "term_confirmed", "term_count", "term_standings",
    "texts", "total", "translations", "undated", "valid_code", "whole", "without_date",
]
