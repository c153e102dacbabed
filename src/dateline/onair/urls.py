"""Every address of the radio on the site; its own port is `out` and `source`."""

from django.urls import re_path

from dateline.onair import pages
from dateline.onair.counting import urls as counting
from dateline.onair.out import urls as out
from dateline.onair.recording import urls as recording
from dateline.onair.rewind import urls as rewind
from dateline.onair.schedule import urls as schedule

app_name = "onair"
urlpatterns = [
    re_path(r"^listen/status/?$", pages.status, name="status"),
    *rewind.urlpatterns, *schedule.urlpatterns, *recording.urlpatterns, *out.urlpatterns,
    *counting.urlpatterns,
]
