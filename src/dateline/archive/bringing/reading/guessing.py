"""Which fields of a table are ours where no map says so: by the names that everybody uses.

What was taken for what is told, and what was left. Without a headline and a text there is no guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dateline.archive.bringing.reading import states
from dateline.archive.bringing.reading.rows import Rows
from dateline.archive.bringing.reading.saying import is_markup, texts_at
from dateline.archive.bringing.shapes import NotArchive
from dateline.archive.bringing.times import Order, moment, order_of

SAMPLE = 200
"""So many rows are looked at, or so many that they have `_HEAVY` signs."""
_HEAVY = 20_000_000
_NAMES: dict[str, str] = {
    "headline": "headline title headlines webtitle articletitle newstitle posttitle heading titre "
                "titel titulo subject name",
    "standfirst": "standfirst description summary excerpt subtitle subheadline subhead dek deck "
                  "lead lede abstract shortdescription trailtext teaser snippet leadparagraph "
                  "postsummary postexcerpt summaryhtml metadescription metadesc",
    "published_at": "publishedatgmt publishedat publishedon publicationdatetime published "
                    "publisheddate datepublished publishdate datepublish publicationdate pubdate "
                    "webpublicationdate firstpublishedat publishedtime firstpublishdate dategmt "
                    "postdategmt postdate postedon articledate displaydate authoredon "
                    "eventtime date datetime timestamp time createdat createdon datecreated "
                    "created",
    "section": "section sectionname maincategory primarycategory category categories categoryname "
               "categorytitle newsdesk rubric rubrique ressort channel blogtitle blogname subject",
    "authors": "authors author byline bylines populatedauthors createdbyalias authorname "
               "authoredby postauthor writers writer reporter journalist creator by",
    "tags": "tags keywords posttags tag keyword topics labels taglist tagnames metakey",
    "people": "people persons", "places": "places",
    "organisations": "organisations organizations orgs",
    "language": "language lang locale languagecode langcode postlanguage",
    "addresses": "url link weburl articleurl permalink canonicalurl storyurl pageurl newsurl href "
                 "sourceurl posturl postpageurl path slug fullslug alias handle postname uri",
    "picture": "image imageurl topimage urltoimage leadimage featuredimage featureimage mainimage "
               "picture photo img featuredimageurl cover coverimage coverurl heroimage imagesrc "
               "bannerimage headerimage postimage photourl thumbnail thumbnailimage thumbnailurl",
    "place": "dateline",
    "draft": "draft isdraft status state poststatus currentstate visibility security",
    "public": "ispublished public ispublic published currentlypublished status state poststatus",
}
_BODIES = (
    "text body content html maintext articletext articlebody fulltext bodytext story storytext "
    "bodyhtml contenthtml articlehtml htmlbody htmlcontent article articlecontent newstext "
    "contents plaintext paragraphs rawtext cleanedtext cleantext posttext postbody postcontent "
    "news postbodyhtml richcontent plaincontent maincontent mainbody richtext markdown event"
    " introtext")
HEADS = frozenset(_NAMES["headline"].split()) - {"titles", "subject", "name"}
"""What an object that is a story has one of."""
_NUMBERS = "id guid uuid articleid storyid postid docid documentid newsid itemid nid uno key"
_HOLDERS = frozenset({"fields", "article", "attributes", "source", "doc", "data", "properties",
                      "node", "record", "item"})
"""Objects that only hold the fields of a story (Elasticsearch's `_source`, an API's `fields`)."""
_INSIDE = ("name", "title", "text", "value", "rendered", "main", "basic", "original", "url",
           "href", "src", "content", "webtitle", "keyword", "display_name")
_MARKDOWN = re.compile(
    r"^#{1,6} \S|\*\*\S[^*\n]{0,300}\*\*|\]\((?:https?:|/)|^(?:[-*]|1\.) \S.*\n(?:[-*]|2\.) \S",
    re.M)
_ON_OFF = frozenset({"true", "false", "0", "1", "yes", "no", "on", "off"})
_DRAFTS = ("draft", "isdraft")
_SLUGS = frozenset({"path", "slug", "fullslug", "alias", "handle", "postname", "uri"})
_SLUG = re.compile(r"/?[^\s:?#<>/]{1,200}(?:/[^\s:?#<>/]{1,200}){0,9}/?")
_FILE = re.compile(r"[^\s<>]{1,500}\.(?:jpe?g|png|gif|webp|avif|tiff?)", re.I)


class Guess:
    """What was found: `fields` as a map has them, the `system`, and in `told` words for people."""

    def __init__(
        self, sample: Sequence[Mapping[str, Any]], name: str, system: str = ""
    ) -> None:
        self.sample = sample
        self.seen: dict[str, dict[str, None]] = defaultdict(dict)
        for row in sample:
            for said, path in _paths(row):
                self.seen[said][path] = None
        self.fields: dict[str, str] = {}
        self._choose()
        self.system = self._named(name)
        body = self.fields.get("text", "")
        self.is_markdown = bool(body) and self._share(_MARKDOWN, body) >= 0.25
        if system:  # its ids are like no others'
            self.system = system
            self.fields["id"] = "_id" if "_id" in self.seen.get("id", ()) else "id"

    def _choose(self) -> None:
        body = self._body()
        if body:
            self.fields["html" if self._marked(body) else "text"] = body
        for ours, names in _NAMES.items():
            for said in names.split():
                fit = [path for path in self.seen.get(said, ())
                       if path not in self.fields.values() and self._fits(ours, path)]
                if ours == "picture":  # rather an address than a name
                    fit = [one for one in fit if "/" in "".join(self._values(one))] or fit
                if fit:  # of `{"name": "subject", "value": "Water"}` what differs
                    self.fields[ours] = max(fit, key=lambda one: len(set(self._values(one))))
                    break

    def _body(self) -> str:
        """The longest of what may be a text; a whole page only where there is nothing else."""
        long = [(self._length(path), path) for said in _BODIES.split()
                for path in self.seen.get(said, ())
                if self._filled(path) >= 0.5 and not self._on_off(path)]
        whole = [one for one in long if "<html" in "".join(self._values(one[1])[:5]).lower()]
        best = max([one for one in long if one not in whole] or long, default=(0, ""))
        marked = max((one for one in long if one not in whole and self._marked(one[1])),
                     default=best)  # rather than the same text without its marks
        return (marked if marked[0] * 4 >= best[0] * 3 else best)[1]

    def _fits(self, ours: str, path: str) -> bool:
        """Whether what stands there can be that."""
        values = self._values(path)
        if not values:
            return False
        on_off = self._on_off(path)
        name = _bare(path.rpartition(".")[2])
        if ours == "public":
            return on_off or all(value.lstrip("-").isdecimal() for value in values)
        if ours == "draft":  # a state that is a number is 1 for what is public
            return on_off if name in _DRAFTS else not on_off and self._length(path) < 30 and (
                sum(value.strip().lower() in states.KNOWN for value in values) * 2 >= len(values))
        if ours == "published_at":
            order = order_of(values)
            return sum(bool(moment(value, UTC, order)) for value in values) * 2 >= len(values)
        if ours == "addresses" and name in _SLUGS:
            return all(map(_SLUG.fullmatch, values))
        if ours == "picture" and all(map(_FILE.fullmatch, values)):
            return True
        if ours in ("addresses", "picture"):
            return any(value.startswith(("http://", "https://", "/")) for value in values)
        if ours == "headline":
            return self._filled(path) >= 0.5 and not on_off
        if all(value.isdecimal() for value in values):
            return False  # the number of a name
        longest = {"standfirst": 2000, "section": 80, "language": 10}.get(ours, 400)
        return not on_off and self._length(path) < longest

    def _named(self, name: str) -> str:
        """By what a story is found again: its address if each has its own, else its number in this
        file; else (the map has no `id`) by what it says."""
        address = self.fields.get("addresses", "")
        is_slug = _bare(address.rpartition(".")[2]) in _SLUGS
        if address and not is_slug and self._distinct(address):
            self.fields["id"] = address
            return "table"
        number = next((path for said in _NUMBERS.split() for path in self.seen.get(said, ())
                       if self._distinct(path)), "")
        if number or (is_slug and self._distinct(address)):
            self.fields["id"] = number or address
        hosts = {_host(value) for value in self._values(address)} - {""} if address else set()
        return min(hosts) if len(hosts) == 1 else name

    def order(self) -> Order:
        """What stands first in its dates with slashes."""
        date = self.fields.get("published_at", "")
        return order_of(self._values(date)) if date else ""

    def told(self) -> str:
        """In words: ours from theirs, and what is not read."""
        marked = " (Markdown)" if self.is_markdown else ""
        taken = ", ".join(f"{ours} from {theirs}{marked if ours == 'text' else ''}"
                          for ours, theirs in self.fields.items())
        rest = sorted({path.removesuffix("[]") for row in self.sample[:20] for path in row
                       if path}
                      - {path.partition(".")[0].removesuffix("[]")
                         for path in self.fields.values()})
        left = f"; not read: {', '.join(rest)}" if rest else ""
        known = "" if "id" in self.fields else "; a story is known by what it says, as it has no id"
        return f"{taken}{known}{left}"[:2000]

    def _values(self, path: str) -> list[str]:
        return [value for row in self.sample for value in texts_at(row, path)]

    def _filled(self, path: str) -> float:
        return sum(bool(texts_at(row, path)) for row in self.sample) / len(self.sample)

    def _length(self, path: str) -> float:
        return sum(map(len, self._values(path))) / len(self.sample)

    def _on_off(self, path: str) -> bool:
        return {value.lower() for value in self._values(path)} <= _ON_OFF

    def _distinct(self, path: str) -> bool:
        values = [next(iter(texts_at(row, path)), "") for row in self.sample]
        return all(values) and len(set(values)) == len(values)

    def _share(self, pattern: re.Pattern[str], path: str) -> float:
        return sum(any(map(pattern.search, texts_at(row, path)))
                   for row in self.sample) / len(self.sample)

    def _marked(self, path: str) -> bool:
        values = self._values(path)
        return sum(map(is_markup, values)) * 4 > len(values)


def guessed(rows: Rows, path: Path, system: str = "") -> Guess:
    """The guess of a table. Raises NotArchive where its headline and its text are not certain."""
    sample, weight = list[Mapping[str, Any]](), 0
    try:
        for _, row in islice(rows, SAMPLE):
            if isinstance(row, dict):
                sample.append(row)
                weight += sum(len(str(value)) for value in row.values())
            if weight > _HEAVY:
                break
    except NotArchive:
        if not sample:
            raise
    if not sample:
        raise NotArchive("it holds no objects with names, in which a story could be")
    guess = Guess(sample, re.sub(r"[^\w.-]+", "-", path.name.partition(".")[0]) or "table",
                  system)
    if "headline" not in guess.fields or not {"html", "text", "standfirst"} & set(guess.fields):
        names = ", ".join(sorted({str(name) for row in sample[:20] for name in row}))
        raise NotArchive(f"which of its fields are a headline and a text is not certain (it has "
                         f"{names[:500]}): give --map FILE, which says so")
    return guess


def _paths(value: Any, path: str = "", name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Each field by its bare name and its path; of objects and lists what names them inside."""
    if isinstance(value, dict) and (depth == 0 or (name in _HOLDERS and depth < 3)):
        for key, inner in value.items():
            if isinstance(key, str) and key and "." not in key and not key.endswith("[]"):
                yield from _paths(inner, f"{path}.{key}" if path else key, _bare(key), depth + 1)
    elif isinstance(value, dict):
        yield name, path
        yield from ((name, f"{path}.{key}") for key in _inside(value))
    elif isinstance(value, list):
        first = value[0] if value else None
        yield from ((name, f"{path}[].{key}") for key in _inside(first))
        if not isinstance(first, dict):
            yield name, f"{path}[]"
    else:
        yield name, path


def _inside(value: Any) -> list[str]:
    """The names of what names an object, the likeliest first."""
    keys = {key.lower(): key for key in value} if isinstance(value, dict) else {}
    return [keys[one] for one in _INSIDE if one in keys]


def _bare(key: str) -> str:
    return "".join(filter(str.isalnum, key)).lower()


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
