"""Comments in Blogger's backup: one Atom feed (RFC 4287), old (RFC 4685's `thr`) or of Takeout."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from dateline.discussion.bringing import identity, shapes
from dateline.discussion.bringing.markup import NoText, plain
from dateline.discussion.bringing.shapes import (
    Brought,
    Conversation,
    Doubtful,
    Mended,
    Part,
    Parts,
    Person,
)
from dateline.discussion.bringing.times import NoTime, moment
from dateline.lib.xmlclean import Clean, clean_elements
from dateline.lib.xmlstream import child

SYSTEM = "Blogger"
_STATES = {"LIVE": shapes.PUBLIC, "PENDING": shapes.PENDING, "EMPTIED": shapes.DELETED,
           "SOFT_TRASHED": shapes.DELETED, "SPAM": shapes.RESTRICTED, "GHOSTED": shapes.RESTRICTED}
_KIND = "http://schemas.google.com/g/2005#kind"
_PROFILES = ("blogger.com/profile/", "draft.blogger.com/", "plus.google.com/")
"""An address in which one of these stands is an account; any other is a guest's own page."""


def parts(file: IO[bytes], *, now: datetime) -> Parts:
    """Yield its conversations, people and comments. Raises XmlRefused."""
    clean, told = Clean(file), set[str]()
    for element in clean_elements(clean, "feed/entry"):
        if _is_comment(element):
            about = _conversation(element)
            if about.ref not in told:
                told.add(about.ref)
                yield about
            yield from _comment(element, about, now)
    yield from map(Mended, clean.mends())


def _is_comment(element: Any) -> bool:
    kinds = [one.get("term") or "" for one in element.iterchildren("{*}category")
             if one.get("scheme") == _KIND]
    return any(one.endswith("#comment") for one in kinds) or (
        child(element, "type").upper() == "COMMENT")


def _conversation(element: Any) -> Conversation:
    """The post it is about, in Takeout by its id alone."""
    above = element.find("{*}in-reply-to")
    post, address = child(element, "parent"), ""
    if above is not None:
        post, address = above.get("ref") or post, above.get("href") or ""
    ref = identity.ref("blogger", post)
    return Conversation(ref, address.partition("?")[0].partition("#")[0], (ref,))


def _comment(element: Any, about: Conversation, now: datetime) -> Parts:
    number = child(element, "id")
    where = f"line {element.sourceline}, comment {number[-40:] or 'without an id'}"
    try:
        yield from _said(element, about, number, where, now)
    except (NoTime, NoText) as error:
        yield Doubtful(where, str(error))


def _said(
    element: Any, about: Conversation, number: str, where: str, now: datetime
) -> list[Part]:
    if not number or about.ref == identity.ref("blogger", ""):
        raise NoText("it has no id" if not number else "it does not say which post it is about")
    state, who, html = _state(element), _person(element), child(element, "content")
    at, above = moment(child(element, "published"), now=now), _above(element)
    return [who, Brought(
        identity.ref("blogger", number), about.ref, who.ref,
        plain(html, lines="<br" not in html.lower()), at, state, where,
        parent=identity.ref("blogger", above) if above else "",
        public_at=at if state in (shapes.PUBLIC, shapes.DELETED) else None,
        reasons={"kept": "spam"} if state == shapes.RESTRICTED else None,
    )]


def _state(element: Any) -> str:
    said = child(element, "status").upper() or "LIVE"
    if said not in _STATES:
        raise NoText(f"{said[:20]!r} is no status we know")
    if child(element, "trashed") or any(
            one.get("name") == "blogger.contentRemoved" and one.get("value") == "true"
            for one in element.iterchildren("{*}extendedProperty")):
        return shapes.DELETED
    waits = child(element.find("{*}control"), "draft") == "yes"
    return shapes.PENDING if waits else _STATES[said]


def _person(element: Any) -> Person:
    """By the profile; the e-mail address is the same for all (noreply@blogger.com)."""
    author = element.find("{*}author")
    page, email, name = (child(author, one) for one in ("uri", "email", "name"))
    own = "" if email.lower().endswith("@blogger.com") else email
    account = page.rstrip("/").rpartition("/")[2] if any(one in page for one in _PROFILES) else ""
    return Person(identity.person("blogger", account=account, email=own, name=name), name)


def _above(element: Any) -> str:
    """The comment it answers: Takeout names it, an older backup links to it."""
    if said := child(element, "inReplyTo"):
        return said
    for link in element.iterchildren("{*}link"):
        number = (link.get("href") or "").partition("?")[0].rstrip("/").rpartition("/")[2]
        if link.get("rel") == "related" and number.isdecimal():
            return f"{child(element, 'id').rpartition('.post-')[0]}.post-{number}"
    return ""
