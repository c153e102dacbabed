"""The text of a story as named values, to compare, to merge and to put back.

Values are as a revision's JSON has them. Terms are (number, guessed) in order; the body is the
stream, each paragraph apart.
"""

from __future__ import annotations

import json
from datetime import UTC
from html import escape
from typing import Any

import lxml.html
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from dateline.desk.models import Naming, Story, Term

Text = dict[str, Any]
LABELS = {
    "headline": _("Headline"), "short_headline": _("Short headline"),
    "standfirst": _("Standfirst"), "place": _("Dateline place"), "credit": _("Credit"),
    "author": _("Bylines"), "picture": _("Lead picture"),
    "picture_alt": _("Alt text of the lead picture"),
    "picture_caption": _("Caption of the lead picture"), "body": _("Body"), "section": _("Section"),
    "dossier": _("Dossiers"), "tag": _("Tags"), "topics": _("Media topics"),
    "pinned": _("Related stories"), "related": _("Related headlines"), "language": _("Language"),
    "translation_of": _("Translation of"), "slugline": _("Slugline"), "urgency": _("Urgency"),
    "genre": _("Genre"), "rights": _("Rights line"), "sub_judice": _("Sub judice"),
    "minors": _("Minors"), "published_at": _("Date of the story"), "expire_at": _("Expires"),
    "headline_missing": _("Headline missing"), "note": _("Editor's note"),
    "sources": _("Sources"),
}
ROLES = ("author", "dossier", "tag")
TIMES = ("published_at", "expire_at")


def seen(story: Story) -> str:
    """What names the text a person looked at: it changes with every save."""
    latest = story.latest_revision
    saved = story.saved_at.isoformat() if story.saved_at else ""
    return f"{latest.pk}@{latest.created_at.isoformat()}" if latest else f"0@{saved}"


def text_of(content: dict[str, Any]) -> Text:
    """The named values in a story's serialised content."""
    text: Text = {name: content.get(name) for name in LABELS if name not in (*ROLES, "body")}
    for name in TIMES:
        text[name] = _spelled(text[name])
    namings = sorted(content.get("namings", []), key=lambda row: row["position"] or 0)
    for role in ROLES:
        text[role] = [[row["term"], row["guessed"]] for row in namings if row["role"] == role]
    body = content.get("body") or []
    stream = json.loads(body) if isinstance(body, str) else body
    text["body"] = [piece for child in stream for piece in _apart(child)]
    return text


def _spelled(moment: Any) -> str | None:
    """A time in one spelling, whether it comes from a row or from a revision."""
    read = parse_datetime(moment) if isinstance(moment, str) else moment
    return read.astimezone(UTC).isoformat(timespec="milliseconds") if read else None


def text(story: Story) -> Text:
    """The named values of a working copy."""
    return text_of(story.serializable_data())


def _apart(child: dict[str, Any]) -> list[dict[str, Any]]:
    """A text of several paragraphs as one child each; ids do not matter to the text."""
    if child["type"] != "paragraph":
        return [{"type": child["type"], "value": _bare(child["value"])}]
    return [{"type": "paragraph", "value": html} for html in paragraphs(child["value"] or "")]


def _bare(value: Any) -> Any:
    """A value without the ids the editor gives to the items of a list."""
    if isinstance(value, dict):
        return {name: _bare(part) for name, part in value.items() if name != "id"}
    return [_bare(part) for part in value] if isinstance(value, list) else value


def paragraphs(html: str) -> list[str]:
    """Each paragraph of a rich text, without the editor's own keys."""
    if not html.strip():
        return []
    found = []
    for element in lxml.html.fragments_fromstring(html):
        if isinstance(element, str):
            found.append(f"<p>{escape(element)}</p>")
            continue
        element.tail = None
        element.attrib.pop("data-block-key", None)
        found.append(lxml.html.tostring(element, encoding="unicode"))
    return found


def put(story: Story, text: Text) -> None:
    """Set these values on a story in memory; names left out stay as they are."""
    for name, value in text.items():
        if name == "body":
            story.set_stream(_together(value))
        elif name in ("section", "place", "translation_of", "picture"):
            setattr(story, f"{name}_id", value)
        elif name in TIMES:
            field = story._meta.get_field(name)
            setattr(story, name, field.to_python(value))
        elif name not in ROLES:
            setattr(story, name, value)
    given = [role for role in ROLES if role in text]
    if given:
        _put_names(story, text, given)


def _put_names(story: Story, text: Text, given: list[str]) -> None:
    held = {(naming.role, naming.term_id): naming for naming in story.namings.all()}
    rows = [naming for naming in held.values() if naming.role not in given]
    numbers = {number for role in given for number, _ in text[role]}
    known = set(Term.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    for role in given:
        for position, (number, guessed) in enumerate(text[role]):
            if number in known:
                naming = held.get((role, number)) or Naming(role=role, term_id=number)
                naming.position, naming.guessed = position, guessed
                rows.append(naming)
    story.namings.set(rows)


def _together(pieces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pieces as a stream, paragraphs that follow each other as one text."""
    stream: list[dict[str, Any]] = []
    for piece in pieces:
        if piece["type"] == "paragraph" and stream and stream[-1]["type"] == "paragraph":
            stream[-1] = stream[-1] | {"value": stream[-1]["value"] + piece["value"]}
        else:
            stream.append(dict(piece))
    return stream
