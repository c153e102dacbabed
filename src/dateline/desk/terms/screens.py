"""The lists of what stories stand in, one a shelf, and the page of one of them."""

from __future__ import annotations

from heapq import nlargest
from typing import Any

import django_filters
from django import forms
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from dateline.desk.asking import words
from dateline.desk.models import Story, Term
from dateline.desk.terms import finding
from dateline.desk.terms.acts import who_may
from dateline.desk.terms.finding import SHELVES, shelf_of
from dateline.desk.terms.naming import drafts_naming, drafts_of
from dateline.desk.terms.words import ACTS, KINDS, NAMES, fits
from dateline.people.public import roles_of
from dateline.record import public as record

SHOWN = 20
PAGE = 50
STATES = (
    ("guessed", _("kind is a guess")), ("unpublished", _("never public")),
    ("doubled", _("looks like another")),
)
_NARROW = {
    "guessed": finding.guessed, "unpublished": finding.never_public, "doubled": finding.doubled,
}


def find(request: HttpRequest) -> JsonResponse:
    """`?kind=…&q=…`: what a field completes to, as JSON; a kind or a shelf, several with commas."""
    asked = [kind for kind in request.GET.get("kind", "").split(",") if kind]
    kinds = [kind for name in asked or SHELVES for kind in SHELVES.get(name, (name,))]
    found = finding.find_terms(kinds, words(request.GET))
    return JsonResponse(found, safe=False)


def first(request: HttpRequest) -> HttpResponse:
    """The list to begin with."""
    return redirect("desk_terms:index", "dossier")


class TermFilters(WagtailFilterSet):
    """What a list may be narrowed to."""

    show = django_filters.MultipleChoiceFilter(
        label=_("Only those that"), choices=STATES, widget=forms.CheckboxSelectMultiple,
        method="narrow",
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=[(kind, KINDS[kind]) for kind in SHELVES["tag"]],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Term
        fields = ()

    def __init__(self, *args: Any, shelf: str, **named: Any) -> None:
        super().__init__(*args, **named)
        if shelf != "tag":
            del self.filters["kind"]

    def narrow(self, rows: finding.Terms, name: str, chosen: list[str]) -> finding.Terms:
        """Those that are all of this."""
        for state in chosen:
            rows = _NARROW[state](rows)
        return rows


class TermList(BaseListingView):
    """The terms of a shelf, by name or by the number of their stories."""

    shelf = "dossier"
    results_template_name = "desk/terms/list_results.html"
    paginate_by = PAGE
    default_ordering = "key"
    is_searchable = True
    filterset_class = TermFilters
    header_icon = "tag"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The shelf is the address's."""
        super().setup(request, *args, **kwargs)
        self.shelf = kwargs["shelf"]
        if self.shelf not in SHELVES:
            raise Http404
        self.page_title = self.verbose_name_plural = NAMES[self.shelf]

    @cached_property
    def columns(self) -> list[Column]:
        """What a line says."""
        kind = [Column("kind", label=_("Kind"), accessor=lambda term: KINDS[term.kind])]
        return [
            TitleColumn("name", label=_("Name"), sort_key="key", get_url=address_of,
                        link_attrs={"dir": "auto"}),
            *(kind if self.shelf == "tag" else []),
            Column("stories", label=_("Public stories"), sort_key="stories", accessor=_stories),
            Column("drafts", label=_("Drafts")),
        ]

    def get_base_queryset(self) -> finding.Terms:
        """The terms of the shelf."""
        return finding.terms_of(SHELVES[self.shelf])

    def order_queryset(self, queryset: finding.Terms) -> finding.Terms:
        """By name, or by stories: those never public last."""
        if not self.ordering.endswith("stories"):
            return queryset.order_by(self.ordering, "pk")
        by = F("stories")
        down = self.ordering.startswith("-")
        order = by.desc(nulls_last=True) if down else by.asc(nulls_last=True)
        return finding.counted(queryset).order_by(order, "key", "pk")

    def search_queryset(self, queryset: finding.Terms) -> finding.Terms:
        """Those that have what is typed in their name."""
        return finding.matching(queryset, self.search_query)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Filters know their shelf."""
        return super().get_filterset_kwargs() | {"shelf": self.shelf}

    def paginate_queryset(self, queryset: finding.Terms, page_size: int) -> tuple[Any, ...]:
        """The numbers are asked for the lines that are shown only."""
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        shown = list(rows)
        standings = record.term_standings(str(term.uuid) for term in shown)
        drafts = drafts_of(shown)
        for term in shown:
            standing = standings.get(str(term.uuid))
            term.stories, term.drafts = standing.count if standing else None, drafts[term.pk]
        return paginator, page, shown, more

    def get_index_url(self) -> str:
        """Where the list is."""
        return reverse("desk_terms:index", args=[self.shelf])

    def get_index_results_url(self) -> str:
        """Where its lines alone are, for the search that goes on while one types."""
        return reverse("desk_terms:results", args=[self.shelf])

    def get_header_buttons(self) -> list[HeaderButton]:
        """What a chief editor does with sections as a whole."""
        if self.shelf != "section" or not who_may("add", "section") & roles_of(self.request.user):
            return []
        return [
            HeaderButton(gettext("Open a section"), reverse("desk_terms:add"), icon_name="plus"),
            HeaderButton(gettext("Order"), reverse("desk_terms:order"), icon_name="order"),
        ]


def _stories(term: Term) -> str:
    return gettext("never public") if term.stories is None else f"{term.stories}"


def address_of(term: Term, act: str = "") -> str:
    """The desk's page of a term, or of an act on it."""
    if act:
        return reverse(f"desk_terms:{act}", args=[shelf_of(term.kind), term.pk])
    return reverse("desk_terms:term", args=[shelf_of(term.kind), term.pk])


class TermPage(WagtailAdminTemplateMixin, TemplateView):
    """One term: what it is, where it is used, and what may be done with it."""

    template_name = "desk/terms/term.html"
    header_icon = "tag"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The term of the address; for one that was merged, the one that stands for it."""
        super().setup(request, *args, **kwargs)
        term = Term.objects.select_related("merged_into").filter(pk=kwargs["pk"]).first()
        if term is None:
            raise Http404
        self.term = term.merged_into or term
        self.standing = record.term_standings([str(self.term.uuid)]).get(str(self.term.uuid))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """One address for one term."""
        on_shelf = self.term.kind in SHELVES.get(kwargs["shelf"], ())
        if not on_shelf or kwargs["pk"] != self.term.pk:
            return redirect(address_of(self.term))
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Its name."""
        return self.term.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The shelf, then the term."""
        shelf = shelf_of(self.term.kind)
        return [
            *self.breadcrumbs_items,
            {"url": reverse("desk_terms:index", args=[shelf]), "label": str(NAMES[shelf])},
            {"url": address_of(self.term), "label": self.term.name},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page says."""
        return super().get_context_data(
            term=self.term, standing=self.standing, kind=KINDS[self.term.kind],
            drafts=drafts_of([self.term])[self.term.pk], **kwargs, **self.said(),
        )

    def said(self) -> dict[str, Any]:
        """What this page says beside what every page of a term does."""
        roles = roles_of(self.request.user)
        return {
            "acts": [
                {"url": address_of(self.term, name), "name": act.name, "told": act.told}
                for name, act in ACTS.items()
                if fits(name, self.term.kind, public=self.standing is not None)
                and who_may(name, self.term.kind) & roles
            ],
            "live": self._live(), "open": self._open(), "shown": SHOWN,
            "guessed": finding.guessed(Term.objects.filter(pk=self.term.pk)).exists(),
            "doubles": [(term, address_of(term)) for term in finding.doubles_of(self.term)[:SHOWN]],
            "merged": self.term.merged.order_by("key"),
        }

    def _live(self) -> tuple[record.Item, ...]:
        if self.standing is None:
            return ()
        return record.in_term(self.standing.number, limit=SHOWN).items

    def _open(self) -> list[tuple[Story, str | None]]:
        newest = nlargest(SHOWN, (story for _, story in drafts_naming([self.term.pk])))
        found = Story.objects.in_bulk(newest)
        opens = policy_registry.get_by_type(Story).user_has_permission(self.request.user, "change")
        edit = Story.snippet_viewset.get_url_name("edit")
        return [(found[pk], reverse(edit, args=[pk]) if opens else None) for pk in newest]
