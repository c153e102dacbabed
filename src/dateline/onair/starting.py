"""The way into the radio's process: what only it needs is loaded only there."""

from __future__ import annotations

import importlib
import ssl


def run_radio(
    *, host: str, port: int, tls_port: int = 0, tls: ssl.SSLContext | None = None,
    shoutcast_port: int = 0,
) -> None:
    """Be on air on this port, on another with TLS, and on one for Shoutcast's programs if it is
    free, until terminated (`onair.radio`)."""
    radio = importlib.import_module("dateline.onair.radio")
    radio.run_radio(radio.Door(host, port, tls_port, tls, shoutcast_port))
