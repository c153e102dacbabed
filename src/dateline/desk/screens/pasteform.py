"""What was understood of a pasted text, each part in its field, to be amended before it is filed.

The body and where the text came from travel signed through the page: nothing is kept before there
is a draft.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from dateline.desk.forms import FIND_TERMS
from dateline.desk.models import Term, folded
from dateline.desk.naming import Lines, LinesField, NamesField, TagsField, line_of
from dateline.desk.naming import tag_of as tag
from dateline.desk.pasting import Understood
from dateline.desk.understanding import unsorted
from dateline.desk.working import Copy, NotCopy, checked
from dateline.record.public import Block, block_of, spelled_block

_SALT = "desk.paste"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
_HALVES = ("-09:30", "-03:30", "-02:30", "+03:30", "+04:30", "+05:30", "+05:45", "+06:30",
           "+09:30", "+10:30", "+12:45")
_OFFSETS = sorted(
    [*(f"{hour:+03d}:00" for hour in range(-12, 15)), *_HALVES],
    key=lambda offset: datetime.fromisoformat(f"2000-01-01T00:00{offset}"), reverse=True,
)


def zones() -> list[tuple[str, str]]:
    """Every zone a date can be given in."""
    named = ((at, f"UTC{at}" if at != "+00:00" else "UTC (GMT)") for at in _OFFSETS)
    return [("", _("— which zone? —")), *named]


def _line(label: Any, *, required: bool = False, **named: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, required=required, widget=widget, **named)


def _text(label: Any, rows: int, *, required: bool = False, **named: Any) -> forms.CharField:
    widget = AdminAutoHeightTextInput(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, widget=widget, **named)


class PasteForm(forms.Form):
    """The parts of a pasted text."""

    state = forms.CharField(widget=forms.HiddenInput)
    headline = _text(gettext_lazy("Headline"), 1, required=True)
    standfirst = _text(gettext_lazy("Standfirst"), 2)
    place = NamesField("place", label=gettext_lazy("Dateline place"),
                       widget=Lines(FIND_TERMS, "place", single=True))
    credit = _line(gettext_lazy("Credit"))
    authors = NamesField("author", label=gettext_lazy("Bylines"),
                         widget=Lines(FIND_TERMS, "author"))
    section = forms.ModelChoiceField(
        Term.objects.none(), label=gettext_lazy("Section"), required=False,
        empty_label=gettext_lazy("— none of these —"),
    )
    new_section = _line(gettext_lazy("Or a new section"))
    dossiers = NamesField("dossier", label=gettext_lazy("Dossiers"),
                          widget=Lines(FIND_TERMS, "dossier"))
    tags = TagsField(label=gettext_lazy("Tags"), widget=Lines(FIND_TERMS, "tag"),
                     help_text=gettext_lazy(
        "One a line, with its kind. A question mark after the kind says that it is a guess."))
    moment = forms.CharField(
        label=gettext_lazy("Date of the story"), required=False, widget=AdminDateTimeInput(),
        help_text=gettext_lazy("Empty: the story stays undated."),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Zone of the date"), required=False, choices=zones)
    language = _line(gettext_lazy("Language"), required=True,
                     help_text=gettext_lazy("Its code, such as “en”, “am” or “pt-BR”."))
    related = LinesField(label=gettext_lazy("Related headlines"), widget=Lines())
    note = _text(gettext_lazy("Editor's note (never public)"), 2)
    sources = _text(gettext_lazy("Sources (never public)"), 1)

    def __init__(self, data: Any = None, understood: Understood | None = None) -> None:
        super().__init__(data, initial=_initial(understood) if understood else None)
        self.fields["related"].widget.attrs["rows"] = 4
        self.fields["new_section"].help_text = _(
            "Without a section the story stands in “%(section)s”."
        ) % {"section": unsorted()}
        self.fields["section"].queryset = (  # type: ignore[attr-defined]
            Term.objects.filter(kind="section").order_by("key"))
        if understood is None:
            self._read_state()

    def _read_state(self) -> None:
        """Raises signing.BadSignature for what this desk did not write."""
        self.held: dict[str, Any] = signing.loads(self.data.get("state", ""), salt=_SALT)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body that was understood."""
        return tuple(map(block_of, self.held["blocks"]))

    def clean_language(self) -> str:
        """A language tag (BCP 47)."""
        said: str = self.cleaned_data["language"].strip()
        if not _LANGUAGE.fullmatch(said):
            raise forms.ValidationError(_("Give the code of a language, such as “en” or “pt-BR”."))
        return said

    def clean_place(self) -> str:
        """One place, or none."""
        names: tuple[str, ...] = self.cleaned_data["place"]
        if len(names) > 1:
            raise forms.ValidationError(_("A dateline has one place."))
        return next(iter(names), "")

    def clean_moment(self) -> datetime | None:
        """A date and time as they stand on the clock, without zone."""
        said = self.cleaned_data["moment"].strip()
        try:
            found = datetime.fromisoformat(said) if said else None
        except ValueError:
            found = datetime.max.replace(tzinfo=UTC)
        if found and (found.tzinfo or not 1600 <= found.year <= 2200 or len(said) < 12):
            raise forms.ValidationError(_("Give the date and the time as 2016-06-23 10:05."))
        return found

    def clean(self) -> dict[str, Any]:
        """One section, and a zone where there is a date; then the desk's own rules."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("section") and given.get("new_section", "").strip():
            self.add_error("new_section", _("Choose a section or write a new one, not both."))
        if given.get("moment") and not given.get("zone") and "zone" not in self.errors:
            self.add_error("zone", _("Which zone is the date in?"))
        if not self.errors:
            try:
                checked(self.copy())
            except NotCopy as error:
                self.add_error(None, str(error))
        return given

    def copy(self) -> Copy:
        """The amended copy. A working headline that nobody changed stays marked as one."""
        given, held = self.cleaned_data, self.held
        section = given["section"].name if given["section"] else given["new_section"].strip()
        same = ("standfirst", "place", "credit", "authors", "dossiers", "language", "related",
                "note", "sources")
        moment = given["moment"]
        return Copy(
            headline=given["headline"],
            headline_missing=folded(given["headline"]) == folded(held["made"]),
            section=section or unsorted(),
            tags=tuple(map(tag, given["tags"])),
            blocks=self.blocks,
            published_at=moment and datetime.fromisoformat(f"{moment.isoformat()}{given['zone']}"),
            source=held["source"],
            **{name: given[name] for name in same},
        )


def _initial(understood: Understood) -> dict[str, Any]:
    copy = understood.copy
    known = Term.objects.filter(kind="section", key=folded(copy.section)).first()
    new = "" if known or copy.section == unsorted() else copy.section
    return {
        **{name: getattr(copy, name) for name in (
            "headline", "standfirst", "credit", "authors", "dossiers", "language", "related",
            "note", "sources",
        )},
        "place": (copy.place,) if copy.place else (),
        "section": known, "new_section": new,
        "tags": tuple(map(line_of, copy.tags)),
        **_date(copy.published_at, understood.date_said),
        "state": signing.dumps({
            "blocks": list(map(spelled_block, copy.blocks)), "source": copy.source,
            "made": copy.headline if copy.headline_missing else "",
            "kind": understood.kind, "notes": list(understood.notes),
        }, salt=_SALT, compress=True),
    }


def _date(moment: datetime | None, said: str) -> dict[str, str]:
    """Date and zone as they are stated; a date without zone leaves the zone to be chosen."""
    if moment is None:
        try:
            bare = datetime.fromisoformat(said)
        except ValueError:
            return {}
        return {"moment": bare.strftime("%Y-%m-%d %H:%M" if len(said) > 10 else "%Y-%m-%d")}
    zone = f"{moment:%z}"[:5]
    zone = f"{zone[:3]}:{zone[3:]}"
    if zone not in _OFFSETS:
        moment, zone = moment.astimezone(UTC), "+00:00"
    clock = "%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M"
    return {"moment": moment.strftime(clock), "zone": zone}
