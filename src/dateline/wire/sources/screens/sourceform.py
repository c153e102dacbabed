"""The form of a source: lists and the mapping as lines of text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.formats.detecting import NAMES
from dateline.wire.models import Source

_ARROW = "="
FIELDS = ("name", "kind", "address", "interval", "section", "language", "credit", "rights",
          "format", "active", "publishes")
FORMATS = [("", gettext_lazy("by its content")), *NAMES.items()]


def _lines(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=20_000,
                           widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))


class SourceForm(forms.ModelForm):
    """A source; its way is chosen once."""

    pairs = _lines(gettext_lazy("Sections"), gettext_lazy(
        "A line each: what the source calls it = our section. All else goes to the section above."))
    rule_urgency = forms.TypedChoiceField(
        label=gettext_lazy("By itself: at most this urgency"), required=False, coerce=int,
        empty_value=None, choices=[("", gettext_lazy("any")), *((n, n) for n in range(1, 9))])
    sections = _lines(gettext_lazy("By itself: only these of its sections"),
                      gettext_lazy("A line each; empty: all."))
    wanted = _lines(gettext_lazy("By itself: only with one of these words"),
                    gettext_lazy("A line each; empty: all."))

    class Meta:
        model = Source
        fields = FIELDS
        labels = {"kind": gettext_lazy("How it comes"),
                  "address": gettext_lazy("Address of the feed, or path of the folder"),
                  "section": gettext_lazy("Our section"),
                  "language": gettext_lazy("Language, where an item says none")}
        help_texts = {
            "credit": gettext_lazy("Stands in the dateline; empty: as the item says."),
            "rights": gettext_lazy("Where an item says none."),
            "publishes": gettext_lazy(
                "Its items become public without an editor. Never those that are withheld, old, "
                "without a text, or odd in anything that matters."),
        }

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["format"] = forms.ChoiceField(
            label=gettext_lazy("Format"), choices=FORMATS, required=False)
        source = self.instance
        if source.pk:
            self.fields["kind"].disabled = True
        self.initial |= {
            "pairs": "\n".join(f"{their} {_ARROW} {ours}" for their, ours in
                               source.mapping.items()),
            "rule_urgency": source.rule_urgency or "",
            "sections": "\n".join(source.rule_sections), "wanted": "\n".join(source.rule_words),
        }

    def clean_pairs(self) -> dict[str, str]:
        """The mapping; a line that is none is refused."""
        made = {}
        for line in _said(self.cleaned_data["pairs"]):
            their, arrow, ours = (part.strip() for part in line.rpartition(_ARROW))
            if not (arrow and their and ours) or len(ours) > 200:
                raise forms.ValidationError(_("“%(line)s”: write their word = our section"),
                                            params={"line": line[:80]})
            made[their] = ours
        return made

    def source(self) -> Source:
        """The source as the form has it, not saved."""
        made = self.cleaned_data
        source: Source = self.instance
        source.mapping, source.rule_urgency = made["pairs"], made["rule_urgency"]
        source.rule_sections, source.rule_words = _said(made["sections"]), _said(made["wanted"])
        return source


def _said(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
