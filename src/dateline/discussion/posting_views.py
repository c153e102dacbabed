"""The forms of a thread: write, reply, edit, delete, like, report. Parse, one call, respond."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dateline.discussion import reacting, standards
from dateline.discussion.limits import TooFast
from dateline.discussion.models import Comment, Reader, Thread
from dateline.discussion.plain_pages import page
from dateline.discussion.policies import Ground, Terms, ground_of, terms_of
from dateline.discussion.posting import (
    NotPosted,
    Nudged,
    Typed,
    delete_comment,
    edit_comment,
    own_comment,
    post_comment,
)
from dateline.discussion.readers.keeping import typed
from dateline.discussion.readers.pages import for_readers, network_address
from dateline.discussion.readers.views import version_of
from dateline.discussion.text import EDITING_LONGEST, LONGEST
from dateline.lib import clock

forms_only = require_http_methods(["GET", "HEAD", "POST"])
Refused = (NotPosted, TooFast)


@for_readers
@forms_only
def write(request: HttpRequest, reader: Reader, code: str, number: str = "") -> HttpResponse:
    """The form for a new comment, or for an answer to the one of this number."""
    ground = _ground(code)
    why = _terms(ground).why
    if why:
        return page(request, "discussion/write/told.html", {
            "title": _("Write a comment"), "text": why, "thread": ground}, status=403)
    answered = _shown(code, number) if number else None
    wrong: Exception | None = None
    if request.method == "POST":
        try:
            _accept(request, reader)
            comment = post_comment(
                reader, code, _typed(request), parent=int(number) if number else None,
                at=clock.now())
            return _to(comment)
        except Refused as error:
            wrong = error
    return _form(request, reader, ground, wrong, {
        "title": _("Reply") if number else _("Write a comment"), "answered": answered})


@for_readers
@forms_only
def edit(request: HttpRequest, reader: Reader, code: str, number: str) -> HttpResponse:
    """The form for changing one's own comment."""
    ground, comment = _ground(code), _own(reader, code, number)
    wrong: Exception | None = None
    if request.method == "POST":
        try:
            _accept(request, reader)
            return _to(edit_comment(reader, code, int(number), _typed(request), at=clock.now()))
        except Refused as error:
            wrong = error
    return _form(request, reader, ground, wrong, {
        "title": _("Change your comment"), "text": comment.text, "editing": True})


@for_readers
@forms_only
def delete(request: HttpRequest, reader: Reader, code: str, number: str) -> HttpResponse:
    """Whether one's own comment is to be deleted; then it is."""
    comment = _own(reader, code, number)
    if request.method == "POST":
        return _done(request, comment, lambda address: delete_comment(
            reader, code, int(number), at=clock.now(), address=address))
    return page(request, "discussion/write/delete.html", {
        "title": _("Delete your comment"), "comment": comment, "thread": comment.thread})


@for_readers
@forms_only
def like(request: HttpRequest, reader: Reader, code: str, number: str) -> HttpResponse:
    """Like a comment, or no longer."""
    comment = _shown(code, number)
    if request.method == "POST":
        liked = request.POST.get("liked") != "no"
        return _done(request, comment, lambda address: reacting.like(
            reader, code, int(number), liked=liked, at=clock.now(), address=address))
    return page(request, "discussion/write/like.html", {
        "title": _("Like a comment"), "comment": comment, "thread": comment.thread,
        "liked": reacting.likes(reader, comment)})


@for_readers
@forms_only
def report(request: HttpRequest, reader: Reader, code: str, number: str) -> HttpResponse:
    """The form for saying which clause a comment breaks."""
    comment, wrong, sent = _shown(code, number), "", typed(request)
    if request.method == "POST":
        try:
            reacting.report(
                reader, code, int(number), clause=request.POST.get("clause", ""),
                text=request.POST.get("text", ""), at=clock.now(),
                address=network_address(request))
            return page(request, "discussion/write/reported.html", {
                "title": _("Thank you"), "comment": comment, "thread": comment.thread})
        except Refused as error:
            wrong = str(error)
    return page(request, "discussion/write/report.html", {
        "title": _("Report a comment"), "comment": comment, "thread": comment.thread,
        "wrong": wrong, "text": sent.get("text", "")[:reacting.LONGEST],
        "chosen": sent.get("clause", ""), "longest": reacting.LONGEST,
        "clauses": [one for one in standards.newest().clauses.all() if "." in one.number],
    }, status=422 if wrong else 200)


def _form(
    request: HttpRequest, reader: Reader, ground: Ground, wrong: Exception | None,
    context: dict[str, Any],
) -> HttpResponse:
    """The writing form; after a refusal with what was typed, and the same key."""
    nudge = wrong.verdict if isinstance(wrong, Nudged) else None
    sent = typed(request)
    tokens = " ".join(sorted({*sent.get("answered", "")[:500].split(),
                              *(nudge.token.split() if nudge else ())}))
    terms = _terms(ground)
    known = {
        "ground": ground, "key": sent.get("key", "")[:36] or str(uuid4()),
        "answered_nudges": tokens,
        "nudge": nudge, "clause": standards.clause_of(nudge.clause) if nudge else None,
        "wrong": "" if nudge or wrong is None else str(wrong), "longest": LONGEST,
        "first_read": terms.mode == "first" or (
            terms.mode == "new" and not reader.badge and reader.approved < terms.new_until),
        "standards": None if standards.accepted(reader) else standards.newest(), "reader": reader,
    }
    if "text" in sent:
        context["text"] = sent["text"][:EDITING_LONGEST]
    return page(request, "discussion/write/form.html", context | known,
                status=422 if wrong else 200)


def _terms(ground: Ground) -> Terms:
    thread = Thread.objects.filter(guid=ground.guid).first()
    return terms_of(ground, thread, at=clock.now())


def _accept(request: HttpRequest, reader: Reader) -> None:
    if request.POST.get("accept") == "yes":
        standards.accept(reader, version_of(request), at=clock.now())


def _typed(request: HttpRequest) -> Typed:
    sent = typed(request)
    return Typed(sent.get("text", ""), sent.get("key", ""),
                 frozenset(sent.get("answered", "")[:500].split()), network_address(request))


def _to(comment: Comment) -> HttpResponse:
    return redirect("discussion:mine", code=comment.thread.code, number=comment.number)


def _done(request: HttpRequest, comment: Comment, act: Any) -> HttpResponse:
    """Do it and go to the comment's place in its thread; a refusal is said."""
    try:
        act(network_address(request))
    except Refused as error:
        return page(request, "discussion/write/told.html", {
            "title": _("That was not done"), "text": str(error), "thread": comment.thread},
            status=422)
    return redirect(place(comment))


def place(comment: Comment) -> str:
    """The permanent address of a comment."""
    return f"/discussion/~{comment.thread.code}/{comment.number}/"


def _ground(code: str) -> Ground:
    ground = ground_of(code)
    if ground is None:
        raise Http404
    return ground


def _own(reader: Reader, code: str, number: str) -> Comment:
    try:
        return own_comment(reader, code, int(number))
    except NotPosted:
        raise Http404 from None


def _shown(code: str, number: str) -> Comment:
    try:
        return reacting.public_comment(code, int(number))
    except NotPosted:
        raise Http404 from None
