"""Every address of the archive."""

from dateline.archive.bringing import urls as bringing
from dateline.archive.relating import urls as relating
from dateline.archive.saving import urls as saving
from dateline.archive.searching import urls as searching
from dateline.archive.statements import urls as statements
from dateline.archive.suggesting import urls as suggesting

app_name = "archive"
urlpatterns = [
    *searching.urlpatterns, *saving.urlpatterns, *relating.urlpatterns, *suggesting.urlpatterns,
    *statements.urlpatterns, *bringing.urlpatterns,
]
