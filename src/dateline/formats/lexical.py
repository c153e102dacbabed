"""How identifiers, addresses and times are spelt in exchange formats (RFC 4122, 3986, 3339)."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

GUID = re.compile(r"urn:uuid:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_HOST = r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_USER = rf"(?:{_HOST}|:)"
_CHAR = rf"(?:{_HOST}|[:@])"
_AUTHORITY = rf"(?:{_USER}*@)?(?:\[[0-9A-Fa-f:.]+\]|{_HOST}*)(?::[0-9]*)?"
_REST = rf"(?:\?(?:{_CHAR}|[/?])*)?(?:#(?:{_CHAR}|[/?])*)?"
_URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?://{_AUTHORITY}(?:/{_CHAR}*)*|/?(?:{_CHAR}+(?:/{_CHAR}*)*)?){_REST}"
)
_KEPT = "!#$%&'()*+,/:;=?@~"


def uri(address: str) -> str:
    """Return the address as an RFC 3986 URI, or "" where it is not an absolute one.

    What stands outside ASCII, and a space or bracket, is percent-encoded (RFC 3987 section 3.1).
    """
    mapped = (quote(address, safe=kept) for kept in (_KEPT + "[]", _KEPT))
    return next(filter(_URI.fullmatch, mapped), "")


def stamp(moment: datetime | None) -> str:
    """Write an aware time as RFC 3339 in UTC, None as "". Raises ValueError without a zone."""
    if moment is None:
        return ""
    if moment.utcoffset() is None:
        raise ValueError(f"a time must have a zone, {moment.isoformat()} has none")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(text: str) -> datetime | None:
    """Read an ISO 8601 date or time, in UTC where no zone is said; None where it is not one."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.utcoffset() is not None else found.replace(tzinfo=UTC)).astimezone(
            UTC
        )
    except (ValueError, OverflowError):
        return None
