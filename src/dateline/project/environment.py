"""What the environment may say, checked at start: a wrong value fails loudly, none is needed."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from socket import gethostname
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email


class WrongSetting(Exception):
    """A value in the environment that cannot be used; the text says which, and what to do."""


def data_folder() -> Path:
    """The data folder: DATELINE_DATA, else ./data; made if it is not there."""
    folder = Path(os.environ.get("DATELINE_DATA") or "data").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise WrongSetting(
            f"The data folder {folder} cannot be written ({error.strerror}): "
            "give another with --data or DATELINE_DATA, or change its owner."
        ) from None
    return folder


def secret_key(folder: Path) -> str:
    """DATELINE_SECRET_KEY, else a secret made once and kept in the data folder (mode 600)."""
    given = os.environ.get("DATELINE_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise WrongSetting("DATELINE_SECRET_KEY is too short: give 32 characters or more.")
        return given
    path = folder / "secret-key"
    if not path.exists():
        mine = folder / f".secret-key-{secrets.token_hex(4)}"
        descriptor = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # two at once: the first one's secret stands
            os.link(mine, path)
        mine.unlink()
    return path.read_text()


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number from the environment between `least` and `most`."""
    raw = os.environ.get(name) or str(default)
    if not raw.isdecimal() or not least <= int(raw) <= most:
        raise WrongSetting(f"{name}={raw!r}: give a whole number from {least} to {most}.")
    return int(raw)


def one_of(name: str, *choices: str) -> str:
    """A word from the environment that must be one of these; the first if none is given."""
    raw = os.environ.get(name) or choices[0]
    if raw not in choices:
        raise WrongSetting(f"{name}={raw!r}: give {' or '.join(choices)}.")
    return raw


def base_url(folder: Path, port: int) -> str:
    """The site's public address, no final slash: DATELINE_URL, else where it was served last."""
    served = folder / "served-at"
    raw = os.environ.get("DATELINE_URL") or (
        f"http://localhost:{port}"
        if os.environ.get("PORT") or not served.exists()
        else served.read_text().strip()
    )
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise WrongSetting(f"DATELINE_URL={raw!r}: give an address such as https://news.example.")
    return raw.rstrip("/")


def databases(folder: Path) -> dict[str, dict[str, Any]]:
    """The aliases of DESIGN 5: `default` writes, `reader` reads snapshots, both on the primary.

    `replica`, where DATELINE_REPLICA names one, is what this machine's renderings read from.
    """
    raw = os.environ.get("DATELINE_DATABASE", "")
    replica = os.environ.get("DATELINE_REPLICA", "")
    if not raw:
        if replica:
            raise WrongSetting("DATELINE_REPLICA is of use only with DATELINE_DATABASE.")
        return _sqlite(folder / "dateline.sqlite3")
    primary = _postgresql("DATELINE_DATABASE", raw)
    found = {"default": primary, "reader": _snapshots(primary)}
    if replica:
        found["replica"] = _snapshots(_postgresql("DATELINE_REPLICA", replica))
    return found


def node_name() -> str:
    """DATELINE_NODE: what this machine is called at the desk; else its host name."""
    raw = os.environ.get("DATELINE_NODE") or gethostname()
    if len(raw) > 100 or not raw.isprintable() or raw != raw.strip():
        raise WrongSetting(f"DATELINE_NODE={raw!r}: give a name of at most 100 characters.")
    return raw


def _sqlite(path: Path) -> dict[str, dict[str, Any]]:
    def alias(mode: str, pragmas: str) -> dict[str, Any]:
        options = {"transaction_mode": mode, "timeout": 30, "init_command": pragmas}
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "CONN_MAX_AGE": None,
            "OPTIONS": options,
        }

    both = "PRAGMA journal_mode=WAL;PRAGMA cache_size=-32000;"
    return {
        "default": alias("IMMEDIATE", both + "PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"),
        "reader": alias("DEFERRED", both + "PRAGMA query_only=ON;"),
    }


_PATIENCE = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 6000,
}
"""libpq's own: a server that went away without a word is given up after seconds, not hours."""


def _postgresql(name: str, raw: str) -> dict[str, Any]:
    try:
        parts = urlsplit(raw)
        port = parts.port
        if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
            raise ValueError
    except ValueError:
        raise WrongSetting(
            f"{name} is not of the form postgresql://user:password@host:port/name."
        ) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _PATIENCE,
    }


def _snapshots(alias: dict[str, Any]) -> dict[str, Any]:
    """The same database read in snapshots only."""
    mode = "-c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on"
    return alias | {"OPTIONS": _PATIENCE | {"options": mode}}


class MailServer(NamedTuple):
    """Where mails are sent; without a host they are kept in the data folder."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail_server() -> MailServer:
    """DATELINE_MAIL: `smtp://` is STARTTLS, or plain on this machine itself; `smtps://` is TLS."""
    raw = os.environ.get("DATELINE_MAIL", "")
    if not raw:
        return MailServer()
    try:
        parts = urlsplit(raw)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        sound = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
        sound = sound and bool(user) == bool(password) and (user + password).isascii()
        if not sound or parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError
    except ValueError:
        raise WrongSetting(
            "DATELINE_MAIL is not of the form smtp://user:password@host:587 or smtps://…, with "
            "what is special in user and password written as in addresses (%40 for @)."
        ) from None
    host, tls = str(parts.hostname), parts.scheme == "smtps"
    starttls = not tls and not is_here(host)
    port = parts.port or (465 if tls else 587 if starttls else 25)
    return MailServer(host, port, user, password, starttls, tls)


def is_here(host: str) -> bool:
    """Whether a host is this machine itself."""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def mail_from(url: str) -> str:
    """DATELINE_MAIL_FROM: who mails come from, else newsroom@ the host of the site's address."""
    raw = os.environ.get("DATELINE_MAIL_FROM", "")
    if not raw:
        host = str(urlsplit(url).hostname)
        return f"newsroom@{'localhost' if ':' in host else host}"
    try:
        validate_email(parseaddr(sanitize_address(raw, "utf-8"))[1])
    except (ValueError, ValidationError):
        raise WrongSetting(
            f"DATELINE_MAIL_FROM={raw!r}: give an e-mail address, such as "
            '"The Newsroom <desk@news.example>".'
        ) from None
    return raw


def security_contact() -> str:
    """DATELINE_SECURITY_CONTACT as a URI (RFC 9116 2.5.3); empty where none is given."""
    raw = os.environ.get("DATELINE_SECURITY_CONTACT", "")
    if not raw:
        return ""
    address = raw.removeprefix("mailto:")
    with suppress(ValidationError):
        validate_email(address)
        return f"mailto:{address}"
    if raw.startswith(("https://", "tel:")) and raw.isascii() and raw.isprintable() \
            and " " not in raw:
        return raw
    raise WrongSetting(
        f"DATELINE_SECURITY_CONTACT={raw!r}: give a mail address, or an address that begins with "
        "https:// or tel:."
    )


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks from the environment, separated by commas: `10.1.0.0/16, fd00:12::/32`."""
    raw = os.environ.get(name, "")
    try:
        return tuple(ip_network(one.strip()) for one in raw.split(",") if one.strip())
    except ValueError:
        raise WrongSetting(
            f"{name}={raw!r}: give networks such as 10.1.0.0/16, separated by commas."
        ) from None
