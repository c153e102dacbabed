"""What a reader does in a thread: writes, replies, edits, deletes.

Each act runs its checks first, outside of any lock, and is then one transaction that looks again
at what may have changed meanwhile. Acts raise `NotPosted`; nothing is written then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from dateline.discussion import standards
from dateline.discussion.advising.judging import score
from dateline.discussion.checks.running import run
from dateline.discussion.checks.submission import Submission, Verdict
from dateline.discussion.checks.thread import SILENT, silenced
from dateline.discussion.emptying import empty_later
from dateline.discussion.gathering import gather
from dateline.discussion.hearing import appeared
from dateline.discussion.limits import count
from dateline.discussion.models import Comment, Draft, Reader, Statement, Thread
from dateline.discussion.moving import opened
from dateline.discussion.policies import Ground, ground_of, terms_of
from dateline.discussion.sanctions import holding
from dateline.discussion.statements import state_reasons
from dateline.discussion.text import clean, html_of
from dateline.record import public as record

EDITING = timedelta(minutes=5)
"""So long after it was sent a comment can be changed by its writer (DESIGN: issue 7)."""
State = Comment.State
_KEY = re.compile(r"[A-Za-z0-9-]{8,36}").fullmatch
_STATES = {"pass": "public", "pend": "pending", "refuse": "restricted"}


class NotPosted(Exception):
    """It was not done; the text says why, and what would."""


class Nudged(NotPosted):
    """The writer is asked to think again; `verdict` cites the clause, and has the token that says
    that it was read."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


@dataclass(frozen=True)
class Typed:
    """A form as it was sent. `key`: the form's own, so that twice sent is once kept. `answered`:
    tokens of nudges that the writer read. `address`: of the network."""

    text: str
    key: str
    answered: frozenset[str] = frozenset()
    address: str = ""


def post_comment(
    reader: Reader, code: str, typed: Typed, *, parent: int | None = None, at: datetime
) -> Comment:
    """Write into the thread of a story, below the comment of number `parent` or at the top.

    What comes back is public, pending or restricted; sent again with the same key it is the same.
    Raises NotPosted, Nudged or TooFast.
    """
    known = sent_before(reader, typed.key)
    if known is not None:
        return known
    count("post", account=str(reader.pk), address=typed.address)
    ground = _ground(code)
    thread = thread_of(ground, at=at)
    _answered(thread, parent)
    sent = gather(reader, clean(typed.text), ground=ground, thread=thread, at=at,
                  answered=typed.answered)
    verdict = run(sent)
    known = sent_before(reader, typed.key)  # the same form, a moment ago: it is no repeat of itself
    if known is not None:
        return known
    verdict, advised = _passed(verdict), score(sent.text)
    try:
        return _keep(reader, ground, thread, parent, typed, sent, verdict, advised)
    except IntegrityError:  # the same form, sent twice at once
        known = sent_before(reader, typed.key)
        if known is None:
            raise
        return known


def sent_before(reader: Reader, key: str) -> Comment | None:
    """What came of a form of this key. Raises NotPosted for a key no form of ours has."""
    if not _KEY(key):
        raise NotPosted(_("This form is not whole: open it again."))
    return Comment.objects.filter(reader=reader, key=key).select_related("thread").first()


def thread_of(ground: Ground, *, at: datetime) -> Thread:
    """The thread of a story; made with its first comment."""
    thread, _made = Thread.objects.get_or_create(
        guid=UUID(ground.guid),
        defaults={"story": ground.number, "code": ground.code, "opened_at": at})
    return thread


def edit_comment(
    reader: Reader, code: str, number: int, typed: Typed, *, at: datetime
) -> Comment:
    """Change one's own comment, within five minutes; the earlier text is kept for moderators.

    It is looked at anew: it may become pending by it, never public. Raises as `post_comment`.
    """
    count("edit", account=str(reader.pk), address=typed.address)
    ground, comment = _ground(code), own_comment(reader, code, number)
    _editable(comment, at)
    text = clean(typed.text)
    if text == comment.text:
        return comment
    sent = gather(reader, text, ground=ground, thread=comment.thread, at=at, editing=comment,
                  answered=typed.answered)
    verdict, advised = _passed(run(sent)), score(sent.text)
    with opened(comment.thread_id) as held:
        _still(reader, ground, held.thread, at)
        comment = Comment.objects.get(pk=comment.pk)
        _editable(comment, at)
        Draft.objects.create(comment=comment, text=comment.text, until=at)
        before = comment.own_weight
        _write(comment, sent, verdict, advised)
        comment.edited_at = at
        comment.weight = round(comment.weight + comment.own_weight - before, 4)
        comment.save(update_fields=["text", "html", "shape", "near", "signals", "score", "weight",
                                    "edited_at"])
        to = State(_STATES[verdict.kind])
        if to == State.PUBLIC:
            to = State(comment.state)
        if to != comment.state:
            held.move(comment, to, at=at, statement=_reasons(reader, verdict, at))
        if comment.state == State.PUBLIC:
            held.changed()
            appeared(comment, at=at)
    return comment


def delete_comment(
    reader: Reader, code: str, number: int, *, at: datetime, address: str = ""
) -> Comment:
    """Take back one's own comment; replies keep their place. Twice is once. Raises NotPosted.

    One that was restricted stays as it is: its statement, and what is said against it, need it.
    The text is gone for readers at once, and for moderators after 14 days.
    """
    count("delete", account=str(reader.pk), address=address)
    comment = own_comment(reader, code, number)
    with opened(comment.thread_id) as held:
        comment = Comment.objects.get(pk=comment.pk)
        if comment.state == State.RESTRICTED:
            raise NotPosted(_("This comment is not public. You can object to that instead."))
        if comment.state != State.DELETED:
            held.move(comment, State("deleted"), at=at)
            empty_later(comment, at=at)
    return comment


def own_comment(reader: Reader, code: str, number: int) -> Comment:
    """A comment of the reader's own. Raises NotPosted: nobody learns whether there is another."""
    rows = Comment.objects.filter(reader=reader, thread__code=code_of(code), number=number)
    comment = rows.select_related("thread").first()
    if comment is None:
        raise NotPosted(_("You have written no such comment."))
    return comment


def code_of(asked: str) -> str:
    """The code of a story as it is kept; empty for what cannot be one."""
    return record.normal_code(asked) if record.valid_code(asked) else ""


def editable(comment: Comment, *, at: datetime) -> bool:
    """Whether its writer may change it now."""
    return comment.state in (State.PUBLIC, State.PENDING) and at - comment.at <= EDITING


def _editable(comment: Comment, at: datetime) -> None:
    if not editable(comment, at=at):
        raise NotPosted(_("A comment can be changed for five minutes, while it is not restricted."))


def _ground(code: str) -> Ground:
    ground = ground_of(code)
    if ground is None:
        raise NotPosted(_("There is no such story to discuss (any more)."))
    return ground


def _answered(thread: Thread, parent: int | None) -> Comment | None:
    """The comment that is answered; it has to be public."""
    if parent is None:
        return None
    found = Comment.objects.filter(thread=thread, number=parent, state=State.PUBLIC).first()
    if found is None:
        raise NotPosted(_("The comment you answer is not public any more."))
    return found


def _passed(verdict: Verdict) -> Verdict:
    if verdict.kind == "nudge":
        raise Nudged(verdict)
    if verdict.kind == "refuse" and not verdict.clause:
        raise NotPosted(verdict.reason)
    return verdict


def _still(reader: Reader, ground: Ground, thread: Thread, at: datetime) -> None:
    """Under the thread's lock: the story is still live, the thread and the writer not silenced
    meanwhile, and the writer has not left."""
    if not here(reader):
        raise NotPosted(_("You have left this discussion."))
    if record.hold([UUID(ground.guid)]).get(UUID(ground.guid)) != "live":
        raise NotPosted(_("There is no such story to discuss (any more)."))
    why = terms_of(ground, thread, at=at).why
    if not why and SILENT & {one.kind for one in holding(reader, section=ground.section, at=at)}:
        why = silenced()
    if why:
        raise NotPosted(why)


def here(reader: Reader) -> bool:
    """Hold a reader in this transaction; False for who has left for good meanwhile."""
    rows = Reader.objects.select_for_update().filter(pk=reader.pk, erased_at=None)
    return rows.values_list("pk").first() is not None


def _keep(
    reader: Reader, ground: Ground, thread: Thread, parent: int | None, typed: Typed,
    sent: Submission, verdict: Verdict, advised: float | None,
) -> Comment:
    with opened(thread.pk) as held:
        _still(reader, ground, held.thread, sent.at)
        comment = Comment(
            reader=reader, badge=reader.badge, key=typed.key, state=_STATES[verdict.kind],
            statement=_reasons(reader, verdict, sent.at))
        _write(comment, sent, verdict, advised)
        held.add(comment, _answered(held.thread, parent), at=sent.at)
    return comment


def _write(
    comment: Comment, sent: Submission, verdict: Verdict, advised: float | None
) -> None:
    comment.text, comment.html = sent.text, html_of(sent.text)
    comment.score = advised
    comment.shape, comment.near = sent.shape, sent.near
    if verdict.kind != "pass":
        comment.signals = [*comment.signals, {
            "check": verdict.check, "kind": verdict.kind, "clause": verdict.clause,
            "reason": verdict.reason}]


def _reasons(reader: Reader, verdict: Verdict, at: datetime) -> Statement | None:
    """For what a program refuses: found and decided by it (Art. 17.3 c)."""
    if verdict.kind != "refuse":
        return None
    return state_reasons(
        reader, restriction="refused", clause=standards.clause_of(verdict.clause),
        facts=verdict.reason, detected=True, by=None, at=at)
