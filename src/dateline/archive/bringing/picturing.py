"""The pictures of an archive: from the folder it lies in, or fetched by the guarded fetcher."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from dateline.desk.public import NotTaken, add_picture, shown
from dateline.lib import fetch
from dateline.record.public import Picture

MOST = 40 * 1024 * 1024
"""Bytes of one picture."""
_SERVED = ("static", "assets", "public", "content", "source")
"""Folders that sites serve as if they lay at their root."""


class Pictures:
    """Takes each picture in once; `trouble` says why some were not to be had."""

    def __init__(self, *, base: str = "", folder: Path | None = None, remote: bool = True) -> None:
        self.base, self.folder, self.remote = base, folder, remote
        self.known: dict[str, Picture | None] = {}
        self.trouble: dict[str, str] = {}

    def get(self, address: str, beside: str) -> Picture | None:
        """The picture as readers see it; None where it cannot be had."""
        key = f"{beside} {address}"
        if key not in self.known:
            self.known[key] = self._taken(address, beside)
        return self.known[key]

    def _taken(self, address: str, beside: str) -> Picture | None:
        try:
            return shown(add_picture(self._bytes(address, beside), name=_name(address)))
        except (OSError, NotTaken, fetch.NoAnswer, ValueError) as error:
            self.trouble[address] = " ".join(str(error).split())[:300]
            return None

    def _bytes(self, address: str, beside: str) -> io.BytesIO:
        local = self._local(address, beside)
        if local is not None:
            if local.stat().st_size > MOST:
                raise ValueError(f"it has more than {MOST:,} bytes")
            return io.BytesIO(local.read_bytes())
        full = urljoin(self.base, address) if self.base else address
        if not self.remote or urlsplit(full).scheme not in ("http", "https"):
            raise ValueError("there is no such file beside the archive, and nothing is fetched")
        answer = fetch.get(full, most=MOST, seconds=30)
        if answer.status != 200:
            raise ValueError(f"its server answered {answer.status}")
        return io.BytesIO(answer.body)

    def _local(self, address: str, beside: str) -> Path | None:
        """The file of an address, inside the archive's folder only."""
        path = unquote(urlsplit(address).path)
        root = self.folder
        served = [root, *(root / name for name in _SERVED)] if root else []
        for folder in filter(None, (Path(beside) if beside else None, *served)):
            found = (folder / path.lstrip("/")).resolve()
            if found.is_relative_to((root or folder).resolve()) and found.is_file():
                return found
        return None


def _name(address: str) -> str:
    return (unquote(urlsplit(address).path).rpartition("/")[2] or "picture")[:100]
