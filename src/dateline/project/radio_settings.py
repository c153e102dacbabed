"""What the environment may say of the radio, checked at start: a wrong value fails loudly."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.project.environment import WrongSetting

BESIDE = 10
"""The radio's port is the site's and so many, unless another is given."""


class Tls(NamedTuple):
    """Files in PEM: the certificate with its chain, and its key."""

    certificate: Path
    key: Path


def port(web: int) -> int:
    """DATELINE_RADIO_PORT: where sources and radio sets connect; 0 where it is `off`."""
    raw = os.environ.get("DATELINE_RADIO_PORT", "")
    if raw == "off":
        return 0
    if not raw:
        return beside(web)
    if not raw.isdecimal() or not 1 <= int(raw) <= 65535 or int(raw) == web:
        raise WrongSetting(
            f"DATELINE_RADIO_PORT={raw!r}: give a whole number from 1 to 65535 that is not the "
            "site’s port, or off."
        )
    return int(raw)


def beside(web: int) -> int:
    """The radio's port where none is given."""
    return web + BESIDE if web + BESIDE <= 65535 else web - BESIDE


def tls() -> Tls | None:
    """DATELINE_RADIO_CERTIFICATE and DATELINE_RADIO_KEY, both or none; see `context`."""
    named = [os.environ.get(f"DATELINE_RADIO_{part}", "") for part in ("CERTIFICATE", "KEY")]
    if not any(named):
        return None
    if not all(named):
        raise WrongSetting(
            "DATELINE_RADIO_CERTIFICATE and DATELINE_RADIO_KEY belong together: give both.")
    return Tls(*(Path(name).absolute() for name in named))


def context(files: Tls | None) -> ssl.SSLContext | None:
    """The TLS of the radio's port; raises WrongSetting for files that cannot be used."""
    if files is None:
        return None
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        made.load_cert_chain(files.certificate, files.key, password=_no_password)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise WrongSetting(
            f"DATELINE_RADIO_CERTIFICATE={files.certificate} and DATELINE_RADIO_KEY={files.key} "
            f"cannot be used: {error}."
        ) from None
    return made


def tls_port(plain: int, web: int) -> int:
    """DATELINE_RADIO_TLS_PORT: the radio's port with TLS; else the one after the plain one's."""
    beside_it = plain + 1 if plain < 65535 else plain - 1
    raw = os.environ.get("DATELINE_RADIO_TLS_PORT") or str(beside_it)
    if not raw.isdecimal() or not 1 <= int(raw) <= 65535 or int(raw) in (plain, web):
        raise WrongSetting(
            f"DATELINE_RADIO_TLS_PORT={raw!r}: give a whole number from 1 to 65535 that is neither "
            "the site’s nor the radio’s other port."
        )
    return int(raw)


def shoutcast_port(plain: int, web: int, tls: int) -> int:
    """The port after the radio's, where programs of Shoutcast 1 send sound; 0 where that is another
    one of ours, or there is none."""
    after = plain + 1
    return after if plain and after <= 65535 and after not in (web, tls) else 0


def _no_password() -> str:
    """Nobody is there to type it."""
    raise ValueError("the key is locked by a password")


def url(base: str, at: int) -> str:
    """DATELINE_RADIO_URL: the radio's public address, no final slash; else the site's host with
    the radio's port."""
    host = urlsplit(base).hostname or "localhost"
    host = f"[{host}]" if ":" in host else host
    raw = os.environ.get("DATELINE_RADIO_URL") or f"http://{host}:{at}"
    try:
        parts = urlsplit(raw)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment:
        raise WrongSetting(
            f"DATELINE_RADIO_URL={raw!r}: give an address such as https://radio.example:8010.")
    return raw.rstrip("/")
