"""The desk's lists as an editor reads them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from dateline.desk.models import Story


def list_address(query: str = "") -> str:
    """Where the list of stories is."""
    return reverse(Story.snippet_viewset.get_url_name("list")) + (f"?{query}" if query else "")


def headlines(client: Client, query: str = "") -> list[str]:
    """The headlines a list shows, in its order."""
    page = text_of(client.get(list_address(query)))
    return [unescape(words) for words in re.findall(r'desk-title"><a [^>]*>(.*?)</a>', page)]


def text_of(answer: Any) -> str:
    """An answer's page."""
    assert answer.status_code == 200
    return str(answer.content.decode())
