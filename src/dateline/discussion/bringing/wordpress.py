"""Comments inside WordPress' export of a site (WXR 1.0 to 1.2: RSS 2.0 with its own elements)."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any
from urllib.parse import urljoin

from dateline.discussion.bringing import identity, shapes
from dateline.discussion.bringing.markup import NoText, plain
from dateline.discussion.bringing.shapes import (
    Brought,
    Conversation,
    Doubtful,
    Mended,
    Part,
    Parts,
    Passed,
    Person,
)
from dateline.discussion.bringing.times import NoTime, moment
from dateline.lib.xmlclean import Clean, clean_elements
from dateline.lib.xmlstream import child, local

SYSTEM = "WordPress"
_STATES = {"1": shapes.PUBLIC, "approve": shapes.PUBLIC, "approved": shapes.PUBLIC,
           "0": shapes.PENDING, "hold": shapes.PENDING,
           "spam": shapes.RESTRICTED, "trash": shapes.RESTRICTED,
           "post-trashed": shapes.RESTRICTED}
_NO_TIME = "0000-00-00 00:00:00"


def parts(file: IO[bytes], *, now: datetime) -> Parts:
    """Yield its conversations, people and comments. Raises XmlRefused."""
    told, clean = "", Clean(file)
    for element in clean_elements(clean, "item/comment", "channel/item"):
        if local(element) == "item":
            told = ""
            continue
        item = element.getparent()
        conversation = _conversation(item)
        if told != conversation.ref:
            told = conversation.ref
            yield conversation
        yield from _comment(element, conversation, now)
    yield from map(Mended, clean.mends())


def _conversation(item: Any) -> Conversation:
    """The post: by its number at the site, as the archive names it, and its addresses."""
    site, post = child(item.getparent(), "link"), child(item, "post_id")
    link = _whole(site, child(item, "link"))
    name = identity.site(site) or identity.host(link)
    short = f"https://{name}/?p={post}" if name and post else ""
    names = tuple(name for name in (child(item, "guid"), post, short) if name)
    return Conversation(identity.ref("wordpress", name, post or link), link, names)


def _whole(site: str, link: str) -> str:
    """The address of a post, which is relative in Squarespace's exports."""
    try:
        return urljoin(site, link) if link.startswith("/") else link
    except ValueError:
        return link


def _comment(element: Any, about: Conversation, now: datetime) -> Parts:
    kind, number = child(element, "comment_type"), child(element, "comment_id")
    where = f"line {element.sourceline}, comment {number[:40] or 'without an id'}"
    if kind not in ("", "comment"):
        yield Passed(kind[:40])
        return
    try:
        yield from _said(element, about, number, where, now)
    except (NoTime, NoText) as error:
        yield Doubtful(where, str(error))


def _said(
    element: Any, about: Conversation, number: str, where: str, now: datetime
) -> list[Part]:
    approved = child(element, "comment_approved")
    state = _STATES.get(approved)
    if not number or state is None:
        raise NoText("it has no id" if not number else f"{approved[:20]!r} is no status we know")
    account = child(element, "comment_user_id")
    name, host = child(element, "comment_author"), identity.host(about.address)
    who = Person(identity.person(
        f"wordpress:{host}", account="" if account == "0" else account,
        email=child(element, "comment_author_email"), name=name), name)
    at = moment(_time(element), now=now)
    parent = child(element, "comment_parent")
    return [who, Brought(
        identity.ref(about.ref, number), about.ref, who.ref,
        plain(child(element, "comment_content"), lines=True), at, state, where,
        parent=identity.ref(about.ref, parent) if parent not in ("", "0") else "",
        public_at=at if state == shapes.PUBLIC else None,
        reasons={"kept": approved} if state == shapes.RESTRICTED else None,
    )]


def _time(element: Any) -> str:
    """In GMT; of one that was never approved there is only the local one, which is taken as it is.
    """
    given = child(element, "comment_date_gmt")
    return given if given not in ("", _NO_TIME) else child(element, "comment_date")
