"""Every address of the discussion."""

from dateline.discussion import page_urls, posting_urls

app_name = "discussion"
urlpatterns = [*posting_urls.urlpatterns, *page_urls.urlpatterns]
