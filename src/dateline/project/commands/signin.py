"""`dateline signin`."""

from __future__ import annotations

import argparse

from django.conf import settings

from dateline.people.public import User, make_link
from dateline.project.arguments import Refused


def run(chosen: argparse.Namespace) -> None:
    """Print a one-time link."""
    try:
        print(settings.BASE_URL + make_link(chosen.email))
    except User.DoesNotExist:
        raise Refused(f"Nobody active has the e-mail {chosen.email}.") from None
