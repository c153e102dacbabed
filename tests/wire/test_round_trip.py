"""What a loaded newsroom emits as ninjs and NewsML-G2 is, read again, the same story.

First as an item, every field of it; then at a second installation, as a story that is published
there. What a format cannot carry is in docs/wire.md ("Out and in again").
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html import unescape

import pytest

from dateline.desk import public as desk
from dateline.formats.detecting import read
from dateline.formats.item import NewsItem
from dateline.formats.lexical import uri
from dateline.formats.newsml_body import cleaned, text_of
from dateline.lib import clock
from dateline.record import public as record
from dateline.wire.entries import item_of
from dateline.wire.models import Incoming
from dateline.wire.public import check, read_paths
from dateline.wire.sources.copying import copy_of
from dateline.wire.subscribers.writing import FORMATS
from hardcopy import HOUR, publish_all

NAMES = ("ninjs", "newsmlg2")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd]")
_NO_SIGN = re.compile(r"[^\w<>/\"'&;:=.,?!#%()\[\]@+*-]+")
_EMPTY = re.compile(r"<(\w+)></\1>")
_SIZE = re.compile(r' (?:width|height)="[0-9]+"')
_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.I)
STORY = ("headline", "standfirst", "slugline", "urgency", "genre", "bylines", "language")
"""Fields that a story published at another agency has as it was sent."""


def sent_items(*, pictures: bool = True) -> dict[str, NewsItem]:
    """Every story that is public or was, by its guid; with the pictures of its text or without."""
    site, found = record.site(), {}
    for code in dict.fromkeys(entry.code for _, entry in record.follow() if entry.code):
        version = record.story(code)
        if version and not pictures:
            kept = tuple(block for block in version.blocks if not block.pictures)
            version = replace(version, blocks=kept)
        if version:
            item = item_of(version, site)
            found[item.guid] = item
    return found


def written(item: NewsItem, name: str) -> bytes:
    return FORMATS[name].dump(item, record.site(), item.version_created)


def words(text: str) -> str:
    """A text without what a format may spell otherwise: white space, and signs that are none."""
    return _NO_SIGN.sub(" ", _CONTROLS.sub("", unescape(text))).strip()


def tidy(value: object) -> object:
    """A field as it is compared: texts by their words, addresses as URIs, HTML as it is cleaned."""
    if isinstance(value, str) and value.lstrip().startswith("<"):
        html = cleaned(value)
        while html != (html := _EMPTY.sub("", html)):
            pass
        return re.sub(r"\s+", "", words(html))
    if isinstance(value, str):
        return uri(value) if value.startswith("http") else words(value)
    if isinstance(value, tuple):
        return tuple(sorted((tidy(each) for each in value), key=repr))
    if hasattr(value, "__dataclass_fields__"):
        return tuple(tidy(getattr(value, field.name)) for field in fields(value))  # type: ignore
    return value


def differing(sent: NewsItem, got: NewsItem) -> list[str]:
    """The fields that are not the same, with both."""
    return [
        f"{field.name}: {one!r}\n   -> {other!r}"[:3000] for field in fields(NewsItem)
        if (one := tidy(getattr(sent, field.name))) != (other := tidy(getattr(got, field.name)))
    ]


def carried(item: NewsItem, name: str) -> NewsItem:
    """The item without what the format does not carry (docs/wire.md says it for each)."""
    if name == "newsmlg2":
        item = replace(item, credit=item.credit or record.site().agency)
    if item.pubstatus == "canceled":
        final = tuple(replace(notice, wrong="", right="") for notice in item.notices
                      if notice.kind in ("kill", "withdrawal"))
        return replace(item, language="", first_created=None, published=None, notices=final)
    if name == "ninjs":
        return replace(item, body_html=_SIZE.sub("", item.body_html))
    known = _TAG.fullmatch(item.language) or item.language.startswith(("x-", "i-"))
    return replace(
        item, body_text=text_of(cleaned(item.body_html)), language=item.language if known else "",
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_story_comes_back(house, noon, name):
    with clock.at(noon):
        publish_all(noon)
    faults, seen = [], 0
    for guid, item in sent_items().items():
        (received,) = read(written(item, name)).items
        faults += [f"{item.headline[:40]!r} {each}" for each in
                   differing(carried(item, name), received.item)]
        assert received.item.guid == guid
        seen += 1
    assert not faults, "\n".join([str(len(faults)), *faults[:60]])
    assert seen > 90


@pytest.mark.parametrize("name", NAMES)
def test_at_another_agency_it_is_the_same_story(house, make_house, tmp_path, noon, name):
    with clock.at(noon):
        publish_all(noon)
    sent = sent_items(pictures=False)
    for guid, item in sent_items().items():
        (tmp_path / f"{guid[-12:]}.{FORMATS[name].ending}").write_bytes(written(item, name))
    make_house()
    with clock.at(noon + 2 * HOUR):
        done = read_paths([tmp_path])
        assert done.refused == [] and sum(done.items.values()) == len(sent)
        faults = []
        for row in Incoming.objects.exclude(state="killed").select_related("source"):
            item = sent[row.ident]
            published = desk.publish(desk.file_story(copy_of(row)), at=noon + 2 * HOUR)
            got = item_of(record.story(published.code), record.site())
            faults += unlike(item, got, name)
        assert not faults, "\n".join([str(len(faults)), *faults[:60]])
    killed = {row.ident for row in Incoming.objects.filter(state="killed")}
    assert killed == {guid for guid, item in sent.items() if item.pubstatus == "canceled"}
    assert [*check()]


def unlike(item: NewsItem, got: NewsItem, name: str) -> list[str]:
    """What differs in the story as it is published elsewhere: the words of everything it says.

    One of pictures alone comes, as ninjs, with their captions for its text.
    """
    spoken = item.language.replace("_", "-") if name == "ninjs" else item.language
    item = replace(item, language=spoken if _TAG.fullmatch(spoken) else "en")
    pairs = [(field, getattr(item, field), getattr(got, field)) for field in STORY]
    pairs += [
        ("text", bare(item), bare(got) if item.body_html else ""),
        ("credit", item.credit or got.credit, got.credit),
        ("place", item.located and item.located.name, got.located and got.located.name),
        ("rights", item.rights, got.rights), ("expires", item.expires, got.expires),
        ("dossiers", [one.title for one in item.dossiers], [one.title for one in got.dossiers]),
        ("related", [one.title for one in item.related], [one.title for one in got.related]),
        ("subjects", {(s.name, s.kind) for s in item.subjects},
         {(s.name, s.kind) for s in got.subjects}),
    ]
    return [f"{item.headline[:40]!r} {field}: {one!r}\n   -> {other!r}"[:3000]
            for field, one, other in pairs if _plain(one) != _plain(other)]


def bare(item: NewsItem) -> str:
    """The words of its text with what they are: a paragraph, a quotation and its speaker, a row."""
    return str(tidy(item.body_html))


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple, set)):
        return sorted(str(tidy(each)) for each in value)
    return tidy(value or "")
