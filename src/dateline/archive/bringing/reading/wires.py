"""Files of the wire as backfile: ninjs, NewsML-G2, NewsML 1, NITF, IPTC 7901, ANPA 1312, feeds.

Of the versions of an item that lie in a folder the newest is brought in, alone; one that was taken
back is not, and neither are its older versions. What was embargoed, withheld, or speaks of either
becomes a draft: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.shapes import Doubtful, Item, Kind, NotArchive, Part, Parts, Passed
from dateline.archive.bringing.shapes import ref as ref_of
from dateline.archive.leaving.folder import DONE
from dateline.formats import detecting
from dateline.formats.item import UNDATED, NewsItem, Received, Unreadable
from dateline.formats.wiretext import MOST
from dateline.lib import canonical

FORMS = {"ninjs": "ninjs", "newsml": "", "nitf": "nitf", "iptc7901": "iptc7901", "anpa": "anpa",
         "eml": "eml", "rss": "feed", "atom": "feed"}
"""The word for `--as`, and the codec's; empty: the file says which of the two NewsML is meant. What
begins like an e-mail may be any text: so `eml` is never recognised."""
_LOOSE = ("iptc7901", "anpa", "ninjs", "jsonfeed")
_WORDS = {"newsml-g2": "newsml", "newsml-1": "newsml", "feed": "rss", "jsonfeed": "ninjs"}
_HALF = re.compile("breaks off|not well-formed XML")
"""What the codecs say of copy that has no end: an editor may use it, an archive does not."""
_SPEAKS = ("its words speak of an embargo", "its words speak of a kill")
Found = tuple[str, Received, str]
"""The format, the item, and where it stands."""


def form_of(path: Path) -> str:
    """The word of the format a file is in; empty for none."""
    if path.stat().st_size > MOST:
        return ""
    try:
        raw = path.read_bytes()
        found = detecting.detect(raw)
        if found in _LOOSE:  # by a sign or two: see whether it is one in truth
            detecting.read(raw, format=found)
    except (Unreadable, OSError, RecursionError):
        return ""
    if found == "feed":
        return "atom" if b"<feed" in raw[:5000] else "rss"
    return "" if found == "eml" else _WORDS.get(found, found)


def parts(path: Path, zone: tzinfo | None, form: str) -> Parts:
    """Yield the items of a file, or of every file below a folder. Raises NotArchive."""
    newest = dict[str, tuple[tuple[int, datetime], str]]()
    for format_, received, where in _items(path, form, []):
        item = received.item
        name, age = _ref(format_, item), (item.version, item.version_created)
        if name not in newest or age >= newest[name][0]:
            newest[name] = age, where
    faults: list[Part] = []
    for format_, received, where in _items(path, form, faults):
        yield from faults
        faults.clear()
        if newest[_ref(format_, received.item)][1] != where:
            yield Passed("older version of an item")
        else:
            yield _part(format_, received, where)
    if not newest and path.is_file():
        raise NotArchive(getattr(faults[0], "reason", "") if faults else "it holds no item")
    yield from faults


def _items(path: Path, form: str, faults: list[Part]) -> Iterator[Found]:
    """Every item; what cannot be read is added to the faults. In a folder each file says itself in
    which format of the wire it is."""
    for file, where in files_below(path, ("",)):
        if file.name == DONE:  # our own `export --as ninjs` says in it that it is whole
            continue
        try:
            if file.stat().st_size > MOST:
                raise Unreadable(f"it has more than {MOST:,} bytes")
            found = detecting.read(
                file.read_bytes(), format=FORMS[form] if path.is_file() else "")
        except (Unreadable, OSError, RecursionError) as error:
            faults.append(Passed("picture") if str(error).startswith("this is a picture")
                          and path.is_dir() else
                          Doubtful(where, str(error)[:300] or "it is nested too deep"))
            continue
        if not found.items:
            faults.append(Doubtful(where, "it holds no item"))
        for number, one in enumerate(found.items, 1):
            at = where if len(found.items) == 1 else f"{where}, item {number}"
            half = next((doubt for doubt in one.doubts if _HALF.search(doubt)), "")
            if half:
                faults.append(Doubtful(at, half[:300]))
            else:
                yield found.format, one, at


def _ref(format_: str, item: NewsItem) -> str:
    """By the sender's id; one without is known by what it says."""
    said = item.guid or item.uri
    if not said:
        said = canonical.digest([item.headline, item.body_text, item.body_html, item.slugline])
    return ref_of(_WORDS.get(format_, format_), said)


def _part(format_: str, received: Received, where: str) -> Part:
    item = received.item
    where = f"{where} “{item.headline[:80]}”" if item.headline else where
    if item.pubstatus == "canceled" or item.signal == "kill":
        return Passed("item that was taken back")
    if not any(one.strip() for one in (item.headline, item.body_html, item.body_text)):
        return Passed("item without headline and text")
    made = None if item.version_created == UNDATED else item.version_created
    lead = next((one.renditions[0].href for one in item.pictures
                 if one.renditions and one.rel == "featured"), "")
    return Item(
        ref=_ref(format_, item), where=where, headline=item.headline, html=item.body_html,
        text=item.body_text, standfirst=item.standfirst, section=item.section,
        authors=item.bylines, tags=tuple(_tags(item)),
        published_at=item.published or item.first_created or made, language=item.language,
        draft=_held(received), addresses=tuple(
            one for one in (item.uri,) if one.startswith(("http://", "https://"))),
        picture=lead, credit=item.credit, place=item.located.name if item.located else "",
        dossiers=tuple(one.title for one in item.dossiers if one.rel == "dossier"),
        note="\n".join(_notes(received)),
    )


def _tags(item: NewsItem) -> Iterator[tuple[str, Kind]]:
    for one in item.subjects:
        if not one.name.isdecimal():
            yield one.name, one.kind


def _held(received: Received) -> bool:
    """Whether its sender held it back once, in a field or in words."""
    item: Any = received.item
    return (item.pubstatus == "withheld" or item.embargoed is not None
            or any(one.startswith(_SPEAKS) for one in received.doubts))


def _notes(received: Received) -> Iterator[str]:
    item = received.item
    if item.embargoed:
        yield f"EMBARGO of the sender until {item.embargoed.isoformat()}."
    elif item.pubstatus == "withheld":
        yield "WITHHELD by the sender, without a time."
    yield from received.doubts
