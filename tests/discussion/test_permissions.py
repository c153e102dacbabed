"""Every act of moderation × who asks, through the door and through the addresses."""

from __future__ import annotations

from datetime import timedelta
from inspect import isfunction, unwrap
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client

from commenting import open_story, reader
from commenting import said as commented
from dateline.discussion import posting_urls
from dateline.discussion import public as discussion
from dateline.discussion.models import (
    Appeal,
    Comment,
    IllegalNotice,
    LogLine,
    Reader,
    Statement,
    Thread,
    WordRule,
)
from dateline.discussion.public import NotAllowed
from dateline.discussion.standards import ClauseText, adopt, clause_of
from dateline.lib import clock
from dateline.people.public import User
from moderation import because, named, rules, said, thread
from staffing import browser, by_link, member

DAY = timedelta(days=1)
PEOPLE = ("stranger", "reader", "muted", "banned", "author", "moderator", "editor", "chief editor")
MODERATORS = {"moderator", "chief editor"}
CHIEFS = {"chief editor"}


class Scene:
    """Something of everything that can be acted on, and everybody who may try."""

    def __init__(self, noon: Any) -> None:
        self.at, self.clause, self.where = noon, rules(noon), thread(noon)
        self.first = member("moderator", email="first@example.org")
        names = ("reader", "muted", "banned", "author")
        people = {name: named(name.title(), noon) for name in names}
        self.author, self.other = people["author"], named("Other", noon)
        reasons = because(self.clause)
        discussion.sanction(people["muted"].pk, "mute", reasons=reasons, by=self.first, at=noon,
                            ends_at=noon + 400 * DAY)
        self.ban = discussion.sanction(people["banned"].pk, "ban", reasons=reasons, by=self.first,
                                       at=noon)
        self.pending = said(self.where, self.author, noon)
        self.public = said(self.where, self.author, noon, state="public")
        gone = said(self.where, self.author, noon, state="public")
        self.done = discussion.decide(gone.pk, "remove", by=self.first, at=noon, reasons=reasons)
        self.gone = said(self.where, self.author, noon, state="public")
        discussion.decide(self.gone.pk, "remove", by=self.first, at=noon, reasons=reasons)
        statement = Statement.objects.filter(comment=gone).get()
        self.appeal = discussion.appeal(statement, "No.", at=noon)
        self.notice = discussion.give_notice("/x", law="A law", explanation="So.", name="Eve",
                                             email="eve@example.org", good_faith=True, at=noon)
        self.rule = WordRule.objects.create(phrase="fool", folded="fool", action="pend",
                                            clause="2.1", at=noon)
        self.users: dict[str, Any] = {name: person.user for name, person in people.items()}
        self.users |= {name: member(name) for name in ("moderator", "editor", "chief editor")}
        self.users["stranger"] = AnonymousUser()


ACTS: dict[str, tuple[set[str], Any]] = {
    "publish": (MODERATORS, lambda s, by: discussion.decide(s.pending.pk, "publish", **by)),
    "refuse": (MODERATORS, lambda s, by: discussion.decide(
        s.pending.pk, "refuse", reasons=because(s.clause), **by)),
    "keep": (MODERATORS, lambda s, by: discussion.decide(s.public.pk, "keep", **by)),
    "hold": (MODERATORS, lambda s, by: discussion.decide(s.public.pk, "hold", **by)),
    "remove": (MODERATORS, lambda s, by: discussion.decide(
        s.public.pk, "remove", reasons=because(s.clause), **by)),
    "restore": (MODERATORS, lambda s, by: discussion.decide(s.gone.pk, "restore", **by)),
    "undo": (set(), lambda s, by: discussion.undo(s.done.seq, **by)),  # only who decided
    "feature": (MODERATORS, lambda s, by: discussion.flag(s.public.pk, "featured", True, **by)),
    "pin": (MODERATORS, lambda s, by: discussion.flag(s.public.pk, "pinned", True, **by)),
    "warn": (MODERATORS, lambda s, by: discussion.sanction(
        s.other.pk, "warning", reasons=because(s.clause), **by)),
    "mute": (MODERATORS, lambda s, by: discussion.sanction(
        s.other.pk, "mute", reasons=because(s.clause), ends_at=s.at + DAY, **by)),
    "section ban": (MODERATORS, lambda s, by: discussion.sanction(
        s.other.pk, "section", reasons=because(s.clause), section="abc", **by)),
    "ban": (MODERATORS, lambda s, by: discussion.sanction(
        s.other.pk, "ban", reasons=because(s.clause), **by)),
    "read first": (MODERATORS, lambda s, by: discussion.sanction(
        s.other.pk, "first", reasons=because(s.clause), **by)),
    "lift": (MODERATORS, lambda s, by: discussion.lift(s.ban.pk, reason="Enough.", **by)),
    "badge": (MODERATORS, lambda s, by: discussion.give_badge(s.other.pk, "expert", **by)),
    "answer an appeal": (MODERATORS, lambda s, by: discussion.answer_appeal(
        s.appeal.pk, "reversed", "Right.", **by)),
    "answer a notice": (MODERATORS, lambda s, by: discussion.answer_notice(
        s.notice.pk, "kept", "Legal.", **by)),
    "close by hand": (MODERATORS, lambda s, by: discussion.arrange_thread(
        s.where.pk, closed=True, **by)),
    "questions and answers": (MODERATORS, lambda s, by: discussion.arrange_thread(
        s.where.pk, qa=True, **by)),
    "policy": (CHIEFS, lambda s, by: discussion.set_policy(
        "site", "", "first", new_until=3, days=7, **by)),
    "word rule": (CHIEFS, lambda s, by: discussion.add_rule("twit", "pend", "2.1", **by)),
    "end a word rule": (CHIEFS, lambda s, by: discussion.end_rule(s.rule.pk, **by)),
    "standards": (CHIEFS, lambda s, by: adopt("", [ClauseText("1.1", "Be kind", "Do.")], **by)),
}


def test_each_act_is_for_whom_the_table_says(house, noon):
    """A refused act writes nothing; every act that is done leaves its line."""
    scene, wrong = Scene(noon), []
    for act, (allowed, do) in ACTS.items():
        for who in PEOPLE:
            lines, did = LogLine.objects.count(), who in allowed
            if _tried(do, scene, scene.users[who], noon) is not did:
                wrong.append(f"{act} by {who}: it should be {'done' if did else 'refused'}")
            elif (LogLine.objects.count() > lines) is not did and not did:
                wrong.append(f"{act} by {who}: the log moved")
    assert not wrong, "\n".join(wrong)


def _tried(do, scene, by, noon) -> bool:
    """Do it, in a transaction that is rolled back, so that each finds the scene as it was."""
    from django.db import transaction

    try:
        with transaction.atomic():
            before = LogLine.objects.count()
            do(scene, {"by": by, "at": noon})
            assert LogLine.objects.count() > before
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    return True


SCREENS = {
    "/desk/discussion/": MODERATORS, "/desk/discussion/appeals/": MODERATORS,
    "/desk/discussion/notices/": MODERATORS, "/desk/discussion/people/": MODERATORS,
    "/desk/discussion/people/{person}/": MODERATORS, "/desk/discussion/policies/": MODERATORS,
    "/desk/discussion/rules/": MODERATORS, "/desk/discussion/standards/": MODERATORS,
    "/desk/discussion/log/": MODERATORS,
}


def test_each_screen_is_for_whom_the_table_says(house, noon):
    with clock.at(noon):
        scene = Scene(noon)
    clients = {who: by_link(user) if user.pk else Client(headers={"host": "localhost:8000"})
               for who, user in scene.users.items()}
    wrong = []
    for address, allowed in SCREENS.items():
        for who, client in clients.items():
            code = client.get(address.format(person=scene.author.pk)).status_code
            if (code == 200) is not (who in allowed):
                wrong.append(f"{address} for {who}: {code}")
    assert not wrong, "\n".join(wrong)
    posts = _posts(scene)
    before = LogLine.objects.count()
    for who in set(clients) - MODERATORS:
        for address, fields in posts:
            assert clients[who].post(address, fields).status_code in (302, 403), (who, address)
    for address, fields in posts[-3:]:
        clients["moderator"].post(address, fields)
    assert LogLine.objects.count() == before, "a refused post did something"


def _posts(scene: Scene) -> list[tuple[str, dict[str, Any]]]:
    """What the screens' forms would send; the last three only chief editors may."""
    mark = discussion.marks([scene.pending])[scene.pending.pk]
    person = f"/desk/discussion/people/{scene.other.pk}/"
    reason = {"clause": scene.clause.pk, "facts": "So."}
    return [
        ("/desk/discussion/", {"act": "pass", "chosen": f"{scene.pending.pk}:{mark}"}),
        ("/desk/discussion/", {"act": "stop", "chosen": f"{scene.pending.pk}:{mark}"} | reason),
        (person, {"act": "sanction", "kind": "ban"} | reason),
        (person, {"act": "badge", "badge": "expert"}),
        ("/desk/discussion/appeals/", {"appeal": scene.appeal.pk, "outcome": "upheld",
                                       "answer": "So."}),
        ("/desk/discussion/notices/", {"notice": scene.notice.pk, "outcome": "kept",
                                       "answer": "So."}),
        ("/desk/discussion/policies/", {"level": "site", "mode": "open", "new_until": "3"}),
        ("/desk/discussion/rules/", {"act": "save", "phrase": "twit", "tried": "twit",
                                     "action": "pend", "clause": "2.1"}),
        ("/desk/discussion/standards/", {"version": "2", "number": "1.1", "heading": "Be kind",
                                         "text": "Do."}),
    ]


def test_the_screens_act(house, noon):
    """What their forms send is done, by who may."""
    scene = Scene(noon)
    chief = by_link(scene.users["chief editor"])
    for address, fields in _posts(scene)[1:]:
        before = LogLine.objects.count()
        assert chief.post(address, fields).status_code == 302, address
        assert LogLine.objects.count() > before, address
    scene.pending.refresh_from_db()
    assert scene.pending.state == "restricted"
    assert Appeal.objects.get().outcome == "upheld"
    assert IllegalNotice.objects.get().outcome == "kept"
    assert Reader.objects.get(pk=scene.other.pk).badge == "expert"


def test_the_queue_tells_the_slower_and_offers_undo(house, noon):
    scene = Scene(noon)
    first, second = by_link(scene.users["moderator"]), by_link(scene.users["chief editor"])
    mark = discussion.marks([scene.pending])[scene.pending.pk]
    fields = {"act": "pass", "chosen": f"{scene.pending.pk}:{mark}"}
    page = first.post("/desk/discussion/", fields, follow=True).content.decode()
    assert 'data-key="u"' in page
    told = second.post("/desk/discussion/", fields, follow=True).content.decode()
    assert "Moderator was faster" in told and 'data-key="u"' not in told
    seq = LogLine.objects.filter(act="decide").latest("seq").seq
    first.post("/desk/discussion/", {"act": "undo", "undo": str(seq)})
    scene.pending.refresh_from_db()
    assert scene.pending.state == "pending"


def test_many_are_decided_at_once(house, noon):
    scene = Scene(noon)
    rows = [said(scene.where, scene.author, noon) for _ in range(5)]
    marks = discussion.marks(rows)
    chosen = [f"{row.pk}:{marks[row.pk]}" for row in rows]
    discussion.decide(rows[0].pk, "publish", by=scene.first, at=noon)
    page = by_link(scene.users["moderator"]).post(
        "/desk/discussion/", {"act": "stop", "chosen": chosen, "clause": scene.clause.pk},
        follow=True).content.decode()
    assert "4 decisions were made" in page and "was faster" in page


READERS_ACTS: dict[str, set[str]] = {
    "post": {"reader", "author", "moderator", "editor"},
    "reply": {"reader", "author", "moderator", "editor"},
    "edit": {"author"},
    "delete": {"author"},
    "like": {"reader", "moderator", "editor"},  # nobody likes their own
    "report": {"reader", "moderator", "editor"},
    "appeal": {"author"},
}
"""Who may do each act with a comment of the author's."""
READERS_FORMS = {"post": "write", "reply": "reply", "edit": "edit", "delete": "delete",
                 "like": "like", "report": "report"}


class Taking:
    """A story under discussion, comments of the author's, and everybody as readers, signed in."""

    def __init__(self) -> None:
        self.at = at = clock.now()
        self.code = open_story(at)
        self.first = member("moderator", email="first@example.org")
        self.people: dict[str, Reader] = {}
        self.clients = {"stranger": browser()}
        for who in PEOPLE[1:-1]:
            user = member(who) if who in ("moderator", "editor") else User.objects.create_user(
                f"{who}@readers.example")
            self.people[who] = reader(f"The {who}", at=at, user=user)
            self.clients[who] = by_link(user)
        self.clause = clause_of("2.1")
        for who, kind, ends in (("muted", "mute", at + DAY), ("banned", "ban", None)):
            commented(self.people[who], self.code, f"Words of the {who} one.", at=at)
            discussion.sanction(self.people[who].pk, kind, by=self.first, at=at, ends_at=ends,
                                reasons=because(self.clause))

    def theirs(self) -> Comment:
        """A fresh public comment of the author's, so that no act finds the one before it."""
        return said(Thread.objects.get(), self.people["author"], self.at, state="public")


def _done(act: str, comment: Comment, who: Reader | None) -> bool:
    """Whether the act has left what it should, whatever was answered."""
    comment.refresh_from_db()
    if act in ("post", "reply"):
        parent = comment if act == "reply" else None
        return Comment.objects.filter(reader=who, parent=parent, text__startswith="Said").exists()
    return {
        "edit": lambda: comment.text.startswith("Said"),
        "delete": lambda: comment.state == "deleted",
        "like": lambda: comment.likes == 1,
        "report": lambda: comment.reports.exists(),
        "appeal": lambda: Appeal.objects.filter(statement__comment=comment).exists(),
    }[act]()


def test_each_act_of_readers_is_for_whom_the_table_says(house):
    """By the addresses that people use; what is answered does not matter, what was done does."""
    scene, wrong = Taking(), []
    for act, allowed in READERS_ACTS.items():
        for who, client in scene.clients.items():
            cache.clear()  # rates are another matter
            comment = scene.theirs()
            if act == "appeal":
                discussion.decide(comment.pk, "remove", by=scene.first, at=scene.at,
                                  reasons=because(scene.clause))
                way = client.get(f"/discussion/statement/{comment.statements.get().reference}/")
                address = way.get("Location", "/discussion/appeal/nothing/")
            else:
                number = "" if act == "post" else f"{comment.number}/"
                address = f"/discussion/~{scene.code}/{number}{READERS_FORMS[act]}/"
            client.post(address, {"text": f"Said by {who}: {act}.", "key": f"{act}-{who}-key",
                                  "clause": "2.1"})
            if _done(act, comment, scene.people.get(who)) is not (who in allowed):
                wrong.append(f"{act} by {who}: not as the table says")
    assert not wrong, "\n".join(wrong)


def test_who_is_silenced_may_take_back_and_appeal_but_not_speak(house):
    """A muted or banned person's own comment: deleting it, and appealing, stay open to them."""
    scene, wrong = Taking(), []
    for who in ("muted", "banned"):
        client, person = scene.clients[who], scene.people[who]
        own = Comment.objects.get(reader=person)
        place = f"/discussion/~{scene.code}/{own.number}"
        client.post(f"{place}/edit/", {"text": "Said anew.", "key": "k" * 9})
        wrong += [f"{who} edits"] if _done("edit", own, person) else []
        statement = person.statements.get()
        way = client.get(f"/discussion/statement/{statement.reference}/")["Location"]
        client.post(way, {"text": "That was not I."})
        wrong += [] if Appeal.objects.filter(statement=statement).exists() else [f"{who}: appeal"]
        client.post(f"{place}/delete/")
        wrong += [] if _done("delete", own, person) else [f"{who} cannot delete"]
    assert not wrong, "\n".join(wrong)


DOOR = {
    "post": ("post_comment",), "reply": ("post_comment",), "edit": ("edit_comment",),
    "delete": ("delete_comment",), "like": ("like",), "report": ("report",), "appeal": ("appeal",),
}
"""The functions of the door that readers' acts are."""
OTHERS = {  # of the door: acts of moderators and the newsroom, in `ACTS`, …
    "decide", "undo", "flag", "sanction", "lift", "give_badge", "answer_appeal", "answer_notice",
    "arrange_thread", "set_policy", "add_rule", "end_rule", "adopt", "end_policy",
    # … what anybody may do, …
    "give_notice", "report_mistake", "join", "accept",
    # … what only the machine's owner does, and what only reads or wires
    "tell", "begin_anew", "erase_reader", "erase_reader_now", "check", "find_reader", "ground_of",
    "comments_exported", "export", "import_comments", "mail_language", "marks", "talked",
    "register_frame",
    "register_own_page",
    "advice_report", "standards_text", "statements_exported", "stories_of", "terms_of",
    "transparency_report", "would_catch",
}


def test_no_act_is_missing_from_the_tables():
    """A new function of the door, or a new form of a thread, has to be put into a table."""
    functions = {name for name in discussion.__all__ if isfunction(inspect_unwrapped(name))}
    acts = {name for names in DOOR.values() for name in names}
    assert set(DOOR) == set(READERS_ACTS)
    assert functions == acts | OTHERS, functions ^ (acts | OTHERS)
    forms = {pattern.name for pattern in posting_urls.urlpatterns
             if str(pattern.pattern).startswith(r"^discussion/~")}
    assert forms == set(READERS_FORMS.values())


def inspect_unwrapped(name: str) -> Any:
    """What stands at the door under a name, without what is around it."""
    return unwrap(getattr(discussion, name))
