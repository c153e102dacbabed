"""Pages of a saved site that are no story: lists of others, searches, errors, signposts.

A page is passed over only if the system that wrote it says so, or if several signs agree and it
has next to no text of its own: a story that is lost is worse than a list that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.archive.bringing.reading.page_signs import Signs

LIST = "page that lists others"
ERROR = "page of an error"
SIGNPOST = "page that leads on to another"
PICTURE = "page of a picture"
_LISTS = frozenset({"CollectionPage", "SearchResultsPage"})
_MAYBE_LISTS = frozenset({"ItemList", "Blog", "ProfilePage"})
_SITE = frozenset({"WebSite", "Organization", "NewsMediaOrganization", "SearchAction"})
_LIST_CLASSES = (
    # WordPress; Ghost; Drupal
    {"home", "blog"}, {"home", "page"}, {"archive", "category"}, {"archive", "tag"},
    {"archive", "author"}, {"archive", "date"}, {"archive", "post-type-archive"},
    {"search", "search-results"}, {"search", "search-no-results"}, {"home-template"},
    {"tag-template"}, {"author-template"},
    {"archive-template"}, {"page-taxonomy"}, {"page-taxonomy-term"}, {"path-taxonomy"},
    {"path-frontpage"}, {"page-search"}, {"path-search"}, {"page-frontpage"},
    # Blogger; Joomla; Squarespace; HubSpot; Movable Type; MediaWiki
    {"index-view"}, {"archive-view"}, {"label-view"}, {"search-view"}, {"feed-view"},
    {"com_content", "view-category"}, {"com_content", "view-categories"},
    {"com_content", "view-featured"}, {"com_content", "view-archive"}, {"com_tags"},
    {"com_search"}, {"com_finder"}, {"view-list"}, {"hs-blog-listing"}, {"mt-main-index"},
    {"mt-archive-listing"}, {"mt-category-archive"}, {"ns-14"}, {"ns-special"},
)
_ERROR_CLASSES = frozenset({"error404", "error-template", "error-view", "page-not-found"})
_STORY_CLASSES = frozenset({
    "single", "single-post", "post-template", "item-view", "view-article", "view-item",
    "hs-blog-post", "mt-entry-archive"})
_STORY_CLASS = re.compile(r"postid-\d+|(?:page-)?node-(?:type-)?(?:article|story|news|blog)\S*")
_LIST_PATH = re.compile(
    r"/(?:index\.(?:html?|php))?|.*/page[/-]?\d+/?|"
    r"(?:/[\w-]{1,30})?/(?:category|categories|tags?|authors?|label|labels|topics?)"
    r"(?:/[^/]{1,80}){0,2}/?|(?:/[\w-]{1,30})?/(?:19|20)\d\d(?:/\d\d?){0,2}/?|"
    r"/(?:archives?|blog|news|articles|posts|stories|latest|search)/?|/search/.*", re.I)
_LIST_QUERY = re.compile(r"(?:^|&)(?:s|q|paged?|cat|tag|author|m|search)=[^&]")
_PAGED = re.compile(r"/page[/-]?\d+|[?&]paged?=\d+|[?&]start=\d+", re.I)
_ERROR_PATH = re.compile(r"(?:/[\w-]{1,30})?/(?:404|not-found)(?:\.\w{3,5}|/)?", re.I)
_ERROR_TITLE = re.compile(
    r"\s*(?:error\s+)?(?:404\b|page not found|not found|nothing found|seite nicht gefunden|"
    r"page introuvable|página no encontrada)", re.I)
_LIST_TITLE = re.compile(
    r"(?:category|tag|author|archives?|search results|posts (?:by|tagged)|browsing)\b\s*[:\"“»|–-]"
    r"|\bsearch results for\b|\barchives?\s*(?:[|–»-]|$)|\bpage \d+\b(?: of \d+)?\s*(?:[|–»-]|$)",
    re.I)
_TITLES = ("h1", "h2", "h3", "h4", "h5")
_APART = ("nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template")
_WORDS = ("p", "blockquote", "pre", "figcaption", "dd")
_FEW, _SOME, _LOOSE = 25, 150, 8


def kind_of(root: Any, signs: Signs, path: str) -> str:
    """What a page is if it is no story, in words for the report; empty for a story, and where that
    is not certain. `path` is where it lies below the folder."""
    if _leads_on(root):
        return SIGNPOST
    classes = _classes(root)
    if any(one.startswith("attachmentid-") for one in classes):
        return PICTURE
    if classes & _STORY_CLASSES or any(map(_STORY_CLASS.fullmatch, classes)):
        return ""
    if classes & _ERROR_CLASSES:
        return ERROR
    if any(one <= classes for one in _LIST_CLASSES):
        return LIST
    if signs.stories == 1 or signs.is_dated:
        return ""
    if signs.kinds & _LISTS and not signs.stories:
        return LIST
    address = _address(root, signs)
    return _by_signs(root, signs, path, address)


def _by_signs(root: Any, signs: Signs, path: str, address: str) -> str:
    """Where nobody says it outright: what it is called, where it lies, and what it consists of."""
    title = " ".join((root.findtext(".//title") or "").split())
    teasers = _teasers(root, {_path(path), _path(address)} - {"", "/"})
    words = _own_words(root, teasers)
    is_story = signs.meta.get("og:type", "").lower() == "article" or signs.stories > 1 or _marked(
        root)
    if not is_story and words <= _SOME and (
            _ERROR_PATH.fullmatch(_path(path)) or _ERROR_TITLE.match(title)):
        return ERROR
    points = 2 * _is_list_address(path, address) + 2 * _is_paged(root)
    points += bool(_LIST_TITLE.search(title)) + 2 * bool(signs.kinds & _MAYBE_LISTS)
    points += signs.meta.get("og:type", "").lower() == "website" or bool(
        "WebSite" in signs.kinds and signs.kinds <= _SITE)
    points += (len(teasers) >= 3) - is_story
    listed = len(teasers) >= 2
    if listed and ((points >= 3 and words <= _SOME) or (points >= 2 and words <= _FEW)):
        return LIST
    return LIST if len(teasers) >= 3 and words <= 8 and not is_story else ""


def _leads_on(root: Any) -> bool:
    """A page that is nothing but `<meta http-equiv=refresh>` to another."""
    for one in root.iter("meta"):
        if (one.get("http-equiv") or "").lower() == "refresh" and "url" in (
                one.get("content") or "").lower():
            body = root.find(".//body")
            return body is None or len((body.text_content() or "").split()) < 40
    return False


def _classes(root: Any) -> set[str]:
    body = root if root.tag == "body" else root.find(".//body")
    every = [root.get("class") or "", body.get("class") or "" if body is not None else ""]
    return set(" ".join(every).lower().split())


def _address(root: Any, signs: Signs) -> str:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    return signs.meta.get("og:url", "")


def _path(address: str) -> str:
    """The path of an address, or of a file below the folder, without the index file's name."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    head, _, rest = path.partition("/")
    if "." in head and rest:  # a mirror's folder has the host's name
        path = rest
    return re.sub(r"/index\.(?:x?html?|php)$", "/", "/" + path.lstrip("/"))


def _is_list_address(path: str, address: str) -> bool:
    """Its own, and where the page names one its canonical one too: many templates call the front
    page the address of every story."""
    own = path.partition("?")[0]
    try:
        query = urlsplit(address).query
    except ValueError:
        query = ""
    if _LIST_QUERY.search(query):
        return True
    if not _LIST_PATH.fullmatch(_path(own)):
        return False
    return not address or bool(_LIST_PATH.fullmatch(_path(address)))


def _is_paged(root: Any) -> bool:
    return any(set((one.get("rel") or "").lower().split()) & {"next", "prev"}
               and _PAGED.search(one.get("href") or "") for one in root.iter("link", "a"))


def _marked(root: Any) -> bool:
    """Whether one element of it is marked as a story in microdata."""
    return sum((one.get("itemtype") or "").rstrip("/").endswith(("Article", "BlogPosting"))
               for one in root.iter("article", "div", "section", "main")) == 1


def _teasers(root: Any, own: set[str]) -> list[Any]:
    """Headings that lead away to another page of the site, each as the whole of what belongs to
    it; and points of a list that are links."""
    single = sum(1 for _ in root.iter("h1")) == 1
    heads = [one for name in _TITLES if not (name == "h1" and single)
             for one in root.iter(name) if _leads_away(one, own) and not _is_apart(one)]
    points = [one for one in root.iter("li", "dt", "tr") if _is_point(one, own)
              and not _is_apart(one) and not any(True for _ in one.iter(*_TITLES))]
    marks = set(heads)
    return [*(_whole(one, marks) for one in heads), *points]


def _leads_away(head: Any, own: set[str]) -> bool:
    above = head.getparent()
    links = [*head.iter("a"), *([above] if above is not None and above.tag == "a" else [])]
    return any(_is_away(link.get("href") or "", own) for link in links)


def _is_away(href: str, own: set[str]) -> bool:
    if href.startswith(("#", "mailto:", "javascript:")) or not href:
        return False
    try:
        path = urlsplit(urljoin("https://own.invalid/", href)).path
    except ValueError:
        return False
    return path not in own | {"/", ""}


def _is_point(point: Any, own: set[str]) -> bool:
    links = [one for one in point.iter("a") if _is_away(one.get("href") or "", own)]
    said = len(" ".join(point.text_content().split()))
    return len(links) == 1 and said > 0 and len(
        " ".join(links[0].text_content().split())) * 2 >= said


def _is_apart(element: Any) -> bool:
    return any(above.tag in _APART for above in _above(element)
               if not (above.tag == "header" and any(one.tag == "article"
                                                     for one in _above(above))))


def _above(element: Any) -> Iterator[Any]:
    while (element := element.getparent()) is not None:
        yield element


def _whole(head: Any, heads: set[Any]) -> Any:
    """The largest element above a heading that holds none of the others."""
    found = head
    for above in _above(head):
        if above.tag == "body" or any(
                one is not head and one in heads for one in above.iter(*_TITLES)):
            break
        found = above
    return found


def _own_words(root: Any, teasers: list[Any]) -> int:
    """The words of its text that stand in none of these. Fewer than three are no list, but what
    belongs to a story."""
    body = root.find(".//body")
    within = set(teasers) if len(teasers) >= 3 else set()
    return _words(root if body is None else body, within, in_text=False)


def _words(element: Any, within: set[Any], *, in_text: bool) -> int:
    """Those of paragraphs, and those that stand many together without one."""
    count = 0
    for said in (element.text, *(one.tail for one in element)):
        many = len((said or "").split())
        count += many if in_text or many >= _LOOSE else 0
    for one in element:
        left_out = (*_APART, *_TITLES) if in_text else (*_APART, *_TITLES, "a")
        if isinstance(one.tag, str) and one.tag not in left_out and one not in within:
            count += _words(one, within, in_text=in_text or one.tag in _WORDS)
    return count
