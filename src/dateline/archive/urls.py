"""Every address of the archive."""

from dateline.archive.bringing import urls as bringing
from dateline.archive.relating import urls as relating
from dateline.archive.searching import urls as searching

app_name = "archive"
urlpatterns = [*searching.urlpatterns, *relating.urlpatterns, *bringing.urlpatterns]
