"""The abstract stories as XML: WordPress (WXR 1.0 to 1.2), Squarespace, Blogger, feeds, NewsML-G2,
NITF."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import quoteattr

from strangers import Story

HOST = "https://old.example"
_ZERO = "0000-00-00 00:00:00"


def html_of(story: Story) -> str:
    """Its text as HTML."""
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in story.texts)


def cdata(said: str) -> str:
    """As WordPress writes it (`wxr_cdata`)."""
    return f"<![CDATA[{said.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _stamp(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M:%S}" if when else _ZERO


COMMENT = """<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author>{name}</wp:comment_author><wp:comment_author_email>ben@example.org
</wp:comment_author_email><wp:comment_date_gmt>2019-06-01 10:00:00</wp:comment_date_gmt>
<wp:comment_content>{text}</wp:comment_content><wp:comment_approved>{state}</wp:comment_approved>
<wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{above}</wp:comment_parent>
</wp:comment>"""
COMMENTS = (("1", "", 0), ("1", "", 1), ("spam", "", 0), ("1", "pingback", 0))
"""State, kind, and which of them it answers: what a story with four has."""


def _comments(story: Story) -> str:
    first = story.number * 10
    return "".join(COMMENT.format(
        number=first + at, name=cdata("Ben & Co"), text=cdata(f"Well, {story.number}.{at}"),
        state=state, kind=kind, above=first if above else 0)
        for at, (state, kind, above) in enumerate(COMMENTS[:story.comments]))


def _wxr_item(story: Story, version: str) -> str:
    terms = [("category", one) for one in story.sections] + [
        ("post_tag" if version != "1.0" else "tag", one) for one in story.tags]
    named = "".join(f'<category domain="{domain}" nicename="x">{cdata(escape(one, quote=False))}'
                    "</category>" for domain, one in terms)
    if version == "1.0":
        named = "".join(f"<category>{cdata(escape(one, quote=False))}</category>"
                        for one in story.sections) + named
    title = escape(story.title, quote=False)
    state = "publish" if story.state == "locked" else story.state
    local = story.when.replace(tzinfo=None) if story.when else None
    kind = story.kind if story.kind != "report" else "news_report"
    return f"""<item><title>{cdata(title) if version == "1.2" else title}</title>
<link>{HOST}{story.path}/</link><pubDate>{_pub(story)}</pubDate>
<dc:creator>{cdata(story.authors[0] if version == "1.0" else _login(story.authors[0]))}</dc:creator>
<guid isPermaLink="false">{HOST}/?p={story.number}</guid><description></description>
<content:encoded>{cdata(html_of(story))}</content:encoded>
<excerpt:encoded>{cdata(escape(story.summary, quote=False))}</excerpt:encoded>
<wp:post_id>{story.number}</wp:post_id><wp:post_date>{_stamp(local)}</wp:post_date>
<wp:post_date_gmt>{_stamp(story.in_utc)}</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status><wp:post_name>{story.slug}</wp:post_name>
<wp:status>{state}</wp:status><wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order>
<wp:post_type>{kind}</wp:post_type>
<wp:post_password>{"secret" if story.state == "locked" else ""}</wp:post_password>
<wp:is_sticky>{int(story.sticky)}</wp:is_sticky>{named}{_comments(story)}</item>
"""


def _pub(story: Story) -> str:
    return format_datetime(story.in_utc) if story.in_utc else "Mon, 30 Nov -0001 00:00:00 +0000"


def _login(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def wxr(stories: list[Story], version: str = "1.2") -> str:
    """WordPress' export of a site."""
    people = {name for story in stories for name in story.authors}
    authors = "".join(
        f"<wp:author><wp:author_login>{cdata(_login(name))}</wp:author_login>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>"
        for name in sorted(people)) if version != "1.0" else ""
    space = f"http://wordpress.org/export/{version}/"
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" created="2024-01-04 10:00" -->
<rss version="2.0" xmlns:excerpt="{space}excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="{space}"><channel><title>Old Gazette</title><link>{HOST}</link>
<description>News</description><language>en-GB</language>
<wp:wxr_version>{version}</wp:wxr_version><wp:base_site_url>{HOST}</wp:base_site_url>
<wp:base_blog_url>{HOST}</wp:base_blog_url>{authors}
{"".join(_wxr_item(story, version) for story in stories)}</channel></rss>
"""


def blogger(stories: list[Story], *, old: bool) -> str:
    """Blogger's backup, old or of Takeout."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'
 xmlns:blogger='http://schemas.google.com/blogger/2018' xmlns:thr='http://purl.org/syndication/thread/1.0'>
<id>tag:blogger.com,1999:blog-9</id><title>Old Gazette</title>
{"".join(_entry(story, old) for story in stories)}</feed>
"""


def _entry(story: Story, old: bool) -> str:
    kind = story.kind if story.kind != "report" else "post"
    held = story.state in ("draft", "pending", "private", "locked")
    when = story.when.isoformat(timespec="milliseconds") if story.when else ""
    scheme = "http://www.blogger.com/atom/ns#" if old else "tag:blogger.com,1999:blog-9"
    labels = "".join(f"<category scheme='{scheme}' term='{escape(one)}'/>"
                     for one in (*story.sections, *story.tags))
    said = f"<category scheme='http://schemas.google.com/g/2005#kind' term=" \
           f"'http://schemas.google.com/blogger/2008/kind#{kind}'/>" if old else \
           f"<blogger:type>{kind.upper()}</blogger:type><blogger:status>" \
           f"{'DRAFT' if held else 'SOFT_TRASHED' if story.state == 'trash' else 'LIVE'}" \
           "</blogger:status>"
    control = "<app:control><app:draft>yes</app:draft></app:control>" if old and held else ""
    link = f"<link rel='alternate' href='http://old.blogspot.com{story.path}.html'/>" if old else (
        f"<blogger:filename>{story.path}.html</blogger:filename>")
    return f"""<entry><id>tag:blogger.com,1999:blog-9.post-{story.number}</id>{said}{control}
<author><name>{escape(story.authors[0])}</name></author>
<title type='text'>{escape(story.title)}</title>
<content type='html'>{escape(html_of(story))}</content><published>{when}</published>
<updated>2020-01-01T00:00:00Z</updated>{link}{labels}</entry>
"""


def rss(stories: list[Story]) -> str:
    """A feed with whole texts."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old Gazette</title>
<link>{HOST}/</link><description>News</description>
{"".join(f'''<item><title>{escape(one.title)}</title><link>{HOST}{one.path}</link>
<guid isPermaLink="false">g{one.number}</guid><pubDate>{_pub(one) if one.when else ""}</pubDate>
<dc:creator>{escape(one.authors[0])}</dc:creator>
<content:encoded>{cdata(html_of(one))}</content:encoded></item>''' for one in stories)}
</channel></rss>
"""


def atom(stories: list[Story]) -> str:
    """The same in Atom (RFC 4287)."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Old Gazette</title><id>urn:x:old</id>
<updated>2020-01-01T00:00:00Z</updated>
{"".join(f'''<entry><id>urn:x:{one.number}</id><title>{escape(one.title)}</title>
<link href="{HOST}{one.path}"/><author><name>{escape(one.authors[0])}</name></author>
<published>{one.when.isoformat() if one.when else ""}</published>
<updated>2020-01-01T00:00:00Z</updated>
<content type="html">{escape(html_of(one))}</content></entry>''' for one in stories)}</feed>
"""


def newsml(story: Story) -> str:
    """An item of the wire in NewsML-G2 (2.29, IPTC)."""
    made = story.in_utc.isoformat() if story.in_utc else "2020-01-01T00:00:00Z"
    subjects = "".join(f'<subject><name>{escape(one)}</name></subject>'
                       for one in (*story.tags, *story.sections[1:]))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.29"
 conformance="power" guid="urn:x:{story.number}" version="1" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>{made}</versionCreated>
<pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><by>{escape(story.authors[0])}</by><headline>{escape(story.title)}</headline>{subjects}
</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body>{html_of(story)}</body></html></inlineXML>
</contentSet></newsItem>
"""


def nitf(story: Story) -> str:
    """The same in NITF 3.6."""
    made = story.in_utc.strftime("%Y%m%dT%H%M%SZ") if story.in_utc else "20200101T000000Z"
    words = "".join(f"<keyword key={quoteattr(one)}/>"
                    for one in (*story.tags, *story.sections[1:]))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata>
<doc-id id-string="x:{story.number}"/><date.issue norm="{made}"/><key-list>{words}</key-list>
</docdata></head><body><body.head><hedline><hl1>{escape(story.title)}</hl1></hedline>
<byline>By {escape(story.authors[0])}</byline></body.head>
<body.content>{html_of(story)}</body.content></body></nitf>
"""


def squarespace(stories: list[Story]) -> str:
    """Squarespace's export: WXR 1.2 with relative addresses and without guids."""
    said = wxr(stories).replace('generator="WordPress/6.4"', 'generator="Squarespace"')
    said = re.sub(r"<guid[^\n]*</guid>", "", said).replace(f"<link>{HOST}/", "<link>/")
    return said.replace(f"<link>{HOST}<", "<link>http://old.example<")
