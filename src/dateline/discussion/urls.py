"""Every address of the discussion."""

from dateline.discussion import posting_urls

app_name = "discussion"
urlpatterns = [*posting_urls.urlpatterns]
