"""Every address: the desk under /desk/, feeds and sitemaps by name, the site for all else."""

from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_urls

from dateline.archive.public import urls as archive_urls
from dateline.delivery.public import OutOfTouch, missing_page, vouch
from dateline.discussion.public import redress_urls
from dateline.discussion.public import urls as discussion_urls
from dateline.onair.public import urls as onair_urls
from dateline.people.public import urls as people_urls
from dateline.site.public import urls as site_urls
from dateline.wire.public import urls as wire_urls

handler404 = missing_page



@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while this process can answer and vouch for what it answers; else 503.

    A machine that has lost its primary goes on for `STALE_MAX`: so it does not ask there.
    """
    try:
        vouch()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except (OutOfTouch, DatabaseError) as trouble:
        return HttpResponse(f"{trouble}\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def closed(request: HttpRequest) -> HttpResponse:
    """Screens of Wagtail's that have no use here: it has no pages, documents or sites."""
    raise Http404


urlpatterns = [
    path("healthz", healthz),
    path("desk", RedirectView.as_view(url="/desk/")),
    path("favicon.ico", RedirectView.as_view(url="/static/theme/icon.svg", permanent=True)),
    re_path(r"^desk/(?:pages|documents|sites|reports)/", closed),
    path("desk/", include(people_urls)),  # ways in come before Wagtail's own
    path("desk/", include(wagtail_urls)),
    path("", include(redress_urls)),
    path("", include(wire_urls)),
    path("", include(discussion_urls)),
    path("", include(onair_urls)),
    path("", include(archive_urls)),
    path("", include(site_urls)),
]
