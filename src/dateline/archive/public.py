"""The door of the archive (DESIGN 6)."""

from dateline.archive.bringing.importing import Asked, import_archive
from dateline.archive.bringing.keeping import Summary
from dateline.archive.bringing.recognising import FORMS, TABLES
from dateline.archive.bringing.shapes import NotArchive

urls = "dateline.archive.urls"

__all__ = ["FORMS", "TABLES", "Asked", "NotArchive", "Summary", "import_archive", "urls"]
