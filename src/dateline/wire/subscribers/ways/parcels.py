"""What goes out in one message: the copy of a number, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.wire.subscribers.writing import FORMATS, Copy


@dataclass(frozen=True)
class Parcel:
    """`cursor` is the subscriber's after this number; `notice`: a kill told ahead of its turn.

    `headline` and `plain` are for people; given to mails only, and empty where there is no text.
    """

    copy: Copy
    cursor: str
    notice: bool = False
    headline: str = ""
    plain: str = ""

    @property
    def kind(self) -> Literal["entry", "notice"]:
        """One word for it."""
        return "notice" if self.notice else "entry"

    @property
    def uuid(self) -> str:
        """The story's id without `urn:uuid:`."""
        return self.copy.guid.removeprefix("urn:uuid:")

    @property
    def file_name(self) -> str:
        """`0000000012-GUID-v3.json`; a notice ahead of its turn begins with `notice`."""
        first = "notice" if self.notice else f"{self.copy.number:010}"
        ending = FORMATS[self.copy.form].ending
        return f"{first}-{self.uuid}-v{self.copy.version}.{ending}"
