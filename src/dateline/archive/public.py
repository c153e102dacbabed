"""The door of the archive (DESIGN 6)."""

from dateline.archive.bringing.finding import Stories
from dateline.archive.bringing.importing import Asked, import_archive
from dateline.archive.bringing.keeping import Summary
from dateline.archive.bringing.recognising import FORMS, TABLES
from dateline.archive.bringing.shapes import NotArchive
from dateline.archive.bringing.unpacking import unpacked
from dateline.archive.leaving.browsable import Unsteady, copy_site
from dateline.archive.leaving.folder import NotEmpty
from dateline.archive.leaving.stories import leave
from dateline.archive.searching.applying import apply_all, keep_indexed
from dateline.archive.searching.checking import ArchiveBreach, check
from dateline.archive.searching.evaluating import Marks, NotJudged, evaluate_search
from dateline.archive.searching.frames import register_frame

urls = "dateline.archive.urls"

__all__ = [
    "FORMS", "TABLES", "ArchiveBreach", "Asked", "Marks", "NotArchive", "NotEmpty", "NotJudged",
    "Stories", "Summary", "Unsteady", "apply_all", "check", "copy_site", "evaluate_search",
    "import_archive", "keep_indexed", "leave", "register_frame", "unpacked", "urls",
]
