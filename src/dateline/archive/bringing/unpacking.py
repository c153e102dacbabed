"""ZIP files as other systems give them: unpacked into a folder that is gone afterwards, or refused.

A stranger's ZIP may name files outside of its folder, links, or a thousand times what it weighs.
"""

from __future__ import annotations

import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from dateline.archive.bringing.decompressing import decompressed, opener_of
from dateline.archive.bringing.reading import markdown, pages
from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.shapes import NotArchive

FILES, BYTES = 500_000, 50_000_000_000
"""So many are unpacked at most."""
DEEPEST = 100
TIMES, LEAST = 100, 200_000_000
"""What is larger than `LEAST` bytes has at most so many times the bytes of the ZIP file."""
_PIECE = 1 << 20
_PAGES = (*pages.NAMES, *markdown.NAMES)
_OF_SITES = re.compile(r"_\w{1,40}|content|posts?|source|\d{4}", re.I)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder that a ZIP file holds, or the file in one of gzip, bzip2 or xz; of another file or
    folder itself. Raises NotArchive."""
    if opens := opener_of(path):
        with decompressed(path, opens) as made:
            yield made
        return
    if not path.is_file() or not zipfile.is_zipfile(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="dateline-archive-") as folder:
        _unpack(path, Path(folder))
        yield _inner(Path(folder))


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            _weighed(path, packed)
            left = sum(one.file_size for one in packed.infolist())
            for one in packed.infolist():
                target = _target(folder, one)
                if target is not None:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with packed.open(one) as source, target.open("xb") as made:
                        left -= _copied(source, made, left)
    except FileExistsError:
        raise NotArchive(f"this ZIP file cannot be unpacked: {one.filename[:100]!r} stands in it "
                         "twice, or as a file and a folder") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
        raise NotArchive(f"this ZIP file cannot be unpacked: {error}"[:300]) from None


def _weighed(path: Path, packed: zipfile.ZipFile) -> None:
    """Refuse what is more than a disk should take, before anything is written."""
    found = packed.infolist()
    total, weight = sum(one.file_size for one in found), path.stat().st_size
    if len(found) > FILES or total > BYTES:
        raise NotArchive(f"this ZIP file holds {len(found):,} files of {total:,} bytes; at most "
                         f"{FILES:,} and {BYTES:,} are unpacked")
    if total > LEAST and total > TIMES * weight:
        raise NotArchive(f"this ZIP file of {weight:,} bytes would be {total:,}: it is not "
                         "unpacked")
    if total > shutil.disk_usage(tempfile.gettempdir()).free // 2:
        raise NotArchive(f"there is no room for the {total:,} bytes of this ZIP file in "
                         f"{tempfile.gettempdir()} (see TMPDIR)")


def _target(folder: Path, one: zipfile.ZipInfo) -> Path | None:
    """Where a file is put; None for a folder, a link, and what is not of the archive.

    Raises ValueError for one that would lie outside.
    """
    name = PurePosixPath(one.filename.replace("\\", "/"))
    kind = stat.S_IFMT(one.external_attr >> 16)
    if one.is_dir() or (kind and not stat.S_ISREG(kind)) or name.parts[:1] == ("__MACOSX",):
        return None
    if one.flag_bits & 1:
        raise ValueError(f"{one.filename[:100]!r} is encrypted")
    if name.is_absolute() or ".." in name.parts or ":" in (name.parts or (":",))[0]:
        raise ValueError(f"{one.filename[:100]!r} lies outside of it")
    if len(name.parts) > DEEPEST or any(len(part.encode()) > 255 for part in name.parts):
        raise ValueError(f"{one.filename[:100]!r} has too long a name")
    return folder / name


def _copied(source: IO[bytes], made: IO[bytes], most: int) -> int:
    """Copy, and count; raises ValueError where there is more than was said."""
    count = 0
    while data := source.read(_PIECE):
        count += len(data)
        if count > most:
            raise ValueError("it holds more than it says")
        made.write(data)
    return count


def _inner(folder: Path) -> Path:
    """Below a folder that only wraps the others. Where a page stands below says its address and by
    what it is found again: then it is one at most, and none that a site has for itself."""
    first = True
    while True:
        found = [one for one in folder.iterdir() if not one.name.startswith(".")]
        if len(found) != 1 or not found[0].is_dir():
            return folder
        if (not first or _OF_SITES.fullmatch(found[0].name)) and any(files_below(folder, _PAGES)):
            return folder
        folder, first = found[0], False
