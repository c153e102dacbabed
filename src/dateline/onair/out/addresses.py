"""Where the radio's own port is for the public."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

LIVE = "/live.mp3"
"""The stream's own address; others lead to it too."""


def radio_url() -> str:
    """The public base of the radio's port, without a slash at its end."""
    given = getattr(settings, "RADIO_URL", "")
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return str(given or f"http://{host}:8010").rstrip("/")


def live_url() -> str:
    """The whole address of the stream."""
    return radio_url() + LIVE


def is_stream(path: str, mounts: tuple[str, ...], *, asks_titles: bool) -> bool:
    """Whether a path means the stream: its address, any mount, or what Shoutcast's clients ask for.

    Those ask for `/` too, or for `/;` and anything after it; only players ask for titles.
    """
    name = path.removeprefix("/").removesuffix(".mp3")
    return name in {"live", "stream", *mounts} or path.startswith("/;") or (
        path == "/" and asks_titles)
