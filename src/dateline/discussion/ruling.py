"""Settings of the discussion: policies, threads by hand, word rules. Each change is in the log."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dateline.delivery.public import touch
from dateline.discussion.book import note
from dateline.discussion.models import MODES, Comment, Policy, Thread, WordRule
from dateline.discussion.models.rules import ACTIONS
from dateline.discussion.moving import opened
from dateline.discussion.permitted import ARRANGE, MODERATE
from dateline.discussion.policies import ground_of
from dateline.discussion.words import Rule, WordRules, folded
from dateline.lib import canonical
from dateline.people.public import NotAllowed, User, must_have

KEY = "discussion"
LOOKED_BACK = timedelta(days=30)
LOOKED_THROUGH = 20_000
"""So many of the newest comments a rule is tried on at most, whatever was written in 30 days."""
LEVELS = ("site", "section", "story")


def set_policy(
    level: str, subject: str, mode: str, *, new_until: int, days: int | None, by: User,
    at: datetime,
) -> Policy:
    """Say how threads of the site, a section (its uuid) or a story (its guid) may be written in."""
    must_have(by, ARRANGE, _("Setting how discussions may be written in"))
    if mode not in dict(MODES) or level not in LEVELS or (level == "site") != (subject == ""):
        raise ValueError("no such policy")
    if not 0 <= new_until <= 1000 or (days is not None and not 0 <= days <= 3650):
        raise NotAllowed(_("Give a number of comments up to 1,000, and of days up to 3,650."))
    with transaction.atomic():
        kept, _made = Policy.objects.update_or_create(level=level, subject=subject, defaults={
            "mode": mode, "new_until": new_until, "days": days, "by": by, "at": at})
        note("policy", f"policy:{level}:{subject}",
             {"mode": mode, "new_until": new_until, "days": days}, by=by, at=at)
        _changed(level, subject)
    return kept


def end_policy(policy: int, *, by: User, at: datetime) -> None:
    """Take away the policy of a section or a story: what is above it speaks again."""
    must_have(by, ARRANGE, _("Setting how discussions may be written in"))
    with transaction.atomic():
        row = Policy.objects.select_for_update().filter(pk=policy).exclude(level="site").first()
        if row is None:
            raise NotAllowed(_("Nothing was done: this policy is gone."))
        note("policy ended", f"policy:{row.level}:{row.subject}", {"mode": row.mode}, by=by, at=at)
        row.delete()
        _changed(row.level, row.subject)


def _changed(level: str, subject: str) -> None:
    thread = Thread.objects.filter(guid=subject).first() if level == "story" else None
    touch([thread.key] if thread else [KEY])


def thread_of(code: str, *, at: datetime) -> Thread:
    """The thread of a live story, made now if nobody has written yet. Raises NotAllowed."""
    ground = ground_of(code)
    if ground is None:
        raise NotAllowed(_("There is no such story: give its code or its address."))
    made, _new = Thread.objects.get_or_create(
        guid=ground.guid,
        defaults={"story": ground.number, "code": ground.code, "opened_at": at})
    return made


def arrange_thread(
    thread: int, *, closed: bool | None = None, qa: bool | None = None, by: User, at: datetime
) -> Thread:
    """Close or open a thread by hand, or have an expert's questions and answers in it."""
    must_have(by, MODERATE, _("Closing a discussion"))
    with opened(thread) as held:
        row = held.thread
        if closed is not None:
            row.closed_at = at if closed else None
        if qa is not None:
            row.qa = qa
        held.changed()
        note("thread", f"thread:{row}", {"closed": row.closed_at is not None, "qa": row.qa},
             by=by, at=at)
    return row


def add_rule(phrase: str, action: str, clause: str, *, by: User, at: datetime) -> WordRule:
    """Have a word or phrase looked for. Raises NotAllowed in words."""
    must_have(by, ARRANGE, _("Changing the word rules"))
    said, kept = " ".join(phrase.replace("\0", "").split()), folded(phrase)
    if not kept or len(said) > 100 or len(kept) > 200:
        raise NotAllowed(_("Give a word or phrase of at most 100 signs."))
    if action not in dict(ACTIONS) or not clause.strip():
        raise NotAllowed(_("Say what is done, and for which clause."))
    try:
        with transaction.atomic():
            made = WordRule.objects.create(phrase=said, folded=kept, action=action,
                                           clause=clause.strip()[:10], by=by, at=at)
            note("rule", f"rule:{made.pk}", _rule(made), by=by, at=at)
    except IntegrityError:
        raise NotAllowed(_("There is a rule for this already.")) from None
    return made


def end_rule(rule: int, *, by: User, at: datetime) -> None:
    """Look for it no longer; the rule stays known."""
    must_have(by, ARRANGE, _("Changing the word rules"))
    with transaction.atomic():
        row = WordRule.objects.select_for_update().filter(pk=rule, ended_at=None).first()
        if row is None:
            raise NotAllowed(_("Nothing was done: this rule has ended."))
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        note("rule ended", f"rule:{row.pk}", _rule(row), by=by, at=at)


def _rule(row: WordRule) -> dict[str, Any]:
    return {"phrase": row.phrase, "action": row.action, "clause": row.clause,
            "digest": canonical.digest(row.folded)}


def would_catch(phrase: str, *, at: datetime) -> tuple[list[Comment], int, int]:
    """What a rule would have caught in the last 30 days: the newest 20, how many, and of how many.

    It is tried on the newest 20,000 comments at most; the last number says on how many it was.
    """
    rules = WordRules([Rule(0, phrase, "pend", "")])
    rows = Comment.objects.filter(at__gt=at - LOOKED_BACK).order_by("-pk")
    texts = rows.values_list("pk", "text")[:LOOKED_THROUGH]
    looked, caught = 0, []
    for pk, text in texts.iterator(2000):
        looked += 1
        if rules.find(text):
            caught.append(pk)
    shown = Comment.objects.filter(pk__in=caught[:20]).select_related("thread", "reader")
    return list(shown.order_by("-pk")), len(caught), looked
