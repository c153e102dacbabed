"""The desk's search: what is public by the archive's index, what is not by its texts, and what
colleagues keep. Acts check again; nobody without a role sees anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from dateline.archive.models import PACES
from dateline.archive.saving import keeping
from dateline.archive.saving.keeping import NoSuchSearch, NotKept
from dateline.archive.saving.limits import TooMany
from dateline.archive.saving.views import SAID, act, called
from dateline.archive.searching.asking import (
    Search,
    days,
    narrowed,
    search_of,
    terms_of,
)
from dateline.archive.searching.dates import spans_of
from dateline.archive.searching.finding import Answer, find
from dateline.archive.searching.showing import shown
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.people.public import ROLES, User
from dateline.record.public import Term, site

DESK_PACES = tuple((pace, _("never: on the dashboard alone") if pace == "never" else words)
                   for pace, words in PACES)


class Finding(desk.RoomScreen):
    """The screen."""

    template_name = "archive/desk/finding.html"
    page_title = _("Search")
    header_icon = "search"
    looks = frozenset(ROLES)

    @property
    def person(self) -> User:
        """Who looks: nobody else gets here."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was found, by whom it can be acted on, and what this person keeps."""
        search = search_of(self.request.GET)
        terms = terms_of(search)
        where = zone(site().time_zone)
        filters = narrowed(search, terms, where)
        answer = find(search.words, filters, newest=search.newest, page=search.page,
                      spans=spans_of(search, where)) if (
            search and filters is not None) else Answer()
        guids = [line.story.guid for line in answer.lines]
        return super().get_context_data(**kwargs) | shown(search, terms, answer) | {
            "copies": self.copies(search, terms), "edited": desk.desk_addresses(guids),
            "kept": keeping.searches_of(self.person, desk=True), "paces": DESK_PACES,
            "called": called(search),
        }

    def copies(self, search: Search, terms: Mapping[str, Term | None]) -> desk.FoundCopies:
        """What is not public."""
        words, before = search.words, self.request.GET.get("before", "")
        known = tuple(term for term in terms.values() if term is not None)
        if len(known) < len(terms):
            return desk.FoundCopies()
        since, until = (datetime.fromtimestamp(day, UTC) if day is not None else None for day in
                        days(search.since, search.until, zone(site().time_zone)))
        asked = desk.CopySearch(words.words, words.phrases, words.without, known,
                                search.language, since, until)
        return desk.search_copies(
            asked, by=self.person, before=int(before)
            if before.isascii() and before.isdecimal() and len(before) < 18 else 0)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep this search, or change one that is kept."""
        now, done = clock.now(), "keep"
        keeper = keeping.keeper_of(self.person, at=now)
        try:
            if request.POST.get("act") == "keep":
                keeping.keep(keeper, request.GET.urlencode(), at=now, desk=True,
                             name=request.POST.get("name", ""), pace=request.POST.get("pace", ""))
            else:
                done = act(keeper, request)
        except (NotKept, TooMany) as refused:
            messages.error(request, str(refused))
        except NoSuchSearch:
            raise Http404 from None
        else:
            messages.success(request, SAID[done])
        return redirect(request.get_full_path())
