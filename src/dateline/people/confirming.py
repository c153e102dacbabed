"""Whether who is signed in showed it just now: for what should not be done in a left-open session.
"""

from __future__ import annotations

import time
from datetime import timedelta
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.http import HttpRequest

LATELY = timedelta(minutes=5)
"""As long as allauth's own reauthentication holds."""


def confirmed(request: HttpRequest) -> bool:
    """Whether a sign-in, or its confirmation, of this session is at most five minutes old."""
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0.0)
    return time.time() - newest < LATELY.total_seconds()


def confirming_address(request: HttpRequest, *, door: str, onward: str) -> str:
    """Where a password or a second factor is asked for again; empty for who has neither.

    `door`: the prefix of the door (`outside.Door`) they came by.
    """
    if not get_reauthentication_flows(request.user):
        return ""
    return f"{door}confirm/?{urlencode({'next': onward})}"
