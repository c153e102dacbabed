"""`dateline import`."""

from __future__ import annotations

import argparse

from django.conf import settings

from dateline.project.importing import import_page


def run(chosen: argparse.Namespace) -> None:
    """File and publish; the last line printed is the public address."""
    done, address = import_page(chosen.page, chosen.published_at)
    print(done)
    print(settings.BASE_URL + address)
