"""Every address of the discussion."""

from dateline.discussion import page_urls

app_name = "discussion"
urlpatterns = [*page_urls.urlpatterns]
