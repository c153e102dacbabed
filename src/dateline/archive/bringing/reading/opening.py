"""Files of strangers, opened: bounded from one story to the next, and mended where that is safe."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from dateline.archive.bringing.shapes import Mended, NotArchive
from dateline.lib.xml import XmlRefused
from dateline.lib.xmlclean import MOST, Clean, clean_elements

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"))
_PIECE = 1 << 18
_NO_NUMBER = re.compile(rb"[:,\[]\s{0,99}(NaN|-?Infinity)")
_SKIPPED = frozenset({"__MACOSX", "node_modules"})


def xml_elements(file: Clean, *paths: str) -> Iterator[Any]:
    """The elements of these paths (see `elements`). Raises NotArchive, with the line."""
    try:
        yield from clean_elements(file, *paths)
    except XmlRefused as error:
        raise NotArchive(str(error)) from None


def mends(file: Clean) -> Iterator[Mended]:
    """What was mended in it, in words."""
    return map(Mended, file.mends())


def broken_json(path: Path, error: Exception) -> NotArchive:
    """Why a file is not JSON to its end, in one line, with the line where it is small enough."""
    said = str(error).partition("\n")[0]
    try:
        if path.stat().st_size <= MOST:
            raw = path.read_bytes()
            json.loads(raw)
            said = "it is in UTF-16, and JSON is UTF-8 (RFC 8259): save it so" if raw[:2] in (
                codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in raw[:4] else said
    except json.JSONDecodeError as fault:
        said = f"line {fault.lineno}: it is not JSON to its end ({fault.msg})"
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        said = f"line {line}: it is not UTF-8, and so not JSON (RFC 8259)"
    except (OSError, ValueError, RecursionError):
        pass
    else:
        if path.stat().st_size <= MOST and (odd := _NO_NUMBER.search(raw)):
            line = raw.count(b"\n", 0, odd.start()) + 1
            said = f"line {line}: {odd[1].decode()} is no number of JSON (RFC 8259)"
    return NotArchive((said if ": " in said else f"it is not JSON to its end: {said}")[:300])


def charset_of(path: Path) -> tuple[str, bool]:
    """The character set of a text file, and whether it was guessed: without a mark it is UTF-8 if
    it can be, else windows-1252."""
    with path.open("rb") as file:
        head = file.read(4)
        named = next((name for bom, name in BOMS if head.startswith(bom)), "")
        if named:
            return named, False
        if head[1:2] == b"\0" or head[:1] == b"\0":
            return ("utf-16-le" if head[1:2] == b"\0" else "utf-16-be"), True
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while data := file.read(_PIECE):
                decoder.decode(data)
            decoder.decode(b"", True)
        except UnicodeDecodeError as error:
            # what only breaks off at its end is UTF-8 all the same
            return ("utf-8", False) if error.reason == "unexpected end of data" else (
                "windows-1252", True)
    return "utf-8", False


def opened_text(path: Path, charset: str) -> TextIOWrapper:
    """The file as text, line ends as they are; what is no character becomes U+FFFD."""
    return path.open(encoding=charset, errors="replace", newline="")


def files_below(path: Path, endings: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Files with these endings below a folder (or the one), each with its path there, in order.

    Links are not followed, and hidden folders not entered: what is not of the archive is not read.
    """
    if path.is_file():
        yield path, path.name
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(one for one in inner if not one.startswith(".") and one not in _SKIPPED)
        for name in sorted(names):
            file = Path(folder, name)
            if name.lower().endswith(endings) and not name.startswith(".") and not (
                    file.is_symlink()) and file.is_file():
                yield file, file.relative_to(path).as_posix()
