"""DATELINE_OIDC_…: providers of OpenID Connect that readers may sign in by. None is needed."""

from __future__ import annotations

import os
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.project.environment import WrongSetting, is_here

_SETTINGS = ("NAME", "ISSUER", "CLIENT", "SECRET")


class OpenidProvider(NamedTuple):
    """What readers know it by, who it is, who we are there (a secret may be missing: RFC 6749 2.1).
    """

    name: str
    issuer: str
    client: str
    secret: str


def providers() -> dict[int, OpenidProvider]:
    """By their numbers: DATELINE_OIDC_NAME … is the first, DATELINE_OIDC2_NAME … to OIDC9 more."""
    found = {number: _provider(f"DATELINE_OIDC{number if number > 1 else ''}_")
             for number in range(1, 10)}
    given = {number: one for number, one in found.items() if one}
    if len({one.issuer for one in given.values()}) < len(given):
        raise WrongSetting("Two of DATELINE_OIDC_ISSUER, DATELINE_OIDC2_ISSUER … are the same.")
    return given


def _provider(prefix: str) -> OpenidProvider | None:
    said = {name: os.environ.get(f"{prefix}{name}", "") for name in _SETTINGS}
    if not any(said.values()):
        return None
    for name, most in (("NAME", 40), ("CLIENT", 191), ("SECRET", 191)):
        if not _is_fit(name, said[name], most):
            raise WrongSetting(f"{prefix}{name} is missing, has unusual signs or more than {most}.")
    if not _is_issuer(said["ISSUER"]):
        raise WrongSetting(
            f"{prefix}ISSUER={said['ISSUER']!r}: give the https address that the provider calls "
            "its issuer, of at most 200 signs, such as https://accounts.example.")
    return OpenidProvider(said["NAME"], said["ISSUER"], said["CLIENT"], said["SECRET"])


def _is_fit(name: str, value: str, most: int) -> bool:
    """Who we are there, and our secret, are of ASCII's signs (RFC 6749 A.1, A.2)."""
    if len(value) > most or not value.isprintable():
        return False
    return bool(value or name == "SECRET") and (value.isascii() or name == "NAME")


def _is_issuer(address: str) -> bool:
    """An https address without query and fragment (Discovery 2); http on this machine only."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if len(address) > 200 or not address.isascii() or not address.isprintable() or " " in address:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_here(parts.hostname or ""))
    return bool(safe and parts.hostname and not parts.query and not parts.fragment
                and parts.username is None)
