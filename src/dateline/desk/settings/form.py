"""The settings on their form, and back. The navigation is a list that buttons change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.desk.settings.acts import LONGEST, TEXTS
from dateline.lib.zones import zone_names
from dateline.record.public import NavLink, Site

_PLAIN = ("name", "agency", "tagline", "accent", "time_zone", "language")
_PARAGRAPHS = _("An empty line begins a new paragraph.")


def _text(label: Any, help_text: Any = "", rows: int = 6) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=False, help_text=help_text or _PARAGRAPHS,
                           widget=area)


class SettingsForm(forms.Form):
    """Everything but the navigation. What is wrong is said by the act, and shown here."""

    name = forms.CharField(label=_("Name of the site"), required=False, help_text=_(
        "Stands at the head of every page and in browsers’ titles."))
    agency = forms.CharField(label=_("Agency"), required=False, help_text=_(
        "Who publishes: in the footer, and for machines that read the pages."))
    tagline = forms.CharField(label=_("Tagline"), required=False)
    logo = forms.FileField(label=_("Logo"), required=False, help_text=_(
        "PNG or WebP, at most 200 KB. Without one the name is set in type."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp"}))
    logo_away = forms.BooleanField(label=_("Take the logo away"), required=False)
    accent = forms.CharField(label=_("Accent colour"), required=False, help_text=_(
        "Such as #0b4f7d; dark enough for white paper. Dark screens get a lighter one by "
        "themselves. Empty: the colour of the theme."),
        widget=forms.TextInput(attrs={"placeholder": "#0b4f7d", "dir": "ltr"}))
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_(
        "All times on the site are shown in it, with its name."))
    language = forms.CharField(label=_("Language of the site"), required=False, help_text=_(
        "As a tag: en, am, ar, pt-BR. It also decides the direction of the page."))
    languages = forms.CharField(label=_("Further languages"), required=False, help_text=_(
        "Those the newsroom writes in besides, as tags, parted by commas. “About” names them."))
    about = _text(_("About"))
    standards = _text(_("Community standards"))
    imprint = _text(_("Imprint"), _(
        "Who answers for the site, with an address. Its page and link appear with the first word."))
    privacy = _text(_("Privacy"), _(
        "What is kept of readers, and why. Its page and link appear with the first word."))

    def __init__(self, *args: Any, zone: str = "UTC", **named: Any) -> None:
        super().__init__(*args, **named)
        names = dict.fromkeys((*zone_names(), zone))
        field: Any = self.fields["time_zone"]
        field.choices = [(name, name.replace("_", " ")) for name in names]
        self.fields["tagline"].help_text = gettext(
            "One line under the name. At most %d signs.") % LONGEST["tagline"]
        for name, longest in LONGEST.items():
            self.fields[name].widget.attrs |= {"dir": "auto", "maxlength": longest}

    def site(self, before: Site, navigation: tuple[NavLink, ...]) -> Site:
        """The settings the form says; what it does not speak of stays as it was."""
        given = {name: str(self.data.get(name, "")).strip() for name in (*_PLAIN, "languages")}
        texts = {name: paragraphs(str(self.data.get(name, ""))) for name in TEXTS}
        tags = tuple(tag.strip() for tag in given.pop("languages").split(",") if tag.strip())
        made: dict[str, Any] = {**given, **texts, "languages": tags, "navigation": navigation}
        if self.data.get("logo_away"):
            made["logo"] = None
        return replace(before, **made)


def form_of(site: Site) -> SettingsForm:
    """The form of these settings."""
    initial = {name: getattr(site, name) for name in _PLAIN}
    initial |= {name: "\n\n".join(getattr(site, name)) for name in TEXTS}
    return SettingsForm(initial=initial | {"languages": ", ".join(site.languages)},
                        zone=site.time_zone)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: empty lines part them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(part.strip() for part in re.split(r"\n\s*\n", plain) if part.strip())


def links_of(given: QueryDict) -> list[NavLink]:
    """The navigation as it was sent, in its order."""
    rows = zip(*(given.getlist(f"nav-{name}") for name in ("term", "label", "address")),
               strict=False)
    return [
        NavLink(int(term) if term.isdecimal() and len(term) < 16 else 0, label.strip(),
                address.strip())
        for term, label, address in rows
    ]


def changed(links: list[NavLink], step: str, chosen: str) -> list[NavLink]:
    """The navigation after a step such as `up 2`, `remove 0`, `add-term` or `add-link`."""
    act, _space, at = step.partition(" ")
    if act == "add-term" and chosen.isdecimal() and len(chosen) < 16:
        return [*links, NavLink(int(chosen))]
    if act == "add-link":
        return [*links, NavLink()]
    if not at.isdecimal() or int(at[:6]) >= len(links):
        return links
    place = int(at)
    rest = [*links[:place], *links[place + 1 :]]
    if act == "remove":
        return rest
    rest.insert(max(0, place + (1 if act == "down" else -1)), links[place])
    return rest
