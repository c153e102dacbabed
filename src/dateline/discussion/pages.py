"""Stored pages of a discussion: a thread, a comment at its own address, what is new, a feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext

from dateline.delivery.public import Missing, Page, redirect_page, stored_page
from dateline.discussion.closing import why_closed
from dateline.discussion.feeding import feed_page
from dateline.discussion.frames import framed
from dateline.discussion.reading import SORTS, Talk, reading, since, single, talk
from dateline.discussion.remarks import Remark, thread_address
from dateline.discussion.speaking import speaking
from dateline.discussion.structured import commented
from dateline.record import public as record
from dateline.record.public import Site, Version

View = Callable[..., Page]


class About(NamedTuple):
    """What a page is about."""

    site: Site
    story: Version
    talk: Talk

SCRIPTS = ("discussion/thread.js",)


def of_live_story(view: View) -> View:
    """The view is given the story and its thread. A story that is gone takes its thread with it."""

    @wraps(view)
    def shown(request: HttpRequest, code: str, **kwargs: Any) -> Page:
        story = record.story(code, related=False)
        if story is None:
            raise Missing
        if code != story.code:
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect_page(request.path_info.replace(f"~{code}", f"~{story.code}") + query)
        site = record.site()
        with speaking(site, story.language):
            if story.state != "live":
                return _gone("discussion/gone.html", site, story)
            about = About(site, story, talk(story.code))
            return view(request, about, **kwargs)

    return shown


@stored_page(params=("sort", "after"))
@of_live_story
def thread(request: HttpRequest, about: About) -> Page:
    """The thread: top-level comments in an order, of each the first few replies."""
    if not request.path_info.endswith("/"):
        return redirect_page(thread_address(about.talk.code))
    sort, after = request.GET.get("sort", "newest"), _number(request.GET.get("after", "0"))
    if sort not in SORTS:
        raise Missing
    page = reading(about.talk, sort=sort, after=after)
    if page is None:
        raise Missing
    branches = (*page.chosen, *page.branches)
    shown = [one for branch in branches for one in (branch.top, *branch.below)]
    return framed(
        "discussion/thread.html", address=_asked(about.talk, sort, after), sort=sort, after=after,
        page=page, sorts=SORTS, scripts=SCRIPTS,
        next=_asked(about.talk, sort, page.more) if page.more else "",
        **_said(about, shown),
    )


@stored_page(params=("after",))
@of_live_story
def comment(request: HttpRequest, about: About, number: str) -> Page:
    """A comment at its permanent address; 410, saying why, where nothing of it is shown."""
    after = _number(request.GET.get("after", "0"))
    found = single(about.talk, int(number), after=after)
    if found is None:
        raise Missing
    one = found.remark
    if not one.public and not found.below and not after:
        return _gone("discussion/comment_gone.html", about.site, about.story, one=one)
    query = f"?{urlencode({'after': after})}" if after else ""
    return framed(
        "discussion/comment_page.html", address=one.address + query, page=found, one=one,
        next=f"{one.address}?{urlencode({'after': found.more})}" if found.more else "",
        **_said(about, [one, *found.below]),
    )


@stored_page()
@of_live_story
def news(request: HttpRequest, about: About, turn: str) -> Page:
    """What came since so many comments had become public: a piece of HTML for an open page."""
    found = since(about.talk, int(turn))
    if found is None:
        raise Missing
    body = render_to_string("discussion/news.html", {
        "remarks": found, "story": about.story, "closed": why_closed(about.talk, about.story),
        "rest": about.talk.turns - found[-1].turn if found else 0, "turns": about.talk.turns,
    })
    return Page(body, headers={"X-Robots-Tag": "noindex"})


@stored_page()
@of_live_story
def feed(request: HttpRequest, about: About) -> Page:
    """The newest comments as Atom."""
    return feed_page(*about)


def _gone(template: str, site: Site, story: Version, **said: Any) -> Page:
    return framed(template, site=site, status=410, language=story.language, story=story,
                  title=gettext("Discussion"), **said)


def _said(about: About, shown: Sequence[Remark]) -> dict[str, Any]:
    """What every page of a thread says."""
    site, story, of = about
    title = _title(story)
    return {
        "site": site, "language": story.language, "story": story, "talk": of, "title": title,
        "closed": why_closed(of, story), "feeds": ((f"{thread_address(of.code)}feed/", title),),
        "data": (commented(site, story, of, shown),),
    }


def _title(story: Version) -> str:
    return gettext("Discussion: %(headline)s") % {"headline": story.headline}


def _asked(of: Talk, sort: str, after: int) -> str:
    said = ({"after": after} if after else {}) | ({"sort": sort} if sort != "newest" else {})
    return thread_address(of.code) + (f"?{urlencode(said)}" if said else "")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Missing
    return int(text)
