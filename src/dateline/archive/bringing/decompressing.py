"""One file that was made smaller (gzip, bzip2, xz): unpacked beside, within bounds."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from dateline.archive.bringing.shapes import NotArchive

BYTES, TIMES, LEAST = 50_000_000_000, 100, 200_000_000
"""At most so many bytes; more than `LEAST` are at most so many times those of the file."""
_KINDS: dict[bytes, Callable[..., Any]] = {
    b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\0": lzma.open}
_PIECE = 1 << 20


def opener_of(path: Path) -> Callable[..., Any] | None:
    """What opens the file, if it is a small one of these kinds."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(8)
    return next((opens for begins, opens in _KINDS.items() if head.startswith(begins)), None)


@contextmanager
def decompressed(path: Path, opens: Callable[..., Any]) -> Iterator[Path]:
    """The file as it was before, in a folder that is gone afterwards. Raises NotArchive."""
    name = path.stem if path.suffix.lower() in (".gz", ".bz2", ".xz", ".lzma") else path.name
    with tempfile.TemporaryDirectory(prefix="dateline-archive-") as folder:
        made = Path(folder, name)
        try:
            with opens(path, "rb") as source, made.open("xb") as target:
                _copy(source, target, path.stat().st_size)
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
            raise NotArchive(f"this file cannot be unpacked: {error}"[:300]) from None
        yield made


def _copy(source: IO[bytes], target: IO[bytes], weight: int) -> None:
    """Raises ValueError where it would be more than a disk should take."""
    count, free = 0, shutil.disk_usage(tempfile.gettempdir()).free // 2
    while data := source.read(_PIECE):
        count += len(data)
        if count > min(BYTES, free) or count > max(LEAST, TIMES * weight):
            raise ValueError(f"{weight:,} bytes would be more than {count:,}")
        target.write(data)
