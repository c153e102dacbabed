"""A document of NITF, of whatever version and namespace: its parts by name, and what is odd."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.formats.nitf_body import name_of, words_of
from dateline.formats.wiretext import line, moment


class Document:
    """An `nitf` element; `doubts` gather while it is read, `metas` are its meta by name."""

    def __init__(self, root: Any) -> None:
        self.root, self.doubts = root, list[str]()
        self._parts: dict[str, list[Any]] = {}
        for element in root.iter():
            self._parts.setdefault(name_of(element), []).append(element)
        self.metas = {
            (one.get("name") or "").lower(): line(one.get("content") or "")
            for one in reversed(self.all("meta"))
        }

    def all(self, name: str) -> list[Any]:
        """Every element of this local name, in the order of the document."""
        return self._parts.get(name, [])

    def first(self, name: str) -> str:
        """The words of the first element of this name that says any."""
        return next(filter(None, map(words_of, self.all(name))), "")

    def value(self, name: str, attribute: str) -> str:
        """An attribute, on one line, of the first element of this name that has one."""
        said = (line(one.get(attribute) or "") for one in self.all(name))
        return next(filter(None, said), "")

    def time(self, name: str, attribute: str = "norm") -> datetime | None:
        """A time of the first element that has one."""
        return moment(self.value(name, attribute), name, self.doubts)


def within(element: Any, *names: str) -> bool:
    """Whether the element stands in one of these names."""
    return any(name_of(one) in names for one in element.iterancestors())
