"""How often somebody without an account may ask, by network address (of IPv6 the /64) or e-mail."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dateline.discussion.limits import counted


def network(request: HttpRequest) -> str:
    """The network a request comes from: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        address = ip_address(str(get_adapter().get_client_ip(request)))
    except (PermissionDenied, ValueError):
        return ""
    if address.version == 4:
        return str(address)
    return str(ip_network(f"{address}/64", strict=False))


def within(kind: str, who: str, *, most: int, period: timedelta) -> bool:
    """Count one more; whether it is one of `most` in a period that begins with the first."""
    return counted(kind, who, int(period.total_seconds())) <= most
