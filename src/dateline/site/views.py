"""The reader's pages. A view parses the address, asks the record once, and answers."""

from dataclasses import replace
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
from dateline.record.public import Listing, Site, Term, Version
from dateline.site import cards
from dateline.site.editions import NOW, Edition, edition_address
from dateline.site.feeds import all_feeds
from dateline.site.front import edition_front, front_page
from dateline.site.item import news_item
from dateline.site.past import at_any_moment
from dateline.site.pictures import FRESH
from dateline.site.rendering import html_page, story_page
from dateline.theme.colours import accent_sheet

JSON = "application/json"


@at_any_moment()
def home(request: HttpRequest, edition: Edition) -> Page:
    arranged = record.front(as_of=edition.as_of, at=edition.at)
    return html_page("site/home.html", edition, front=front_page(arranged, edition))


@at_any_moment("before")
def section(request: HttpRequest, edition: Edition, slug: str) -> Page:
    """The list of a section, or the edition in one of the newsroom's languages."""
    site = record.site(as_of=edition.as_of)
    for tag in (site.language, *site.languages):
        if slug.lower() == tag.lower() and not _is_section(slug, edition):
            return _in_language(request, replace(edition, language=tag), site)
    return _list(request, edition, "section", slug)


@at_any_moment("before")
def term(request: HttpRequest, edition: Edition, family: str, slug: str) -> Page:
    """The list of a dossier, tag, person, place or author; older slugs redirect."""
    return _list(request, edition, family, slug)


@at_any_moment()
def story(request: HttpRequest, edition: Edition, code: str) -> Page:
    """A story at its address; at any other, and at its short link, a redirect; 410 once gone."""
    version = _story(code, edition)
    if version.state != "live" or request.path_info == unquote(version.address):
        return story_page(version, edition)
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
    return html_page("site/standards.html", address=request.path_info)


@stored_page()
def about(request: HttpRequest) -> Page:
    return html_page("site/about.html", address=request.path_info)


@stored_page()
def feeds(request: HttpRequest) -> Page:
    return html_page("site/feeds.html", address=request.path_info, **all_feeds(record.site()))


@stored_page()
def imprint(request: HttpRequest) -> Page:
    return _written(request, record.site().imprint, _("Imprint"))


@stored_page()
def privacy(request: HttpRequest) -> Page:
    return _written(request, record.site().privacy, _("Privacy"))


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
def card(request: HttpRequest, code: str, digest: str) -> Page:
    """The card of a story or (`site`) of the newsroom while it is right; 410 once that is gone."""
    site, version = record.site(), _story(code) if code != "site" else None
    if version is not None and version.state != "live":
        return story_page(version)
    if not cards.right(site, version, digest):
        raise Missing
    fresh = {"Cache-Control": f"public, max-age={FRESH}"}
    return Page(cards.drawn(site, version), content_type="image/png", headers=fresh)


@stored_page()
def unknown(request: HttpRequest) -> Page:
    raise Missing


def missing() -> Page:
    """What all unknown addresses answer."""
    return html_page("site/missing.html", status=404)


def _story(code: str, edition: Edition = NOW) -> Version:
    if not record.valid_code(code):
        raise Missing
    version = record.story(record.normal_code(code), as_of=edition.as_of)
    if version is None:
        raise Missing
    return version


def _list(request: HttpRequest, edition: Edition, family: str, slug: str) -> Page:
    found = _term(edition, family, slug)
    given = request.GET.get("before", "")
    before = given.lower()
    if request.path_info != unquote(found.address) or given != before:
        query = f"?{urlencode({'before': before})}" if before else ""
        return redirect_page(iri_to_uri(found.address) + query)
    listing = edition.shown(_listed(found, before, edition))
    return html_page("site/list.html", edition, term=found, before=before, listing=listing)


def _term(edition: Edition, family: str, slug: str) -> Term:
    """The term of a slug as it was called then; the slug may be one it was given since."""
    found = record.term(family, slug, as_of=edition.as_of)
    if found is None and edition.past:
        today = record.term(family, slug)
        found = record.term_by_number(today.number, as_of=edition.as_of) if today else None
    if found is None:
        raise Missing
    return found


def _is_section(slug: str, edition: Edition) -> bool:
    """Whether a section of an older release holds the address of an edition."""
    found = record.term("section", slug, as_of=edition.as_of)
    return found is not None and found.slug == slug


def _in_language(request: HttpRequest, edition: Edition, site: Site) -> Page:
    address = edition_address(site, edition.language)
    before = request.GET.get("before", "").lower()
    if request.path_info != address:
        return redirect_page(address, status=302 if address == "/" else 301)
    if not before:
        return html_page(
            "site/edition.html", edition, front=edition_front(edition), address=address)
    try:
        listing = record.latest(
            language=edition.language, before=before, as_of=edition.as_of)
    except record.UnknownCode:
        raise Missing from None
    return html_page("site/edition_list.html", edition, address=address, before=before,
                     listing=edition.shown(listing))


def _written(request: HttpRequest, paragraphs: tuple[str, ...], title: Promise) -> Page:
    """A page of what the newsroom wrote; there is none while it wrote nothing."""
    if not paragraphs:
        raise Missing
    address = request.path_info
    return html_page("site/written.html", address=address, title=title, paragraphs=paragraphs)


def _listed(found: Term, before: str, edition: Edition) -> Listing:
    try:
        return record.in_term(found.number, before=before, as_of=edition.as_of)
    except record.UnknownCode:
        raise Missing from None
