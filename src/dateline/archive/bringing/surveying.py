"""What a folder holds, where nobody says what it is: one export, or several that are named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from dateline.archive.bringing.reading import drupal_yaml, markdown, pages, pagetexts
from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.reading.rows import NAMES as TABLES
from dateline.archive.bringing.reading.xml_rows import record_of
from dateline.archive.bringing.shapes import NotArchive

SYSTEMS = ("wordpress", "ghost", "blogger", "arc", "drupal", "medium", "movabletype")
"""What names its own system: one such file says what the folder is."""
_LOOKED, _MOST = 40, 100_000
"""So many files of each ending are looked into, of so many in all."""
_TEXTS = (".xml", ".atom", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".txt", ".zip",
          *pages.NAMES, *markdown.NAMES)
_FRONT = (b"---", b"+++", b"{")


def form_of_folder(path: Path, form_of: Callable[[Path], str]) -> str:
    """The word of the format of most that a folder holds; `form_of` is that of a file, or empty.

    Raises NotArchive where there is none, or where several exports lie in it.
    """
    if (path / "posts.csv").is_file() and (path / "posts").is_dir():
        return "substack"
    files = defaultdict[str, list[Path]](list)
    for file, _ in islice(files_below(path, ("",)), _MOST):
        files[file.suffix.lower()].append(file)
    found = {file: form_of(file) for ending in (".xml", ".atom", ".json", ".txt", *pages.NAMES)
             for file in _some(files[ending])}
    found |= {file: "drupal" for ending in drupal_yaml.NAMES for file in _some(files[ending])
              if drupal_yaml.is_entity(file)}
    systems = {form: file for file, form in found.items() if form in SYSTEMS}
    if len(systems) > 1:
        raise NotArchive("this folder holds several exports: " + ", ".join(
            f"{form} ({file.relative_to(path)})" for form, file in sorted(systems.items()))
            + ": bring each in by itself, or name the one that is meant by --as")
    return next(iter(systems), "") or _of_pages(files) or _of_wires(files, form_of) or (
        "jsonl" if any(files[ending] for ending in TABLES if ending != ".xml") or any(
            record_of(file) for file in files[".xml"][:1]) else _unknown(files))


def _some(files: list[Path]) -> list[Path]:
    """A few of them, from the first to the last."""
    return files[::max(1, len(files) // _LOOKED)]


def _of_pages(files: dict[str, list[Path]]) -> str:
    """Markdown, unless it only stands beside pages of HTML, as a README does."""
    texts = [file for ending in markdown.NAMES for file in files[ending]]
    held = [file for ending in pages.NAMES for file in files[ending]]
    if texts and (not held or any(map(_has_front, _some(texts)))):
        return "markdown"
    if held:
        return "markdown" if any(map(markdown.is_text, _some(held))) else "html"
    return "page" if any(map(pagetexts.is_page, files[".txt"][:1])) else ""


def _has_front(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(8).removeprefix(b"\xef\xbb\xbf").startswith(_FRONT)


def _of_wires(files: dict[str, list[Path]], form_of: Callable[[Path], str]) -> str:
    every = (file for ending in files if ending not in (".csv", ".tsv", ".zip")
             for file in files[ending])
    return next((form for form in map(form_of, every) if form not in ("", "csv", "jsonl")), "")


def _unknown(files: dict[str, list[Path]]) -> str:
    """Say what is there, and what to do. Raises NotArchive."""
    seen = ", ".join(f"{len(found):,} {ending or 'without an ending'}" for ending, found in sorted(
        files.items(), key=lambda one: -len(one[1]))[:6] if found) or "no file"
    todo = ("bring its ZIP files in by their names" if files[".zip"]
            else "name its format by --as")
    raise NotArchive(f"nothing in this folder is in a format that is known (it holds {seen}): "
                     f"{todo}")


def unread(path: Path, read: Iterable[Path]) -> Counter[str]:
    """Endings of files of text in a folder that are none of those that were read."""
    known = set(read)
    return Counter(file.suffix.lower() for file, _ in files_below(path, _TEXTS)
                   if file not in known)
