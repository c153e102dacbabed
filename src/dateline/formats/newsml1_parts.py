"""The components of a NewsML 1 item: which of them is the story, its lines, its pictures."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice

from lxml import etree

from dateline.formats.item import Picture, Rendition, Unreadable
from dateline.formats.newsml_body import from_plain, local
from dateline.formats.newsml_story import Content, parted, story_of
from dateline.formats.newsml_tree import LANG, Odd, attribute, below, child, children, said
from dateline.formats.wiretext import decoded, unpacked

_STORY = ("main", "body", "text", "maintext", "story")
_BESIDE = ("title", "headline", "lead", "abstract", "summary", "caption", "byline", "credit")
_IMAGES = ("photo", "picture", "image", "graphic")
MOST_STORIES = 50  # of one NewsItem
MOST_CONTENTS = 500
_NO_TEXT = (*_IMAGES, "video", "audio", "animation")


def stories(item: etree._Element) -> list[tuple[str, etree._Element]]:
    """Each story of a NewsItem with its mark; one that holds a single story has the mark "".

    Several are components side by side, each with a headline of its own and a text; each is read
    in a copy of the item that is without the others. Raises Unreadable for too many.
    """
    if sum(1 for _ in islice(below(item, "contentitem"), MOST_CONTENTS + 1)) > MOST_CONTENTS:
        raise Unreadable(f"a NewsItem holds more than {MOST_CONTENTS} contents")
    around = child(item, "newscomponent")
    parts = [each for each in children(around, "newscomponent") if _is_story(each)]
    if around is None or len(parts) < 2:
        return [("", item)]
    if len(parts) > MOST_STORIES:
        raise Unreadable(f"this NewsML 1 holds {len(parts)} stories in one NewsItem")
    for part in parts:
        around.remove(part)
    found = []
    for number, part in enumerate(parts, start=1):
        alone = deepcopy(item)
        child(alone, "newscomponent").append(part)  # type: ignore[union-attr]
        found.append((attribute(part, "duid") or str(number), alone))
    return found


def _is_story(component: etree._Element) -> bool:
    """Whether a component has a headline and a text that is not the caption of a picture."""
    return child(component, "newslines", "headline") is not None and any(
        _kind(each) not in _NO_TEXT and _role(each) not in _BESIDE
        and next(below(each, "datacontent"), None) is not None
        for each in below(component, "contentitem")
    )


class Parts:
    """One item's components. `story` is the text of the main one; roles name the others."""

    def __init__(self, item: etree._Element, odd: Odd) -> None:
        self.item = item
        self._odd = odd
        self._every = list(below(item, "contentitem"))
        self._main: etree._Element | None = None
        self.story = self._story()

    def line(self, name: str) -> str:
        """The first of the item's NewsLines of this name that says something."""
        return next(filter(None, map(said, below(self.item, name))), "")

    def role(self, *roles: str) -> str:
        """The words of the first component that has one of these roles."""
        texts = (self._content(each).text for each in self._contents() if _role(each) in roles)
        return " ".join(next(filter(None, texts), "").split())

    def standfirst(self) -> str:
        """The lead; where there is none, the sub-headline (doubted)."""
        lead, low = self.role("lead", "abstract", "summary"), self.line("subheadline")
        if low and not lead:
            self._odd("it has no summary: its sub-headline is taken as the standfirst")
        return lead or low

    def tongue(self) -> str:
        """The language its text says it is in, in any of the places where that is said."""
        stated = (attribute(each, "formalname") for each in below(self.item, "language"))
        around = [] if self._main is None else [self._main, *self._main.iterancestors()]
        others = [self.item, *below(self.item, "newscomponent", "headline")]
        marked = (str(each.get(LANG, "")) for each in (*around, *others))
        return next((tag for tag in (*stated, *marked) if tag and tag != "x-default"), "")

    def bylines(self) -> tuple[str, ...]:
        """The printed byline, else its author or creator."""
        printed = self.line("byline") or self.role("byline")
        if printed:
            return (printed,)
        makers = (child(each, "party") for each in below(self.item, "creator", "author"))
        named = tuple(filter(None, (attribute(each, "formalname") for each in makers)))
        return named or self.story.bylines

    def pictures(self) -> tuple[Picture, ...]:
        """Each picture with its caption and the files said to be equivalent; those of its NITF."""
        files: dict[etree._Element, list[Rendition]] = {}
        for content in self._every:
            href = attribute(content, "href")
            if href and _kind(content) in _IMAGES:
                files.setdefault(_set_of(content), []).append(_rendition(content, href))
        shown = tuple(
            Picture(_caption(holder), "", _shown(holder), tuple(found))
            for holder, found in files.items()
        )
        return shown + self.story.pictures

    def _contents(self) -> list[etree._Element]:
        return [each for each in self._every if _kind(each) not in _NO_TEXT]

    def _story(self) -> Content:
        every = [each for each in self._contents() if _role(each) not in _BESIDE]
        every.sort(key=lambda each: _role(each) not in _STORY)
        found = [(each, read) for each in every if (read := self._content(each)).text]
        if len(found) > 1:
            self._odd(f"it has {len(found)} texts; the main one, or else the first, was read")
        self._main, story = next(iter(found), (None, Content()))
        return story

    def _content(self, item: etree._Element) -> Content:
        href = attribute(item, "href")
        data = next(below(item, "datacontent"), None)
        coded = next(filter(None, (attribute(e, "notation") for e in below(item, "encoding"))), "")
        if coded.lower() == "base64" and data is not None:
            return self._unpacked(str(data.text or ""))
        if data is None or coded:
            if href or coded:
                self._odd(f"a text of it is not here but in {href[:80]!r}" if href
                          else f"a text of it is encoded as {coded[:40]!r}, which is not read")
            return Content()
        if len(data):
            return story_of(data, self._odd)
        return Content(*parted(*from_plain(str(data.text or "")), self._odd))


    def _unpacked(self, text: str) -> Content:
        """A text that stands there in Base64."""
        raw = unpacked(text)
        if raw is None:
            self._odd("a text of it is said to be in Base64, and is not")
            return Content()
        characters, doubts = decoded(raw)
        for doubt in doubts:
            self._odd(doubt)
        return Content(*parted(*from_plain(characters), self._odd))


def _kind(content: etree._Element) -> str:
    kind = attribute(child(content, "mediatype"), "formalname").lower()
    mime = attribute(child(content, "mimetype"), "formalname").lower()
    return kind or ("photo" if mime.startswith("image/") else mime.partition("/")[0])


def _role(content: etree._Element) -> str:
    """The role of the nearest component around a content that has one."""
    for holder in content.iterancestors():
        role = child(holder, "role")
        if role is not None and local(holder) == "newscomponent":
            return attribute(role, "formalname").lower().removeprefix("belga ")
    return ""


def _set_of(content: etree._Element) -> etree._Element:
    """The component whose contents are equivalent files, or the nearest one."""
    around = [each for each in content.iterancestors() if local(each) == "newscomponent"]
    alike = [each for each in around if attribute(each, "equivalentslist").lower() == "yes"]
    return next(iter(alike or around), content)


def _rendition(content: etree._Element, href: str) -> Rendition:
    about = child(content, "characteristics")
    known = {attribute(each, "formalname").lower(): attribute(each, "value")
             for each in children(about, "property")}
    sizes = (known.get(name, "") for name in ("width", "height"))
    width, height = (int(s) if s.isascii() and s.isdigit() and len(s) < 7 else 0 for s in sizes)
    return Rendition(href, attribute(child(content, "mimetype"), "formalname"), width, height)


def _caption(holder: etree._Element) -> str:
    """The caption in the component of a picture, or in the one around it."""
    around = holder.getparent()
    for each in (holder, *([around] if around is not None else [])):
        for component in below(each, "newscomponent"):
            if attribute(child(component, "role"), "formalname").lower() == "caption":
                return said(next(below(component, "datacontent"), None))
    alone = next(below(holder, "datacontent"), None) is None  # else the headline is the story's
    return said(next(below(holder, "headline"), None)) if alone else ""


def _shown(holder: etree._Element) -> str:
    return said(next(below(holder, "creditline"), None))
