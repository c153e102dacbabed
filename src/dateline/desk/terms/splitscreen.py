"""Splitting a dossier on a screen: choose stories and where they go, look, and move them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dateline.desk.asking import words
from dateline.desk.models import Story, Term, folded, having, matching
from dateline.desk.narrowing import among
from dateline.desk.screens.lists import Window
from dateline.desk.terms import consequences
from dateline.desk.terms.actscreens import ActPage
from dateline.desk.terms.forms import GUID, SplitForm
from dateline.desk.terms.naming import Numbers
from dateline.desk.terms.splitting import split, splitting, stories_in

PAGE = 50
MOST = 500
"""Stories that move at once: each is a version and an entry, and all readers wait for one tick."""


class Split(ActPage):
    """Which stories of the dossier go to which other one."""

    act = "split"
    form_class = SplitForm
    template_name = "desk/terms/split.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """What was chosen so far."""
        super().setup(request, *args, **kwargs)
        sent = request.POST if request.method == "POST" else request.GET
        self.into = words(sent, "into")
        self.query = words(sent)
        self.asked = sent.getlist("story")
        self.all = bool(sent.get("all"))

    @cached_property
    def guids(self) -> list[str]:
        """The chosen stories that are in the dossier."""
        rows = self._rows()
        if not self.all:
            asked = {guid for guid in self.asked if GUID.fullmatch(guid)}
            rows = rows.filter(guid__in=asked)
        return [str(guid) for guid in rows.values_list("guid", flat=True)[: MOST + 1]]

    def _rows(self) -> Any:
        rows = stories_in(self.term)
        if not self.query:
            return rows
        found = matching(self.query)
        return rows.none() if found is None else among(rows, found, having(self.query))

    def count(self) -> Numbers:
        """How many of those chosen are live, or drafts."""
        return splitting(self.term, self.guids)

    def initial(self) -> dict[str, Any]:
        """What was chosen."""
        return {"into": self.into, "story": self.guids}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The dossier's stories, unless enough is chosen."""
        return super().get_context_data(
            into=self.into, query=self.query, page=self._page(), most=MOST,
            nothing=bool(self.request.GET.get("into")) and not self._ready(),
            too_many=len(self.guids) > MOST, asked=self.asked, **kwargs,
        )

    def _page(self) -> Page[Story]:
        page: Page[Story] = Window(self._rows(), PAGE).get_page(self.request.GET.get("p"))
        return page

    def _ready(self) -> bool:
        return bool(self.into) and 0 < len(self.guids) <= MOST

    def consequence(self) -> str:
        """What moves where; empty while something is still to be chosen."""
        if not self._ready():
            return ""
        known = Term.objects.filter(kind="dossier", key=folded(self.into), merged_into=None)
        return consequences.splitting(self.term, self.into, self.now, known=known.exists())

    def do(self, form: Any) -> Term:
        """Move them."""
        chosen = form.cleaned_data
        split(self.term.name, chosen["story"], chosen["into"], by=self.request.user,
              shown=form.shown)
        return Term.objects.get(kind="dossier", key=folded(chosen["into"]))

    def done(self, form: Any, term: Term) -> str:
        """How many moved."""
        return _("%(amount)s moved to ‘%(name)s’.") % {
            "amount": consequences.amount(form.shown), "name": term.name
        }
