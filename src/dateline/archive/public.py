"""The door of the archive (DESIGN 6)."""

from dateline.archive.bringing.importing import Asked, import_archive
from dateline.archive.bringing.keeping import Summary
from dateline.archive.bringing.recognising import FORMS, TABLES
from dateline.archive.bringing.shapes import NotArchive
from dateline.archive.checking import check
from dateline.archive.leaving.browsable import Unsteady, copy_site
from dateline.archive.leaving.folder import NotEmpty
from dateline.archive.leaving.stories import leave
from dateline.archive.searching.applying import apply_all, keep_indexed
from dateline.archive.searching.checking import ArchiveBreach
from dateline.archive.searching.evaluating import Marks, NotJudged, evaluate_search
from dateline.archive.searching.frames import register_frame
from dateline.archive.statements.evaluating import NotMarked, evaluate_statements
from dateline.archive.statements.following import apply_all as apply_statements
from dateline.archive.statements.following import keep_read as keep_statements

urls = "dateline.archive.urls"

__all__ = [
    "FORMS", "TABLES", "ArchiveBreach", "Asked", "Marks", "NotArchive", "NotEmpty", "NotJudged",
    "NotMarked", "Summary", "Unsteady", "apply_all", "apply_statements", "check", "copy_site",
    "evaluate_search", "evaluate_statements", "import_archive", "keep_indexed", "keep_statements",
    "leave", "register_frame", "urls",
]
