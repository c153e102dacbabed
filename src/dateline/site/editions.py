"""Which edition a page is of: its language, and the moment it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from django.conf import settings

from dateline.lib.languages import language_name
from dateline.record.public import Listing, Site

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class NotMoment(ValueError):
    """The text names no moment."""


@dataclass(frozen=True)
class Past:
    """A moment of the past, and the last entry of the log made by then."""

    at: datetime
    seq: int
    today: str
    """The address of the page as it is now."""

    @property
    def query(self) -> str:
        """What an address has at its end to be read at this moment, without `?`."""
        return f"at={spelled(self.at)}"


@dataclass(frozen=True)
class Edition:
    """The paper of now, or of a moment. `language` is empty for the main edition."""

    language: str = ""
    past: Past | None = None

    @property
    def as_of(self) -> int | None:
        """The entry it is of; None: now."""
        return self.past.seq if self.past else None

    @property
    def at(self) -> datetime | None:
        """Its moment; None: now."""
        return self.past.at if self.past else None

    def shown(self, listing: Listing) -> Listing:
        """The lines of a list that may be shown: a story that is gone by now is in none."""
        return replace(listing, items=tuple(i for i in listing.items if i.state == "live"))


NOW = Edition()


@dataclass(frozen=True)
class Choice:
    """An edition a reader may choose: its language by tag and own name, and where it is."""

    code: str
    name: str
    address: str
    current: bool = False


def choices(site: Site, language: str) -> tuple[Choice, ...]:
    """The editions of the site, the main one first, of which that in `language` is read."""
    tags = dict.fromkeys((site.language, *site.languages))
    return tuple(
        Choice(tag, language_name(tag), edition_address(site, tag), tag == language)
        for tag in tags
    ) if len(tags) > 1 else ()


def edition_address(site: Site, tag: str) -> str:
    """Where the edition in a language is; empty where there is none."""
    if tag == site.language:
        return "/"
    return f"/{tag.lower()}/" if tag in site.languages else ""


def interface(language: str, site: Site) -> str:
    """The language of a page's own words: that of its story where there is a catalogue of it."""
    known = dict(settings.LANGUAGES)
    tag = language.lower()
    return next((t for t in (tag, tag.partition("-")[0]) if t in known), site.language)


def moment_of(text: str, where: tzinfo) -> datetime:
    """The moment a text names (RFC 3339 with its zone; a date: its end in `where`), in UTC.

    Raises NotMoment.
    """
    text = text.strip().replace(" ", "+")  # what a `+` in an address becomes
    try:
        if _DATE.fullmatch(text):
            after = date.fromisoformat(text) + timedelta(days=1)
            end = datetime(after.year, after.month, after.day, tzinfo=where)
            return end.astimezone(UTC) - datetime.resolution
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise NotMoment(text)


def spelled(at: datetime) -> str:
    """A moment as an address has it: in UTC, as short as it is exact."""
    plain = at.astimezone(UTC).replace(tzinfo=None)
    if plain.microsecond:
        return f"{plain.isoformat(timespec='microseconds').rstrip('0')}Z"
    return f"{plain.isoformat(timespec='seconds' if plain.second else 'minutes')}Z"
