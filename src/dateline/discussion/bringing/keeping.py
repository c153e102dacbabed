"""Comments that were laid out become comments here, thread by thread, through the door of counts.

First all of a thread get their number and place, waiting; then those that ever were public become
so in the order in which they did; then those that are not any more, or never were, get their state.
Each step is made of short transactions, and the next run goes on where one was killed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID, uuid5

from django.db import IntegrityError

from dateline.discussion.bringing.finding import Version, story_of
from dateline.discussion.bringing.naming import Readers
from dateline.discussion.bringing.ordering import in_order
from dateline.discussion.bringing.reasons import reasons_for
from dateline.discussion.bringing.shapes import DELETED, PENDING, PUBLIC, Brought, Conversation
from dateline.discussion.bringing.staging import Row, Staged
from dateline.discussion.bringing.standing import BATCH, Standing, batches, standing_of
from dateline.discussion.models import Comment, Thread
from dateline.discussion.moving import Open, opened
from dateline.discussion.nearness import near, shape
from dateline.discussion.text import html_of
from dateline.discussion.words import words
from dateline.people.public import User

_KEYS = UUID("0b0c4d7e-5d0f-4e53-9d2c-6f1d0c7a8e11")
Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Terms:
    """What an import goes by. `clause`: the ground where the file tells none; `by` answers for
    decisions that people made elsewhere."""

    at: datetime
    system: str
    clause: str
    by: User | None = None
    stories: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Summary:
    """What became of a file. `lost`: conversations without a story here, and their comments;
    `mended`: what was put right in it; `torn`: comments that stand at the top, and why;
    `refused`: where, and why."""

    threads: int = 0
    people: int = 0
    comments: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[str, int]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    torn: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def keep(
    staged: Staged, terms: Terms, *, dry_run: bool, progress: Told
) -> Summary:
    """Keep what was laid out; with `dry_run` nothing, but the summary is the same."""
    done, readers, seen = Summary(passed=staged.passed, mended=staged.mended), Readers(), 0
    done.refused += [(one.where, one.reason) for one in staged.doubtful]
    for about, many in staged.conversations():
        story = story_of(about, terms.stories)
        if story is None:
            done.lost.append((about.address or about.ref, many))
        else:
            done.threads += 1
            told = partial(_told, progress, seen, staged.comments)
            _Talk(staged, terms, readers, done).keep(about, story, dry_run=dry_run, told=told)
        seen += many
        progress("comments", seen, staged.comments)
    done.people = readers.new
    return done


def _told(progress: Told, before: int, total: int, count: int) -> None:
    progress("comments", before + count, total)


class _Talk:
    """One conversation on its way into its thread."""

    def __init__(self, staged: Staged, terms: Terms, readers: Readers, done: Summary) -> None:
        self.staged, self.terms, self.readers, self.done = staged, terms, readers, done
        self.there: dict[str, Standing] = {}

    def keep(
        self, about: Conversation, story: Version, *, dry_run: bool, told: Callable[[int], None]
    ) -> None:
        """Bring it in."""
        rows = self.staged.rows(about.ref)
        thread = Thread.objects.filter(guid=UUID(story.guid)).first()
        self.there = standing_of(rows, thread, story.guid)
        fresh = [one for one in in_order(rows, self.there) if one[0].ref not in self.there]
        known = [row for row in rows if row.ref in self.there]
        if dry_run:
            self._as_if(fresh)
        elif fresh or known:
            thread = thread or self._thread(about, story, min(row.at for row in rows))
            self._add(thread, fresh, told)
        self._move(thread, rows, {one[0].id for one in fresh}, dry_run=dry_run)

    def _thread(self, about: Conversation, story: Version, first: str) -> Thread:
        made, _new = Thread.objects.get_or_create(guid=UUID(story.guid), defaults={
            "story": story.number, "code": story.code, "qa": about.qa,
            "closed_at": about.closed_at,
            "opened_at": about.opened_at or datetime.fromisoformat(first)})
        return made

    def _as_if(self, fresh: Sequence[tuple[Row, str, str]]) -> None:
        for some in batches(iter(fresh), BATCH):
            said = self.staged.comments_of(row.id for row, _above, _why in some)
            for row, _above, why in some:
                self._fitting(said[row.id], why)

    def _add(
        self, thread: Thread, fresh: Sequence[tuple[Row, str, str]], told: Callable[[int], None]
    ) -> None:
        count = 0
        for some in batches(iter(fresh), BATCH):
            said = self.staged.comments_of(row.id for row, _above, _why in some)
            fitting = [(said[row.id], above) for row, above, why in some
                       if self._fitting(said[row.id], why)]
            self._once_more(thread, fitting)
            count += len(some)
            told(count)

    def _fitting(self, brought: Brought, why: str) -> bool:
        reason = ""
        if self.staged.person(brought.person) is None:
            reason = "who wrote it is not in the file"
        elif not brought.text and brought.state != DELETED:
            reason = "it has no text"
        if reason:
            self.done.refused.append((brought.where, reason))
            return False
        self.done.comments["new"] += 1
        self.done.states[brought.state] += 1
        if why:
            self.done.torn.append((brought.where, why))
        return True

    def _once_more(self, thread: Thread, some: Sequence[tuple[Brought, str]]) -> None:
        """Add them in one transaction; again, should somebody have taken a name meanwhile."""
        before = dict(self.there), self.readers.new
        try:
            self._added(thread, some)
        except IntegrityError:
            self.there, self.readers.new = before
            self.readers.forget()
            self._added(thread, some)

    def _added(self, thread: Thread, some: Sequence[tuple[Brought, str]]) -> None:
        with opened(thread.pk) as held:
            for brought, above in some:
                person = self.staged.person(brought.person)
                assert person is not None
                reader = self.readers.reader_of(person, at=brought.at)
                comment, parent = _comment(brought, reader), self._above(held, above)
                if above and parent is None:
                    self.done.torn.append((brought.where, "what it answers is not in this thread"))
                held.add(comment, parent, at=brought.at)
                self.there[brought.ref] = Standing(
                    comment.pk, comment.number, comment.depth, comment.root, comment.path,
                    PENDING, thread.pk, False)

    def _above(self, held: Open, ref: str) -> Comment | None:
        """What a comment is put below, as far as places need it; None: the top."""
        known = self.there.get(ref)
        if known is None or known.thread != held.thread.pk:
            return None
        return Comment(pk=known.pk, number=known.number, depth=known.depth, root=known.root,
                       path=known.path)

    def _move(
        self, thread: Thread | None, rows: Sequence[Row], fresh: set[int], *, dry_run: bool
    ) -> None:
        """Give each the state it has in the file, if nobody has decided on it here."""
        rising, falling = list[tuple[int, int, int, datetime]](), list[tuple[int, int]]()
        for some in batches((row for row in rows if row.ref in self.there), BATCH):
            said = self.staged.comments_of(row.id for row in some)
            for row in some:
                here, brought = self.there[row.ref], said[row.id]
                ends, rises = _way(here, brought, thread)
                if row.id not in fresh:
                    self.done.comments["updated" if ends or rises else "same"] += 1
                if rises and brought.public_at:
                    rising.append((brought.turn, here.number, here.pk, brought.public_at))
                if ends:
                    falling.append((here.number, row.id))
        if not dry_run and thread is not None:
            self._rise(thread, sorted(rising))
            self._fall(thread, sorted(falling), {row.id: row.ref for row in rows})

    def _rise(self, thread: Thread, rising: Sequence[tuple[int, int, int, datetime]]) -> None:
        for some in batches(iter(rising), BATCH):
            with opened(thread.pk) as held:
                found = _read(held, [pk for _turn, _number, pk, _at in some])
                for _turn, _number, pk, at in some:
                    if found[pk].state == PENDING:
                        found[pk].weight = 0
                        held.move(found[pk], Comment.State(PUBLIC), at=at)

    def _fall(
        self, thread: Thread, falling: Sequence[tuple[int, int]], refs: Mapping[int, str]
    ) -> None:
        """In the order of numbers: of one that falls, what is below it has not fallen yet."""
        for some in batches(iter(falling), BATCH):
            said = self.staged.comments_of(number for _number, number in some)
            with opened(thread.pk) as held:
                found = _read(held, [self.there[refs[number]].pk for _number, number in some])
                for _number, row in some:
                    comment = found[self.there[refs[row]].pk]
                    self._one_falls(held, comment, said[row])

    def _one_falls(self, held: Open, comment: Comment, brought: Brought) -> None:
        statement, at = None, self.terms.at
        if brought.state == Comment.State.RESTRICTED:
            statement = reasons_for(comment, brought, system=self.terms.system,
                                    clause=self.terms.clause, by=self.terms.by, at=at)
        comment.weight = 0
        held.move(comment, Comment.State(brought.state), at=at, statement=statement)


def _way(here: Standing, brought: Brought, thread: Thread | None) -> tuple[bool, bool]:
    """Whether a comment gets another state than public, and whether it becomes public (before).

    One that is kept already is changed only if nobody has decided here: it waits and was never
    public; or it is public, and its writer has deleted it elsewhere since. In another thread (the
    map of stories was another one then) it stays as it is.
    """
    if thread is None or here.thread != thread.pk:
        return False, False
    if here.state == PENDING and not here.was_public:
        rises = brought.public_at is not None
        return brought.state not in (PUBLIC, PENDING) or (rises and brought.state == PENDING), rises
    return here.state == PUBLIC and brought.state == DELETED, False


def _comment(brought: Brought, reader: int) -> Comment:
    said = [word.folded for word in words(brought.text)]
    return Comment(
        shape=shape(said), near=near(said),
        reader_id=reader, badge=brought.badge, text=brought.text, html=html_of(brought.text),
        state=PENDING, edited_at=brought.edited_at, likes=brought.likes, pinned=brought.pinned,
        featured=brought.featured, source=brought.ref, key=str(uuid5(_KEYS, brought.ref)))


def _read(held: Open, keys: Sequence[int]) -> dict[int, Comment]:
    rows = Comment.objects.filter(pk__in=keys, thread=held.thread).defer("text", "html")
    found = {row.pk: row for row in rows.select_related("reader")}
    for row in found.values():
        row.thread = held.thread
    return found
