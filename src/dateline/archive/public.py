"""The door of the archive (DESIGN 6)."""

from dateline.archive.bringing.finding import Stories
from dateline.archive.bringing.importing import Asked, import_archive
from dateline.archive.bringing.keeping import Summary
from dateline.archive.bringing.recognising import FORMS, TABLES
from dateline.archive.bringing.shapes import NotArchive
from dateline.archive.exporting import PART, export
from dateline.archive.bringing.unpacking import unpacked
from dateline.archive.leaving.browsable import Unsteady, copy_site
from dateline.archive.leaving.folder import NotEmpty
from dateline.archive.leaving.hands import processors
from dateline.archive.leaving.stories import leave
from dateline.archive.relating.keeping import keep_related, relate_all
from dateline.archive.relating.reading import related
from dateline.archive.saving.alerting import alert_all, keep_alerting
from dateline.archive.saving.tongues import register_tongue
from dateline.archive.saving.ways import register_way_in
from dateline.archive.searching.applying import apply_all, keep_indexed
from dateline.archive.checking import check
from dateline.archive.searching.checking import ArchiveBreach
from dateline.archive.searching.evaluating import Marks, evaluate_search
from dateline.archive.searching.frames import register_frame
from dateline.archive.searching.judged_texts import NotJudged
from dateline.archive.suggesting.evaluating import Judgement, evaluate_suggest
from dateline.archive.suggesting.keeping import keep_learned
from dateline.archive.suggesting.reading import NotLabelled
from dateline.archive.statements.evaluating import NotMarked, evaluate_statements
from dateline.archive.statements.following import apply_all as apply_statements
from dateline.archive.statements.following import keep_read as keep_statements

urls = "dateline.archive.urls"

__all__ = [
    "FORMS", "PART", "TABLES", "ArchiveBreach", "Asked", "Judgement", "Marks", "NotArchive",
    "NotEmpty", "NotJudged", "NotLabelled", "NotMarked", "Stories", "Summary", "Unsteady",
    "alert_all", "apply_all", "apply_statements", "check", "copy_site", "evaluate_search",
    "evaluate_statements", "evaluate_suggest", "export", "import_archive", "keep_alerting",
    "keep_indexed", "keep_learned", "keep_related", "keep_statements", "leave", "processors",
    "register_frame", "register_tongue", "register_way_in", "relate_all", "related",
    "unpacked", "urls",
]
