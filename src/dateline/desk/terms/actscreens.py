"""The acts on one term as forms: the button says what will happen, the act checks it again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from dateline.desk.asking import words
from dateline.desk.models import Term
from dateline.desk.permitted import NotPermitted, must_have
from dateline.desk.terms import acts, consequences, finding, merging
from dateline.desk.terms.forms import (
    ActForm,
    KindForm,
    MergeForm,
    NameForm,
    NoteForm,
    StandfirstForm,
)
from dateline.desk.terms.naming import NotAsShown, Numbers, numbers
from dateline.desk.terms.screens import SHOWN, TermPage, address_of
from dateline.desk.terms.words import ACTS, KINDS, fits
from dateline.desk.working import NotCopy
from dateline.record.public import TAG_KINDS, NotPossible, TermKind


class ActPage(TermPage, ABC):
    """An act on the term of the address: GET asks, POST does it and goes to the term's page."""

    template_name = "desk/terms/act.html"
    act = ""
    form_class: type[ActForm] = ActForm
    serious = False
    problem = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only an act that fits the term, by somebody who may; others are told who may."""
        if not fits(self.act, self.term.kind, public=self.standing is not None):
            raise Http404
        self.now = self.count()
        try:
            must_have(request.user, acts.who_may(self.act, self.term.kind), _("do this"))
            return super().dispatch(request, *args, **kwargs)
        except NotPermitted as error:
            return self.render_to_response(self.get_context_data(refused=error), status=403)

    def get_page_subtitle(self) -> str:
        """The act."""
        return str(ACTS[self.act].name)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The shelf, the term, then the act."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_subtitle()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.ask(self.form(initial=self.initial() | vars(self.now)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        form, moved = self.form(request.POST), False
        if form.is_valid():
            try:
                return self.go(form, self.do(form))
            except NotAsShown as error:
                self.now, moved = error.now, True
            except (NotCopy, NotPossible) as error:
                form.add_error(None, str(error))
        form.show(self.now)
        return self.ask(form, moved=moved)

    def go(self, form: Any, term: Term) -> HttpResponse:
        """It is done: on to the term."""
        messages.success(self.request, self.done(form, term))
        return redirect(address_of(term))

    def form(self, *args: Any, **named: Any) -> Any:
        """The form of the act."""
        return self.form_class(*args, **named)

    def ask(self, form: forms.Form, *, moved: bool = False) -> HttpResponse:
        """The page with the form; `moved`: the numbers on the button have changed."""
        return self.render_to_response(self.get_context_data(
            form=form, moved=moved, button=self.consequence(), told=ACTS[self.act].told,
            serious=self.serious, problem=self.problem,
        ))

    def count(self) -> Numbers:
        """The numbers on the button."""
        return numbers(self.term)

    def said(self) -> dict[str, Any]:
        """The page of an act says nothing else of the term."""
        return {}

    def initial(self) -> dict[str, Any]:
        """What stands in the form first."""
        return {}

    @abstractmethod
    def consequence(self) -> str:
        """What the button says."""

    @abstractmethod
    def do(self, form: Any) -> Term:
        """Do it; returns the term whose page is shown then."""

    def done(self, form: Any, term: Term) -> str:
        """What is said afterwards."""
        return _("Done: ‘%(name)s’ is as you asked.") % {"name": term.name}

    @property
    def named(self) -> tuple[TermKind, str]:
        """The term as the acts take it."""
        return self.term.kind, self.term.name

    def again(self) -> Term:
        """The term as it is now."""
        self.term.refresh_from_db()
        return self.term


class Rename(ActPage):
    """A new name."""

    act = "rename"
    form_class = NameForm

    def initial(self) -> dict[str, Any]:
        """The name it has."""
        return {"name": self.term.name}

    def consequence(self) -> str:
        """Where it shows."""
        return consequences.renaming(self.term, self.standing, self.now)

    def do(self, form: Any) -> Term:
        """Rename it."""
        acts.rename(*self.named, form.cleaned_data["name"], by=self.request.user, shown=form.shown)
        return self.again()


class Retype(ActPage):
    """What kind of tag it is."""

    act = "retype"
    form_class = KindForm

    def initial(self) -> dict[str, Any]:
        """The kind it has."""
        return {"kind": self.term.kind}

    def consequence(self) -> str:
        """Where it shows."""
        return consequences.retyping(self.term, self.standing, self.now)

    def do(self, form: Any) -> Term:
        """Settle the kind."""
        acts.retype(*self.named, form.cleaned_data["kind"], by=self.request.user, shown=form.shown)
        return self.again()


class Describe(ActPage):
    """What a dossier is about."""

    act = "describe"
    form_class = StandfirstForm

    def initial(self) -> dict[str, Any]:
        """What is said now."""
        return {"standfirst": self.standing.standfirst if self.standing else ""}

    def consequence(self) -> str:
        """Where it shows."""
        return consequences.describing(self.term, self.standing, self.now)

    def do(self, form: Any) -> Term:
        """Publish it."""
        acts.describe(self.term.name, form.cleaned_data["standfirst"], by=self.request.user)
        return self.again()


class Note(ActPage):
    """A note for colleagues."""

    act = "note"
    form_class = NoteForm

    def initial(self) -> dict[str, Any]:
        """The note there is."""
        return {"note": self.term.note}

    def consequence(self) -> str:
        """Nobody outside reads it."""
        return _("Keep this note; readers do not see it")

    def do(self, form: Any) -> Term:
        """Keep it."""
        acts.take_note(*self.named, form.cleaned_data["note"], by=self.request.user)
        return self.again()


class Merge(ActPage):
    """Into which other term: first it is looked for, then the consequence is shown."""

    act = "merge"
    form_class = MergeForm
    template_name = "desk/terms/merge.html"
    serious = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The other term, once it is chosen."""
        super().setup(request, *args, **kwargs)
        chosen = request.POST.get("into") or request.GET.get("into") or ""
        found = Term.objects.filter(merged_into=None).exclude(pk=self.term.pk)
        self.other = found.filter(pk=chosen).first() if chosen.isdecimal() else None

    def initial(self) -> dict[str, Any]:
        """The other term."""
        return {"into": self.other.pk if self.other else None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The other term, or where to look for it."""
        query = words(self.request.GET)
        found = self._found(query)
        return super().get_context_data(
            other=self.other, query=query, kinds=KINDS,
            found=[(term, KINDS[term.kind], consequences.stories(term.stories or 0))
                   for term in found], **kwargs,
        )

    def _found(self, query: str) -> list[Term]:
        if self.other is not None:
            return []
        kinds = TAG_KINDS if self.term.kind in TAG_KINDS else (self.term.kind,)
        if not query:
            return list(finding.doubles_of(self.term)[:SHOWN])
        found = [term["id"] for term in finding.find_terms(kinds, query)]
        rows = finding.counted(Term.objects.filter(pk__in=found)).exclude(pk=self.term.pk)
        return sorted(rows, key=lambda term: found.index(term.pk))

    def consequence(self) -> str:
        """What moves where; or why it cannot be."""
        if self.other is None:
            return ""
        try:
            made = merging.merging(self.term, self.other)
        except NotCopy as error:
            self.problem = str(error)
            return ""
        return consequences.merging(self.term, self.other, made)

    def do(self, form: Any) -> Term:
        """Merge them."""
        if self.other is None:
            raise NotCopy(_("what to merge it into is gone; look for it again"))
        merging.merge(*self.named, self.other.name, into_kind=self.other.kind,
                      by=self.request.user, shown=form.shown)
        return self.other

    def done(self, form: Any, term: Term) -> str:
        """Who stands for whom."""
        return _("‘%(old)s’ is merged into ‘%(new)s’.") % {"old": self.term.name, "new": term.name}
