"""The door of the archive (DESIGN 6)."""

from dateline.archive.bringing.importing import Asked, import_archive
from dateline.archive.bringing.keeping import Summary
from dateline.archive.bringing.recognising import FORMS, TABLES
from dateline.archive.bringing.shapes import NotArchive
from dateline.archive.leaving.browsable import Unsteady, copy_site
from dateline.archive.leaving.folder import NotEmpty
from dateline.archive.leaving.stories import leave

urls = "dateline.archive.urls"

__all__ = [
    "FORMS", "TABLES", "Asked", "NotArchive", "NotEmpty", "Summary", "Unsteady", "copy_site",
    "import_archive", "leave", "urls",
]
