"""What another site learns of a story whose address it was given (oEmbed 1.0, oembed.com).

A story is told as a `link`: title, author, agency and a picture. There is nothing to run in
another site's page, so that nothing of ours can be shown there that is no longer true.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from dateline.delivery.public import snapshot
from dateline.record import public as record
from dateline.record.public import Site, Version
from dateline.site.heads import Image, image_of
from dateline.site.structured import absolute

_CODE = re.compile(r"~([^/~.?]+)/?")


@csrf_exempt
def oembed(request: HttpRequest) -> HttpResponse:
    """The answer in JSON; 404 for what is no story's address, 410 once it is gone.

    501 for another format, as oEmbed 2.3.4 wants it. It is read from the record each time.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if request.GET.get("format", "json") != "json":
        return _plain("Only format=json is spoken here.", 501)
    with snapshot():
        site = record.site()
        version = _story(request.GET.get("url", ""), site)
        if version is None:
            return _plain("This is no address of a story here.", 404)
        if version.state != "live":
            return _plain("This story is not public any more.", 410)
        told = _link(version, site, *(_limit(request, name) for name in ("maxwidth", "maxheight")))
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _story(url: str, site: Site) -> Version | None:
    """By any address a story has or had; only its code decides."""
    if not url.startswith(f"{site.base_url}/"):
        return None
    found = _CODE.search(urlsplit(url).path.removesuffix(".json"))
    if found is None or not record.valid_code(found[1]):
        return None
    return record.story(record.normal_code(found[1]))


def _link(version: Version, site: Site, width: int, height: int) -> dict[str, Any]:
    image = image_of(version, site, width, height)
    author = next(iter(version.authors), None)
    told = {
        "version": "1.0",
        "type": "link",
        "title": version.headline,
        "author_name": author.name if author else version.credit,
        "author_url": absolute(site, author.address) if author else "",
        "provider_name": site.name,
        "provider_url": f"{site.base_url}/",
        **(_thumbnail(image) if image else {}),
    }
    return {name: value for name, value in told.items() if value}


def _thumbnail(image: Image) -> dict[str, Any]:
    return {
        "thumbnail_url": image.url, "thumbnail_width": image.width, "thumbnail_height": image.height
    }


def _limit(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 0


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
