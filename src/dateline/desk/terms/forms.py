"""What the acts on a term ask for."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dateline.desk.terms.acts import LONGEST_STANDFIRST
from dateline.desk.terms.naming import Numbers
from dateline.desk.terms.words import KINDS
from dateline.desk.working import LONGEST_NAME
from dateline.record.public import TAG_KINDS

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AUTO = {"dir": "auto", "autocomplete": "off"}


class ActForm(forms.Form):
    """Carries the numbers that stood on the button, so that nobody decides on other ones."""

    stories = forms.IntegerField(widget=forms.HiddenInput)
    drafts = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def shown(self) -> Numbers:
        """The numbers that were shown."""
        return Numbers(self.cleaned_data["stories"], self.cleaned_data["drafts"])

    def show(self, now: Numbers) -> None:
        """Show these numbers from now on."""
        data: Any = self.data.copy()  # type: ignore[has-type]
        data.update(vars(now))
        self.data = data


class NameForm(ActForm):
    """A new name."""

    name = forms.CharField(
        label=_("New name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs=AUTO)
    )


class KindForm(ActForm):
    """A kind of tag."""

    kind = forms.ChoiceField(
        label=_("It is a"), choices=[(kind, KINDS[kind]) for kind in TAG_KINDS],
        widget=forms.RadioSelect,
    )


class StandfirstForm(ActForm):
    """What a dossier is about."""

    standfirst = forms.CharField(
        label=_("Standfirst"), required=False, max_length=LONGEST_STANDFIRST,
        help_text=_("A sentence or two; it stands above the dossier’s stories."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class NoteForm(ActForm):
    """A note for colleagues."""

    note = forms.CharField(
        label=_("Note for colleagues"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class MergeForm(ActForm):
    """Into which term."""

    into = forms.IntegerField(widget=forms.HiddenInput)


class GuidsField(forms.MultipleChoiceField):
    """Guids, whatever they stand for by now: the act looks."""

    def valid_value(self, value: str) -> bool:
        """Whether it is one at all."""
        return bool(GUID.fullmatch(value))


class SplitForm(ActForm):
    """Which stories, and to which dossier."""

    into = forms.CharField(max_length=LONGEST_NAME, widget=forms.HiddenInput)
    story = GuidsField(widget=forms.MultipleHiddenInput)


class SectionForm(forms.Form):
    """The name of a section to open."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs=AUTO)
    )


class OrderForm(forms.Form):
    """The place of each public section among them."""

    def __init__(self, *args: Any, names: list[str], **named: Any) -> None:
        super().__init__(*args, **named)
        for number, name in enumerate(names, start=1):
            self.fields[f"place-{number}"] = forms.IntegerField(
                label=name, initial=number, min_value=1, max_value=len(names),
            )
        self.names = names

    def ordered(self) -> list[str]:
        """The names in the order asked for: one that was moved gets its place, others make way."""
        wanted = []
        for was, name in enumerate(self.names, start=1):
            place = self.cleaned_data[f"place-{was}"]
            wanted.append((place, (place > was) - (place < was), was, name))
        return [name for _, _, _, name in sorted(wanted)]
