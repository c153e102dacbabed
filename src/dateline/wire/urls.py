"""The wire's addresses. The project includes them before the site's."""

from django.urls import path, re_path

from dateline.wire import feeds, sitemaps, wellknown
from dateline.wire.addresses import FORMS, HUB
from dateline.wire.sources.entrance import entrance
from dateline.wire.subscribers.ways.hub import hub

app_name = "wire"
_PLACE = r"^(?P<place>(?:[^/~]+/){0,2})"
urlpatterns = [
    path(HUB.removeprefix("/"), hub),
    path("robots.txt", wellknown.robots),
    path("wire/v1/in/<slug:slug>", entrance),
    path(".well-known/security.txt", wellknown.security),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-lists.xml", sitemaps.lists),
    path("sitemap-news.xml", sitemaps.news),
    re_path(r"^sitemap-news-(?P<part>\d{1,4})\.xml$", sitemaps.news),
    re_path(r"^sitemap-(?P<part>\d{1,6})\.xml$", sitemaps.stories),
    *(
        re_path(
            rf"{_PLACE}(?P<stem>{form.stem})(?:-(?P<code>[0-9a-z]+))?\.{form.ending}$", feeds.feed,
            name="feed",
        )
        for form in FORMS.values()
    ),
]
