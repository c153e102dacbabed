"""The frozen documents of the record: what is filed with it, and what it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TermKind = Literal[
    "section", "dossier", "subject", "organisation", "person", "place", "event", "author"
]
BlockKind = Literal[
    "paragraph", "heading", "quotation", "picture", "gallery", "list", "table", "embed", "notice"
]
State = Literal["live", "withdrawn", "expired", "killed", "erased"]
TAG_KINDS: tuple[TermKind, ...] = ("subject", "organisation", "person", "place", "event")


@dataclass(frozen=True)
class Mark:
    """A link or emphasis on a part of a text: code points from `start` up to `end`."""

    start: int
    end: int
    kind: Literal["em", "strong", "link"]
    href: str = ""


@dataclass(frozen=True)
class Rendition:
    """One file of a picture; `name` holds the digest of its bytes; sizes in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture as the public sees it. Its renditions go from narrow to wide, all of one shape."""

    renditions: tuple[Rendition, ...]
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Block:
    """One typed block of a body.

    `speaker`, `role`: of a quotation. `marks`: on `text`. `items`, `ordered`: of a list.
    `rows`, `header` (the first row names the columns), and `text` as caption: of a table.
    `pictures`: one of a picture, several of a gallery. `url`: of an embed, `text` its title.
    """

    kind: BlockKind
    text: str = ""
    speaker: str = ""
    role: str = ""
    marks: tuple[Mark, ...] = ()
    items: tuple[str, ...] = ()
    ordered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False
    pictures: tuple[Picture, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Named:
    """A term as the desk names it: `uuid` stays when the name changes; `guessed` marks a guess."""

    uuid: str
    kind: TermKind
    name: str
    guessed: bool = False


@dataclass(frozen=True)
class Filing:
    """What is brought to the record to be made public; `guid` is the UUID made at filing."""

    guid: str
    headline: str
    section: Named
    standfirst: str = ""
    headline_missing: bool = False
    slugline: str = ""
    place: Named | None = None
    credit: str = ""
    authors: tuple[Named, ...] = ()
    dossiers: tuple[Named, ...] = ()
    tags: tuple[Named, ...] = ()
    blocks: tuple[Block, ...] = ()
    related: tuple[str, ...] = ()
    published_at: datetime | None = None
    expires_at: datetime | None = None
    language: str = "en"
    urgency: int | None = None
    genre: str = ""
    rights: str = ""
    short_headline: str = ""
    topics: tuple[str, ...] = ()
    """IPTC media topics by number, such as "20000065"."""
    picture: Picture | None = None
    pinned: tuple[str, ...] = ()
    """The guids of related stories an editor chose, shown before `related` while they are live."""
    translation_of: str = ""
    """The guid of the story this one translates."""
    sub_judice: bool = False
    minors: bool = False

    @property
    def names(self) -> tuple[Named, ...]:
        """Every term it names, in the order in which new ones are numbered."""
        place = (self.place,) if self.place else ()
        return (self.section, *place, *self.authors, *self.dossiers, *self.tags)


@dataclass(frozen=True)
class Term:
    """A public term as it was named at the sequence number asked for.

    `guessed`: as a story's tag, its kind is a guess that no editor has confirmed.
    `standfirst`: what a dossier is about.
    """

    number: int
    kind: TermKind
    name: str
    slug: str
    address: str
    guessed: bool = False
    standfirst: str = ""


@dataclass(frozen=True)
class Notice:
    """A public notice on a story; for a correction also what was wrong and what is right."""

    kind: Literal["correction", "update", "withdrawn", "expired", "killed", "erased"]
    text: str
    at: datetime
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True)
class Related:
    """A related headline; `address` is empty where the record has no such live story."""

    headline: str
    address: str = ""


@dataclass(frozen=True)
class Version:
    """One version of a story as the public may read it.

    In any state but `live` it carries its notice and nothing of its text.
    `published_at` is None for an undated story. `number` and `code` are empty in a preview.
    """

    guid: str
    version: int
    state: State
    address: str
    short_address: str
    code: str = ""
    number: int = 0
    headline: str = ""
    headline_missing: bool = False
    standfirst: str = ""
    slugline: str = ""
    place: Term | None = None
    credit: str = ""
    authors: tuple[Term, ...] = ()
    section: Term | None = None
    dossiers: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    blocks: tuple[Block, ...] = ()
    related: tuple[Related, ...] = ()
    published_at: datetime | None = None
    first_public_at: datetime | None = None
    modified_at: datetime | None = None
    expires_at: datetime | None = None
    language: str = "en"
    urgency: int | None = None
    genre: str = ""
    rights: str = ""
    short_headline: str = ""
    topics: tuple[str, ...] = ()
    picture: Picture | None = None
    translation_of: str = ""
    sub_judice: bool = False
    minors: bool = False
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Newest:
    """The newest version of a story, for who reads an older one.

    `corrected`: a correction was published since then; `at`: when the newest was.
    """

    version: int
    state: State
    corrected: bool
    at: datetime


@dataclass(frozen=True)
class Item:
    """One line of a public list; a story that may no longer be shown has only its notice."""

    code: str
    address: str
    state: State
    headline: str = ""
    standfirst: str = ""
    published_at: datetime | None = None
    notice: str = ""
    language: str = "en"
    headline_missing: bool = False
    picture: Picture | None = None
    section: str = ""
    """The name of its section."""


@dataclass(frozen=True)
class Glance:
    """What tells a live story from others, without its text; `section` is a name."""

    headline: str
    slugline: str
    language: str
    urgency: int | None
    section: str


@dataclass(frozen=True)
class Listing:
    """One page of a public list: its lines, newest first, undated last, and where it goes on."""

    items: tuple[Item, ...]
    more: str = ""
    """The code to pass as `before` for the next page; empty on the last one."""


@dataclass(frozen=True)
class NavLink:
    """A link of the navigation: a term by its number (named as it is now), or label and address."""

    term: int = 0
    label: str = ""
    address: str = ""


@dataclass(frozen=True)
class Logo:
    """The logo: a PNG by the digest of its bytes; sizes in pixels."""

    digest: str
    width: int
    height: int


@dataclass(frozen=True)
class Site:
    """The settings that show; `base_url` has no final slash.

    Texts are paragraphs. `accent` is #rrggbb, or empty for the theme's own; `time_zone` an IANA
    name; `languages` those the newsroom writes in besides `language`. No `navigation`: sections.
    """

    name: str = "Dateline"
    agency: str = "Dateline"
    about: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    language: str = "en"
    base_url: str = ""
    tagline: str = ""
    accent: str = ""
    logo: Logo | None = None
    navigation: tuple[NavLink, ...] = ()
    imprint: tuple[str, ...] = ()
    privacy: tuple[str, ...] = ()
    time_zone: str = "UTC"
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merged:
    """What a merge did: the entry's number, how many stories moved, and how many were in both."""

    seq: int
    moved: int
    both: int


@dataclass(frozen=True)
class Published:
    """What an act made: the entry's number, and the story as it now stands in public."""

    seq: int
    number: int
    version: int
    code: str
    address: str
