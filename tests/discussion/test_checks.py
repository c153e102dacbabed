"""The ordered checks: the first verdict wins, and what fails or hangs never publishes."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from dateline.discussion.checks.running import PIPELINE, run
from dateline.discussion.checks.submission import Said, Submission, Verdict
from dateline.discussion.nearness import are_near, near, shape
from dateline.discussion.text import links
from dateline.discussion.words import Rule, WordRules, words

TEXT = "The bridge was three years late and nobody has ever said why it was."


def sent(noon, text: str = TEXT, **known) -> Submission:
    said = [word.folded for word in words(text)]
    usual = {
        "thread": 1, "closed": "", "mode": "open", "new_until": 3, "accepted": True, "held": (),
        "approved": 5, "refused": 0, "joined_at": noon - timedelta(days=90), "badge": "",
        "lately": (), "rules": WordRules(()),
    }
    return Submission(text=text, words=tuple(said), shape=shape(said), near=near(said),
                      links=tuple(links(text)), at=noon, **usual | known)


def earlier(noon, text=TEXT, *, own=True, thread=2, minutes=60) -> Said:
    said = [word.folded for word in words(text)]
    return Said(own, thread, noon - timedelta(minutes=minutes), shape(said), near(said))


RULES = WordRules([Rule(1, "fool", "nudge", "2.1"), Rule(2, "kill him", "refuse", "2.3"),
                   Rule(3, "casino", "pend", "3.2")])


@pytest.mark.parametrize(("known", "kind", "check"), [
    ({}, "pass", "all"),
    ({"text": " "}, "refuse", "length"), ({"text": "🙂"}, "pass", "all"),
    ({"text": "a " * 2501}, "refuse", "length"), ({"closed": "It is closed."}, "refuse", "thread"),
    ({"held": ("mute",)}, "refuse", "thread"), ({"held": ("ban",)}, "refuse", "thread"),
    ({"held": ("section",)}, "refuse", "thread"), ({"held": ("warning",)}, "pass", "all"),
    ({"held": ("first",)}, "pend", "history"), ({"accepted": False}, "refuse", "standards"),
    ({"text": "You fool", "rules": RULES}, "nudge", "wording"),
    ({"text": "You fool", "rules": RULES, "answered": frozenset({"w1"})}, "pass", "all"),
    ({"text": "Fool, kill him", "rules": RULES}, "refuse", "wording"),
    ({"text": "A casino", "rules": RULES}, "pend", "wording"),
    ({"text": "See http://a.example", "approved": 0, "new_until": 0}, "pend", "links"),
    ({"text": "See http://a.example"}, "pass", "all"),
    ({"text": " ".join(f"http://a.example/{n}" for n in range(4))}, "pend", "links"),
    ({"mode": "first"}, "pend", "history"), ({"mode": "new"}, "pass", "all"),
    ({"mode": "new", "approved": 2}, "pend", "history"),
    ({"mode": "new", "approved": 0, "badge": "staff"}, "pass", "all"),
    ({"approved": 1, "refused": 2}, "pend", "history"),
])
def test_verdicts(noon, known, kind, check):
    verdict = run(sent(noon, **known))
    assert (verdict.kind, verdict.check) == (kind, check)
    assert bool(verdict.reason) == (kind != "pass")


def test_an_account_of_minutes_is_read_first(noon):
    assert run(sent(noon, joined_at=noon - timedelta(minutes=2))).check == "history"


def test_repeats(noon):
    other = TEXT.replace("three", "four")
    assert run(sent(noon, lately=(earlier(noon, thread=1),))).kind == "refuse"
    assert run(sent(noon, lately=(earlier(noon),))).check == "repeats"
    crowd = (earlier(noon, own=False, thread=5), earlier(noon, own=False, thread=6))
    assert run(sent(noon, lately=crowd)).check == "repeats"
    assert run(sent(noon, lately=crowd[:1])).kind == "pass"
    assert run(sent(noon, "Yes, so.", lately=(earlier(noon, "Yes, so.", thread=1),))).kind == "pass"
    assert shape(other.split()) != shape(TEXT.split())


def test_nearly_the_same_text_is_near_and_another_one_is_not():
    long = ("The council has promised a new bridge for eleven years, and each spring the plan is "
            "shown again with a new date and the same drawing, while the old one is patched. ") * 2
    one, other = near(long.lower().split()), near(long.lower().replace("eleven", "twelve").split())
    assert are_near(one, other)
    rand = random.Random(7)
    vocabulary = [f"w{n}" for n in range(500)]
    texts = [near(rand.choices(vocabulary, k=40)) for _ in range(60)]
    assert not any(are_near(a, b) for at, a in enumerate(texts) for b in texts[:at])
    assert near(["too", "short"]) == 0 and not are_near(0, 0)


def test_bursts(noon):
    many = tuple(earlier(noon, f"{n} is a number of words", thread=n, minutes=1)
                 for n in range(2, 7))
    assert run(sent(noon, lately=many)).check == "bursts"
    assert run(sent(noon, lately=many[:4])).kind == "pass"
    assert run(sent(noon, lately=many, edit=True)).kind == "pass"


def test_a_check_that_raises_leaves_the_comment_pending(noon, caplog):
    def broken(_sent):
        raise ZeroDivisionError

    verdict = run(sent(noon), pipeline=[*PIPELINE, ("broken", broken)])
    assert (verdict.kind, verdict.check) == ("pend", "broken")
    assert "broken failed" in caplog.text


def test_a_check_that_ends_its_thread_leaves_the_comment_pending(noon):
    def gone(_sent):
        raise SystemExit

    assert run(sent(noon), pipeline=[("gone", gone)]).kind == "pend"


def test_a_check_that_hangs_leaves_the_comment_pending_and_the_next_ones_too(noon, caplog):
    over = []

    def hangs(_sent):
        while not over:
            time.sleep(0.01)
        return Verdict("pass", "hangs")

    pipeline = [("hangs", hangs), *PIPELINE]
    try:
        for _ in range(10):
            assert run(sent(noon), pipeline=pipeline, deadline=0.02).kind == "pend"
        assert run(sent(noon)).check == "all" and run(sent(noon)).kind == "pend"
    finally:
        over.append(True)
    for _ in range(500):
        verdict = run(sent(noon))
        if verdict.kind == "pass":
            break
        time.sleep(0.01)
    assert verdict.kind == "pass"
    assert "took longer" in caplog.text


def test_a_submission_is_frozen(noon):
    with pytest.raises(AttributeError):
        sent(noon).closed = ""
    assert replace(sent(noon), badge="staff").badge == "staff"
