"""`dateline import`."""

from __future__ import annotations

import argparse

from django.conf import settings

from dateline.desk.public import load_topics
from dateline.project.importing import import_page


def run(chosen: argparse.Namespace) -> None:
    """File and publish a page, the last line printed is its address; or take a vocabulary in."""
    if chosen.format == "mediatopics":
        done = load_topics(chosen.read)
        print(f"{done.topics} media topics: {done.new} new, {done.changed} changed, "
              f"{done.retired} retired.")
        return
    said, address = import_page(chosen.read, chosen.published_at)
    print(said)
    print(settings.BASE_URL + address)
