"""The language and time zone that a page is read in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import override

from dateline.lib.zones import zone
from dateline.record.public import Site


@contextmanager
def reading(site: Site, language: str = "") -> Iterator[None]:
    """The language (else the site's) and the site's time zone are active within."""
    with override(language or site.language), timezone.override(zone(site.time_zone)):
        yield
