"""Sites whose pages a story may show as a card."""

from __future__ import annotations

from urllib.parse import urlsplit

HOSTS = (
    "bsky.app", "facebook.com", "instagram.com", "mastodon.social", "open.spotify.com",
    "soundcloud.com", "t.me", "tiktok.com", "vimeo.com", "x.com", "youtube.com", "youtu.be",
)


def allowed(url: str) -> bool:
    """Whether this is a plain https address of one of the sites, or of a site below one."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    plain = parts.scheme == "https" and not parts.username and parts.port in (None, 443)
    return plain and any(host == known or host.endswith(f".{known}") for known in HOSTS)
