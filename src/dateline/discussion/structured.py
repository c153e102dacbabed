"""What machines read of a thread: comments as schema.org has them, in JSON-LD 1.1."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.html import strip_tags

from dateline.discussion.reading import Talk
from dateline.discussion.remarks import Remark, thread_address
from dateline.record.public import Site, Version

Data = dict[str, Any]


def commented(site: Site, story: Version, of: Talk, shown: Sequence[Remark]) -> Data:
    """The story by its address, with the public comments that a page shows."""
    url = f"{site.base_url}{iri_to_uri(story.address)}"
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "headline": story.headline,
        "inLanguage": story.language,
        "commentCount": of.comments,
        "discussionUrl": f"{site.base_url}{thread_address(of.code)}",
        "comment": [_comment(site, of, one) for one in shown if one.public],
    }


def _comment(site: Site, of: Talk, one: Remark) -> Data:
    url = f"{site.base_url}{one.address}"
    said: Data = {
        "@type": "Comment",
        "@id": url,
        "url": url,
        "text": plain(one.html),
        "author": {"@type": "Person", "name": one.name},
        "dateCreated": one.at.isoformat(),
        "upvoteCount": one.likes,
    }
    if one.edited_at:
        said["dateModified"] = one.edited_at.isoformat()
    if one.answers:
        above = f"{site.base_url}{thread_address(of.code)}{one.answers}/"
        said["parentItem"] = {"@type": "Comment", "@id": above, "url": above}
    return said


def plain(text: str) -> str:
    """A comment's text without its marks, paragraphs on lines of their own."""
    lines = text.replace("</p>", "\n").replace("<br>", "\n")
    return html.unescape(strip_tags(lines)).strip()
