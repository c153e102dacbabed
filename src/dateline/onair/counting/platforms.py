"""What somebody listens with, by what it calls itself: a handful of kinds, not a fingerprint."""

from __future__ import annotations

WEB, RADIO, APP, RELAY, EPISODE, OTHER = "web", "radio", "app", "relay", "episode", "other"
_SIGNS = (
    (RELAY, ("icecast", "liquidsoap", "shoutcast", "streamripper", "steamcast")),
    (RADIO, (
        "sonos", "frontier", "fsl ", "ir2", "nexus", "squeeze", "logitech", "bose", "roku", "denon",
        "yamaha", "grundig", "reciva", "bridgeco", "linn", "naim", "teufel", "airmusic", "marantz",
        "onkyo", "pioneer", "technisat", "alexa", "echo/", "google-home", "crkey", "esp32",
        "vlsi", "silicon", "hama", "sangean", "pure ", "dlna", "upnp", "smarttv", "smart-tv",
        "hbbtv", "tizen", "web0s", "webos",
    )),
    (APP, (
        "vlc", "libvlc", "mpv", "lavf", "ffmpeg", "foobar", "winamp", "itunes", "applecoremedia",
        "exoplayer", "stagefright", "okhttp", "dalvik", "tunein", "radiodroid", "gstreamer",
        "mplayer", "music player daemon", "xine", "rhythmbox", "audacious", "nsplayer",
        "clementine", "strawberry", "bass/", "cfnetwork", "libmpv", "media3", "podcast",
        "antennapod", "overcast", "spotify", "curl", "wget",
    )),
    (WEB, ("mozilla/", "opera/")),
)
_ROBOTS = (
    "bot", "crawl", "spider", "slurp", "preview", "monitor", "uptime", "checker", "validator",
    "facebookexternalhit", "headless", "python-requests", "scrapy",
)


def platform_of(agent: str) -> str:
    """The platform of a `User-Agent`: the first sign that is found; `other` without one.

    Relays come first, browsers last: radio sets and apps often name a browser besides.
    """
    low = agent.lower()
    return next((name for name, signs in _SIGNS if any(sign in low for sign in signs)), OTHER)


def is_robot(agent: str) -> bool:
    """Whether a `User-Agent` says that nobody listens; so does none at all."""
    low = agent.lower()
    return not low.strip() or any(sign in low for sign in _ROBOTS)
