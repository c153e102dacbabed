"""What the moderators' queue and a reader's post cost at size; `bench.discussion` runs it."""

from __future__ import annotations

import random
import statistics
import string
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.table import row
from bench.talking import WORDS
from dateline.discussion import standards
from dateline.discussion.models import Comment, Policy, Reader, Thread, WordRule
from dateline.discussion.placing import place
from dateline.discussion.words import folded
from dateline.lib import clock
from dateline.people.public import User

EACH, RULES = 100, 10_000


def wait(pending: int) -> None:
    """Have so many comments wait for a moderator, 100 in a thread, and some reported."""
    missing = pending - Comment.objects.filter(state="pending").count()
    people = list(Reader.objects.all()[:2000])
    dice, now = random.Random(11), clock.now()
    for thread in Thread.objects.order_by("comments", "pk")[: max(missing, 0) // EACH]:
        with transaction.atomic():
            made = [_pending(thread, thread.last + n, dice, people, now)
                    for n in range(1, EACH + 1)]
            Comment.objects.bulk_create(made)
            Thread.objects.filter(pk=thread.pk).update(last=thread.last + EACH)
    if missing > 0:
        some = list(Comment.objects.filter(state="public").values_list("pk", flat=True)[:2000])
        Comment.objects.filter(pk__in=some).update(weight=0.5)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _pending(
    thread: Thread, number: int, dice: random.Random, people: Sequence[Reader], now: datetime
) -> Comment:
    text = " ".join(dice.choices(WORDS, k=dice.randint(8, 60)))
    comment = Comment(
        thread=thread, number=number, reader=dice.choice(people), text=text,
        html=f"<p>{text}</p>", state="pending", at=now, key=str(uuid4()),
        shape=f"{dice.getrandbits(128):032x}", near=dice.getrandbits(63),
        weight=round(1 + dice.choice((0, 0.25, 0.5)) + 2 * dice.random(), 4))
    place(comment, None)
    return comment


def queue(who: str, times: int) -> None:
    """Pages of the queue, as the moderators' screen: the whole answer of a request."""
    boss, _ = User.objects.get_or_create(
        email="bench@newsroom.example", defaults={"is_staff": True, "is_superuser": True})
    client = Client(headers={"host": "localhost"})
    client.force_login(boss)
    waiting = Comment.objects.filter(state="pending").count()
    middle = Comment.objects.filter(state="pending").order_by("-weight", "pk")[waiting // 2]
    deep = f"?after={middle.weight!r}~{middle.pk}"
    for what, query in (("first page", ""), ("in the midst", deep)):
        address = reverse("discussion_queue") + query
        _measure(f"queue of {waiting:,}, {what}", who, times, lambda at=address: client.get(at))


def posting(code: str, who: str, times: int) -> None:
    """A reader's form is sent, with all checks and 10,000 word rules: until it is answered."""
    _rules()
    Policy.objects.filter(level="site").update(mode="open", days=None)
    cache.clear()
    forms = iter([_form(n) for n in range(times + 1)])
    dice = random.Random(time.time())

    def send() -> object:
        client = next(forms)
        said = " ".join("".join(dice.choices(string.ascii_lowercase, k=6)) for _ in range(60))
        return client.post(f"/discussion/~{code}/write/", {"text": said, "key": str(uuid4())})

    before = Comment.objects.filter(thread__code=code, state="public").count()
    _measure("post with all checks, thread of 10,000", who, times, send, status=302)
    after = Comment.objects.filter(thread__code=code, state="public").count()
    assert after - before == times + 1, "not every post became public"


def _form(number: int) -> Client:
    """A reader of a year, signed in, at an address of his own."""
    user, _ = User.objects.get_or_create(email=f"reader{number}@readers.example")
    year = clock.now() - timedelta(days=365)
    reader, _ = Reader.objects.get_or_create(user=user, defaults={
        "name": f"Poster {number}", "name_key": f"poster {number}", "joined_at": year,
        "approved": 10})
    standards.accept(reader, standards.newest().version, at=clock.now())
    address = f"198.51.{number // 250}.{number % 250 + 1}"
    client = Client(headers={"host": "localhost"}, REMOTE_ADDR=address)
    client.force_login(user)
    return client


def _rules() -> None:
    dice = random.Random(5)
    missing = RULES - WordRule.objects.count()
    phrases = {"".join(dice.choices(string.ascii_lowercase, k=9)) for _ in range(missing)}
    WordRule.objects.bulk_create(
        (WordRule(phrase=one, folded=folded(one), action="pend", clause="2.1", at=clock.now())
         for one in sorted(phrases)), ignore_conflicts=True)


def _measure(
    work: str, who: str, times: int, act: Callable[[], object], status: int = 200
) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = act()
    asked = len(captured.captured_queries)
    assert getattr(answer, "status_code", 0) == status, (work, answer)
    spans = []
    for _ in range(times):
        began = time.perf_counter()
        answer = act()
        spans.append((time.perf_counter() - began) * 1000)
        assert getattr(answer, "status_code", 0) == status, (work, answer)
    row(work, who, "ms", spans, p95=round(statistics.quantiles(spans, n=20)[-1], 1),
        questions=asked)
