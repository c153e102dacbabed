"""Terms as a writer types them, one a line: `Iraq`, `place: Iraq`, `place?: Iraq` (a guess)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.desk.working import LONGEST_NAME, NotCopy, Tag, named
from dateline.record.public import TAG_KINDS

_TAG = re.compile(rf"({'|'.join(TAG_KINDS)})(\?)?\s*:\s*(.+)", re.IGNORECASE)


_SAID = {
    "data-earlier": gettext_lazy("Earlier"), "data-confirm": gettext_lazy("The kind is right"),
    "data-remove": gettext_lazy("Remove"), "data-found": gettext_lazy("Found: {}"),
}
"""What the script says: it has no words of its own."""


class Lines(forms.Textarea):
    """A text area with one entry a line, which a script turns into chips with suggestions."""

    template_name = "desk/lines.html"

    def __init__(self, find: str = "", kind: str = "", single: bool = False) -> None:
        attrs = {"data-find": find, "data-kind": kind, "rows": 1 if single else 2, "dir": "auto",
                 **_SAID}
        super().__init__(attrs | ({"data-single": ""} if single else {}))

    class Media:
        js = ("desk/lines.js",)
        css = {"all": ("desk/desk.css",)}


class LinesField(forms.CharField):
    """A tuple of lines, each once, in the order given."""

    def __init__(self, **named_: Any) -> None:
        super().__init__(**{"required": False, "strip": True} | named_)

    def prepare_value(self, value: Any) -> Any:
        """Lines as text."""
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]
        """Text as lines."""
        lines = (" ".join(line.split()) for line in (super().to_python(value) or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines differ, not their white space."""
        return tuple(initial or ()) != self.to_python(data)


class NamesField(LinesField):
    """Names of terms of one kind."""

    kind = "term"

    def __init__(self, kind: str, **named_: Any) -> None:
        self.kind = kind
        super().__init__(**named_)

    def validate(self, value: Any) -> None:
        """Each line can be a name."""
        for line in value:
            _valid(self.kind, line)


class TagsField(LinesField):
    """Tags with their kinds."""

    def validate(self, value: Any) -> None:
        """Each line names a tag."""
        for line in value:
            _valid("tag", tag_of(line).name)


def _valid(kind: str, name: str) -> None:
    try:
        named(kind, name)
    except NotCopy as error:
        raise ValidationError(
            _("“%(name)s” is too long or no text: a name has 1 to %(most)s signs."),
            params={"name": name[:60], "most": LONGEST_NAME},
        ) from error


def tag_of(line: str) -> Tag:
    """The tag a line names; without a kind it is a subject."""
    found = _TAG.fullmatch(line)
    if found is None:
        return Tag(line, "subject")
    return Tag(found[3].strip(), found[1].lower(), bool(found[2]))  # type: ignore[arg-type]


def line_of(tag: Any) -> str:
    """A tag (or a named term) as a line."""
    return f"{tag.kind}{'?' if tag.guessed else ''}: {tag.name}"


def ids(lines: Iterable[str]) -> list[str]:
    """The first word of each line: what it refers to; the rest is for people to read."""
    return [line.split(maxsplit=1)[0] for line in lines]
