"""All stories of a copy by title: years, and in each its stories, which is how a copy is searched.

Readers' browsers find within a page; scripts of a page on a disk may not read other files.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, groupby

from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from dateline.archive.leaving.book import Title
from dateline.archive.leaving.linking import TITLES
from dateline.archive.searching.frames import framed
from dateline.delivery.public import Page
from dateline.lib.batches import batched
from dateline.record import public as record

PAGE = 400
View = partial[Page]


def way(language: str = "") -> str:
    """What stands in the masthead where the site has the form of its search."""
    with override(language or record.site().language):
        return render_to_string("archive/masthead_titles.html", {"address": TITLES})


def pages(titles: Iterator[Title]) -> Iterator[tuple[str, View]]:
    """The address and view of each page; `titles` come by year and are read once."""
    years = []
    for year, lines in groupby(titles, key=lambda one: one.year):
        address, parts = f"{TITLES}{year or 'undated'}/", batched(lines, PAGE)
        said, first, second = {"year": year, "address": address}, next(parts), next(parts, None)
        if second is None:
            yield address, partial(_page, lines=first, **said)
            years.append((year, address, len(first)))
            continue
        count, named = 0, []
        for number, part in enumerate(chain((first, second), parts), 1):
            count += len(part)
            named.append((f"{address}{number}/", part[0].headline, part[-1].headline))
            yield named[-1][0], partial(_page, lines=part, **said)
        yield address, partial(_page, count=count, parts=named, **said)
        years.append((year, address, count))
    yield TITLES, partial(_page, years=years)


def _page(**context: object) -> Page:
    site = record.site()
    with override(site.language):
        title = gettext("Stories by title")
    return framed("archive/titles.html", site=site, title=title, titles=TITLES, **context)
