"""Where readers sign in: a neighbour's page, which the project introduces."""

from __future__ import annotations

from urllib.parse import urlencode

_way_in: list[str] = []


def register_way_in(address: str) -> None:
    """Say at which address readers join or sign in; it takes `?next=`."""
    _way_in[:] = [address]


def way_in(onward: str) -> str:
    """The address that leads there and back; empty where readers have no accounts."""
    return f"{_way_in[0]}?{urlencode({'next': onward})}" if _way_in else ""
