"""What the radio's port says besides sound: lists for players, the state, a plain page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext, override

from dateline.onair.out.addresses import live_url, radio_url
from dateline.onair.out.titles import line, plain
from dateline.onair.shapes import RATE, Plan, State

M3U, PLS = "audio/x-mpegurl; charset=utf-8", "audio/x-scpls; charset=utf-8"


@dataclass(frozen=True)
class Audience:
    """Who listens to the stream now, the most since the process began, and when that was."""

    now: int
    most: int
    since: datetime


def m3u(name: str) -> str:
    """A list of one: extended M3U in UTF-8."""
    return f"#EXTM3U\n#EXTINF:-1,{plain(name)}\n{live_url()}\n"


def pls(name: str) -> str:
    """A list of one, as Winamp and many radio sets read it."""
    return (f"[playlist]\nNumberOfEntries=1\nFile1={live_url()}\nTitle1={plain(name)}\n"
            "Length1=-1\nVersion=2\n")


def audio_info(bitrate: int) -> str:
    """As `ice-audio-info` and `status-json.xsl` say it."""
    return f"channels=2;samplerate={RATE};bitrate={bitrate}"


def status(plan: Plan, state: State, audience: Audience) -> str:
    """The document of Icecast 2.4's `status-json.xsl`: what directories and apps read."""
    began = {
        "iso8601": f"{audience.since:%Y-%m-%dT%H:%M:%S%z}", "": format_datetime(audience.since)}
    heard = state.heard
    source: dict[str, Any] = {
        "artist": plain(heard.artist), "audio_info": audio_info(plan.bitrate),
        "bitrate": plan.bitrate, "channels": 2, "genre": "", "listener_peak": audience.most,
        "listeners": audience.now, "listenurl": live_url(), "samplerate": RATE,
        "server_description": plain(plan.description), "server_name": plain(plan.station),
        "server_type": "audio/mpeg", "server_url": settings.BASE_URL,
        "stream_start": began[""], "stream_start_iso8601": began["iso8601"],
        "title": plain(heard.title) or line(heard, plan.now, plan.station),
        "yp_currently_playing": line(heard, plan.now, plan.station), "dummy": None,
    }
    return json.dumps({"icestats": {
        "admin": "", "host": radio_url().split("//")[-1].rsplit(":", 1)[0], "location": "",
        "server_id": "Dateline", "server_start": began[""],
        "server_start_iso8601": began["iso8601"], "source": source}}, ensure_ascii=False)


def page(plan: Plan, state: State) -> str:
    """What this port is, for who opens it in a browser; no script and no style."""
    with override(plan.language):
        words = {
            "language": plan.language, "name": plan.station, "about": plan.description,
            "heard": line(state.heard, plan.now, plan.station), "on": gettext("On air"),
            "live": live_url(), "site": f"{settings.BASE_URL}/listen/",
            "stream": gettext("The stream (MP3)"), "list": gettext("A list for players"),
            "listen": gettext("Listen on the site, with rewind"),
        }
    return str(format_html(
        '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{name}</title></head>'
        '<body><main><h1 dir="auto">{name}</h1><p dir="auto">{about}</p>'
        '<p>{on}: <bdi>{heard}</bdi></p><p><audio controls preload="none" src="/live.mp3" '
        'aria-label="{name}"></audio></p><ul><li><a href="{site}">{listen}</a></li>'
        '<li><a href="{live}">{stream}</a></li><li><a href="/live.m3u">{list}, M3U</a></li>'
        '<li><a href="/live.pls">{list}, PLS</a></li></ul></main></body></html>', **words))
