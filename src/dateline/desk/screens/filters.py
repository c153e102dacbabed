"""What a list of stories may be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, TextInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from dateline.desk.glances import GLANCES, Stories, among
from dateline.desk.models import Naming, Story, Term, folded
from dateline.lib import clock
from dateline.people.public import User

MOST_TERMS = 200
DRAFTED = "live with a draft"
STATES = (
    *((state, label) for state, label in Story.State.choices if state != "live"),
    ("live", _("live")), (DRAFTED, _("live with a draft")),
)
LABELS = {
    "drafts": _("My drafts"), "waiting": _("Waiting for me"), "held": _("Scheduled and embargoed"),
    "behind": _("Behind the public version"), "undated": _("Without a date"),
    "nameless": _("Headline to be confirmed"), "locked": _("Locked"), "late": _("Late"),
    "trouble": _("In trouble"),
}
URGENCIES = tuple((number, str(number)) for number in range(1, 9))


class Named(filters.CharFilter):
    """Stories that name a term of a kind with these words in its name."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind

    def filter(self, qs: Stories, value: str) -> Stories:
        """Narrow the stories; not at all without words."""
        if not folded(value or ""):
            return qs
        known = Term.objects.filter(kind=self.kind, key__contains=folded(value))
        terms = list(known.values_list("pk", flat=True)[:MOST_TERMS])
        named = Naming.objects.filter(term__in=terms).order_by()
        return among(qs, named.values_list("story", flat=True))


def _range(field: str, label: Any) -> filters.Filter:
    return filters.DateFromToRangeFilter(field, label=label, widget=DateRangePickerWidget())


class StoryFilterSet(WagtailFilterSet):
    """Section, dossier, state, author, writer, dates, language, urgency, backfile, and the panels
    of the dashboard. What is looked up in a set comes last: fewer stories are looked up then."""

    glance = filters.ChoiceFilter(label=_("On the dashboard"), method="glanced",
                                  choices=tuple(LABELS.items()))
    state = filters.MultipleChoiceFilter(label=_("State"), method="standing", choices=STATES,
                                         widget=CheckboxSelectMultiple)
    section = filters.ModelMultipleChoiceFilter(
        label=_("Section"), queryset=Term.objects.filter(kind="section").order_by("key"),
        widget=CheckboxSelectMultiple,
    )
    owner = filters.ModelChoiceFilter(
        label=_("Writer"), queryset=User.objects.filter(is_staff=True).order_by("email"),
    )
    published_at = _range("published_at", _("Date of the story"))
    saved_at = _range("saved_at", _("Saved"))
    language = filters.CharFilter(label=_("Language"), method="spoken",
                                  widget=TextInput(attrs={"placeholder": "en", "maxlength": 35}))
    urgency = filters.MultipleChoiceFilter(label=_("Urgency"), choices=URGENCIES,
                                           widget=CheckboxSelectMultiple)
    backfile = filters.BooleanFilter(label=_("Backfile"), widget=BooleanRadioSelect)
    dossier = Named("dossier", label=_("Dossier"))
    author = Named("author", label=_("Author"))

    class Meta:
        model = Story
        fields: tuple[str, ...] = ()

    def glanced(self, stories: Stories, name: str, value: str) -> Stories:
        """As on a panel of the dashboard."""
        return GLANCES[value](stories, self.request.user, clock.now())

    def standing(self, stories: Stories, name: str, values: list[str]) -> Stories:
        """In one of these states; live does not mean live with a draft."""
        if not values:
            return stories
        plain = [value for value in values if value not in ("live", DRAFTED)]
        wanted = Q(state__in=plain)
        if "live" in values:
            wanted |= Q(state="live", has_unpublished_changes=False)
        if DRAFTED in values:
            wanted |= Q(state="live", has_unpublished_changes=True)
        return stories.filter(wanted)

    def spoken(self, stories: Stories, name: str, value: str) -> Stories:
        """In a language (BCP 47): `en` finds `en-GB` as well."""
        tag = value.strip()
        return stories.filter(Q(language=tag) | Q(language__startswith=f"{tag}-"))
