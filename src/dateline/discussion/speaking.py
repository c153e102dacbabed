"""The language and zone that a discussion is read in: those of its story's page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from dateline.lib.zones import zone
from dateline.record.public import Site


def spoken(language: str, site: Site) -> str:
    """The language of a page's own words: the story's where there is a catalogue of it."""
    known, tag = dict(settings.LANGUAGES), language.lower()
    return next((each for each in (tag, tag.partition("-")[0]) if each in known), site.language)


@contextmanager
def speaking(site: Site, language: str) -> Iterator[None]:
    """Words and times are those of a page in this language, within."""
    with override(spoken(language, site)), timezone.override(zone(site.time_zone)):
        yield
