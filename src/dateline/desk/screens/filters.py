"""What a list of stories may be narrowed by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters as filters
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, TextInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from dateline.desk.glances import GLANCES
from dateline.desk.models import Story, Term, folded
from dateline.desk.models.indexes import COUNTED, NEWS, UNUSUAL, WRITTEN
from dateline.desk.narrowing import Stories, dialects, led, named_by, naming
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
        return naming(qs, self.kind, self.terms(value)) if folded(value or "") else qs

    def terms(self, value: str) -> list[int]:
        """The keys of these terms."""
        known = Term.objects.filter(kind=self.kind, key__contains=folded(value))
        return list(known.values_list("pk", flat=True)[:MOST_TERMS])


def _range(field: str, label: Any) -> filters.Filter:
    return filters.DateFromToRangeFilter(field, label=label, widget=DateRangePickerWidget())


class StoryFilterSet(WagtailFilterSet):
    """Section, dossier, state, author, writer, dates, language, urgency, backfile, and the panels
    of the dashboard. What is looked up story by story comes last: fewer are looked up then."""

    glance = filters.ChoiceFilter(label=_("On the dashboard"), method="glanced",
                                  choices=tuple(LABELS.items()))
    state = filters.MultipleChoiceFilter(label=_("State"), method="standing", choices=STATES,
                                         widget=CheckboxSelectMultiple)
    section = filters.ModelMultipleChoiceFilter(
        label=_("Section"), queryset=Term.objects.filter(kind="section").order_by("key"),
        widget=CheckboxSelectMultiple, distinct=False,
    )
    owner = filters.ModelChoiceFilter(
        label=_("Writer"), queryset=User.objects.filter(is_staff=True).order_by("email"),
    )
    published_at = _range("published_at", _("Date of the story"))
    saved_at = _range("saved_at", _("Saved"))
    language = filters.CharFilter(label=_("Language"), method="spoken",
                                  widget=TextInput(attrs={"placeholder": "en", "maxlength": 35}))
    urgency = filters.MultipleChoiceFilter(label=_("Urgency"), choices=URGENCIES,
                                           widget=CheckboxSelectMultiple, distinct=False)
    backfile = filters.BooleanFilter(label=_("Backfile"), widget=BooleanRadioSelect)
    dossier = Named("dossier", label=_("Dossier"))
    author = Named("author", label=_("Author"))

    class Meta:
        model = Story
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: Stories) -> Stories:
        """By everything that is asked for; what few stories fit leads."""
        stories = super().filter_queryset(queryset)
        for keys in self._leads(self.form.cleaned_data):
            stories = led(stories, keys)
        return stories

    def _leads(self, asked: dict[str, Any]) -> Iterator[Stories]:
        """What may fit few stories; each is answered from an index whose condition it repeats."""
        every = Story.objects.order_by().values_list("pk", flat=True)
        if asked["glance"]:
            yield self._by(every, "glance")
        if asked["state"] and "live" not in asked["state"]:
            yield self._by(every.filter(COUNTED, UNUSUAL), "state")
        if asked["owner"]:
            yield self._by(every.filter(COUNTED, WRITTEN), "owner")
        if asked["backfile"] is False:
            yield self._by(every.filter(COUNTED, NEWS), "backfile")
        yield from (self._by(every, name) for name in ("published_at", "saved_at") if asked[name])
        if folded(asked["dossier"]) and folded(asked["author"]):
            in_dossiers, by_authors = (
                named_by(self.filters[name].terms(asked[name])) for name in ("dossier", "author")
            )
            yield in_dossiers.filter(story__in=by_authors)
        some = self._by(every.filter(COUNTED), "section", "urgency")
        if tag := asked["language"].strip():
            yield some.filter(language=tag).union(every.filter(COUNTED, dialects(tag)), all=True)
        elif asked["section"] or asked["urgency"]:
            yield some

    def _by(self, stories: Stories, *names: str) -> Stories:
        for name in names:
            stories = self.filters[name].filter(stories, self.form.cleaned_data[name])
        return stories

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
        return stories.filter(Q(language=value.strip()) | dialects(value.strip()))
