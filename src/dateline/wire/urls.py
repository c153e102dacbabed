"""The wire's addresses. The project includes them before the site's."""

from django.urls import path, re_path

from dateline.wire import feeds, sitemaps, wellknown
from dateline.wire.addresses import FORMS, HUB
from dateline.wire.api import views as api
from dateline.wire.portal import views as portal
from dateline.wire.sources.callback import callback
from dateline.wire.sources.entrance import entrance
from dateline.wire.subscribers.ways.hub import hub

app_name = "wire"
_PLACE = r"^(?P<place>(?:[^/~]+/){0,2})"
urlpatterns = [
    path(HUB.removeprefix("/"), hub),
    path("wire/", portal.home, name="portal"),
    path("wire/sign-in/", portal.ask, name="portal_ask"),
    path("wire/sign-in/<str:secret>/", portal.enter, name="portal_enter"),
    path("wire/sign-out/", portal.leave, name="portal_leave"),
    path("wire/latest", portal.latest, name="portal_latest"),
    path("wire/alerts/", portal.alerts, name="portal_alerts"),
    path("wire/receipts/", portal.receipts, name="portal_receipts"),
    path("wire/stories/<uuid:guid>/", portal.story, name="portal_story"),
    path("wire/stories/<uuid:guid>/<str:form>/", portal.download, name="portal_download"),
    path("wire/v1/", api.about, name="api"),
    path("wire/v1/openapi.json", api.openapi),
    path("wire/v1/me", api.me),
    path("wire/v1/receipts", api.receipts),
    path("wire/v1/chain", api.chain),
    path("robots.txt", wellknown.robots),
    path("wire/v1/in/<slug:slug>", entrance),
    path("wire/v1/in/hub/<str:token>", callback),
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
