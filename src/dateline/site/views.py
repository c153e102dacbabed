"""The reader's pages. A view parses the address, asks the record once, and answers."""

from io import BytesIO
from urllib.parse import unquote, urlencode

import segno
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dateline.delivery.public import Missing, Page, redirect_page, stored_page
from dateline.formats.ninjs import dump
from dateline.record import public as record
from dateline.record.public import Listing, Term, Version
from dateline.site.front import front_page
from dateline.site.item import news_item
from dateline.site.rendering import html_page, story_page
from dateline.theme.colours import accent_sheet

JSON = "application/json"


@stored_page()
def home(request: HttpRequest) -> Page:
    return html_page("site/home.html", front=front_page(record.front()))


@stored_page(params=("before",))
def term(request: HttpRequest, family: str, slug: str) -> Page:
    """The list of a section, dossier, tag, person, place or author; older slugs redirect."""
    found = record.term(family, slug)
    if found is None:
        raise Missing
    given = request.GET.get("before", "")
    before = given.lower()
    if request.path_info != unquote(found.address) or given != before:
        query = f"?{urlencode({'before': before})}" if before else ""
        return redirect_page(iri_to_uri(found.address) + query)
    return html_page("site/list.html", term=found, before=before, listing=_listed(found, before))


@stored_page()
def story(request: HttpRequest, code: str) -> Page:
    """A story at its address; at any other, and at its short link, a redirect; 410 once gone."""
    version = _story(code)
    if version.state != "live" or request.path_info == unquote(version.address):
        return story_page(version)
    return redirect_page(iri_to_uri(version.address))


@stored_page()
def story_json(request: HttpRequest, code: str) -> Page:
    """A story as ninjs 3.1; once gone, a 410 whose pubStatus is `canceled`."""
    version = _story(code)
    live = version.state == "live"
    if live and request.path_info != unquote(version.address) + ".json":
        return redirect_page(iri_to_uri(version.address) + ".json")
    document = dump(news_item(version, record.site()))
    return Page(document, status=200 if live else 410, content_type=JSON)


@stored_page()
def short_picture(request: HttpRequest, code: str) -> Page:
    """The QR code (ISO/IEC 18004) of a story's short link, as SVG."""
    version = _story(code)
    if version.state != "live":
        return story_page(version)
    picture = BytesIO()
    link = record.site().base_url + version.short_address
    segno.make(link, micro=False).save(picture, kind="svg", scale=4, light="#fff")
    return Page(picture.getvalue(), content_type="image/svg+xml")


@stored_page()
def standards(request: HttpRequest) -> Page:
    return html_page("site/standards.html")


@stored_page()
def about(request: HttpRequest) -> Page:
    return html_page("site/about.html")


@stored_page()
def imprint(request: HttpRequest) -> Page:
    return _written(record.site().imprint, _("Imprint"))


@stored_page()
def privacy(request: HttpRequest) -> Page:
    return _written(record.site().privacy, _("Privacy"))


@stored_page()
def accent(request: HttpRequest, colour: str) -> Page:
    """The style sheet of the site's accent; no other colour has one."""
    if record.site().accent != f"#{colour}":
        raise Missing
    return Page(accent_sheet(f"#{colour}"), content_type="text/css; charset=utf-8")


@stored_page()
def logo(request: HttpRequest, digest: str) -> Page:
    """A logo the site has or had."""
    png = record.logo(digest)
    if png is None:
        raise Missing
    return Page(png, content_type="image/png")


@stored_page()
def unknown(request: HttpRequest) -> Page:
    raise Missing


def missing() -> Page:
    """What all unknown addresses answer."""
    return html_page("site/missing.html", status=404)


def _story(code: str) -> Version:
    version = record.story(record.normal_code(code)) if record.valid_code(code) else None
    if version is None:
        raise Missing
    return version


def _written(paragraphs: tuple[str, ...], title: Promise) -> Page:
    """A page of what the newsroom wrote; there is none while it wrote nothing."""
    if not paragraphs:
        raise Missing
    return html_page("site/written.html", title=title, paragraphs=paragraphs)


def _listed(found: Term, before: str) -> Listing:
    try:
        if found.kind == "section":
            return record.latest(section=found.number, before=before)
        return record.in_term(found.number, before=before)
    except record.UnknownCode:
        raise Missing from None
