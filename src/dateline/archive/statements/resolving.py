"""From a mention to somebody: pronouns, titles and surnames mean whom the story named before."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.archive.statements.cues import (
    ANY_BODY,
    ANYBODY,
    BODIES,
    SPOKEN_FOR,
    Cues,
    wordset,
)
from dateline.archive.statements.mentions import Mention
from dateline.archive.statements.people import People, Somebody, plain

_INDEFINITE = wordset("a an another one some un une ein eine una uno um uma een")


_MANY = wordset("les gli i")
_OWN = wordset("his her its their son sa ses leur su sus suo sua seu sein seine ihr ihre zijn haar")
_PAPERS = wordset(
        "statement report website communique rapport etude mitteilung erklarung comunicado informe "
        "comunicato rapporto comunicado relatorio")
_THINGS = _PAPERS | wordset(
        "document documents letter post message sign note study survey article banner paper "
        "headline lettre message etude article document documento carta brief")
ISSUED = wordset(
        "statement communiqué communique mitteilung erklärung erklarung comunicado comunicato")
"""What somebody says something in; later it is said to say it itself."""
_SPOKEN_FOR = frozenset(map(plain, SPOKEN_FOR))


class Memory:
    """Who has been named and who has spoken so far, as a reader keeps it in mind."""

    def __init__(self, people: People, cues: Cues, names: frozenset[str] = frozenset()) -> None:
        self.people, self.cues, self.names = people, cues, names
        self.speaker: Somebody | None = None
        """Who spoke last, directly or not."""
        self.issuer: Somebody | None = None
        """Who spoke in a statement last."""
        self._subject: Somebody | None = None
        self._first: Somebody | None = None
        self._body: Somebody | None = None
        self._person: Somebody | None = None
        self._opened: Somebody | None = None
        self._latest: Somebody | None = None
        """Whom a sentence began with or who spoke, whichever was later."""
        self._spoken: set[int] = set()

    def begin(self) -> None:
        """A new paragraph: nobody in it has been named yet."""
        self._subject = self._first = None

    def named(self, mention: Mention) -> Somebody:
        """Take in a name."""
        who = self.people.met(mention.text, mention.role)
        if not who.person:
            self._body = who
        elif not mention.owner and (who.term or " " in who.name):
            self._person = who
        return who

    def spoke(self, who: Somebody, issued: bool = False) -> None:
        """Take in that somebody spoke; `issued`: in a statement that may be named later."""
        self.speaker = self._subject = self._latest = who
        if issued:
            self.issuer = who
        self._spoken.add(id(who))

    def opened(self, who: Somebody | None) -> None:
        """Take in whom a sentence began with."""
        if who is not None:
            self._first = self._opened = who
            if " " in who.name and who.person:
                self._latest = who

    def who(self, mention: Mention) -> Somebody | None:
        """Who is meant; None where the story does not tell."""
        if mention.kind == "name":
            return self.named(mention)
        if mention.kind == "pronoun":
            return self._before(person=True)
        if mention.kind == "plural":
            return self._before(person=False)
        return self._by_role(mention)

    def _before(self, *, person: bool) -> Somebody | None:
        body = self.speaker if self.speaker and not self.speaker.person else None
        near = (self._subject, self._first, *(
            (self._latest, self.speaker, self._person) if person
            else (body, self._opened, self._body)))
        fits = [one for one in near if one is not None and (not person or self._human(one))]
        return fits[0] if fits else None

    def _human(self, one: Somebody) -> bool:
        """Whether `he` or `she` can be meant: no body, and more than one word in capitals."""
        return one.person and bool(
            one.term or one.role or " " in one.name or id(one) in self._spoken)

    def _by_role(self, mention: Mention) -> Somebody | None:
        text = mention.text
        parts = (mention.role or text).replace("’", "'").replace("'", "' ").split()
        nouns = [plain(part) for part in parts if part.lower() in self.cues.roles
                 or part.lower() in self.cues.titles]
        noun = (nouns[-1] if nouns else plain(parts[-1])).rstrip(".")
        if noun in ISSUED and self.issuer and not mention.of:
            return self.issuer
        if noun in _PAPERS and (body := self._body_of(mention, [])):
            return body
        if noun in _SPOKEN_FOR and (body := self._body_of(mention, parts)):
            role = next(part for part in reversed(parts) if plain(part).rstrip(".") == noun)
            return self.people.spoken_for(body, role.lower() if self.cues.the else role)
        definite = parts[0].lower().rstrip("'") in self.cues.the - _INDEFINITE
        if noun in _SPOKEN_FOR:
            return (self.people.by_role(noun) if definite else None) or Somebody(text)
        if mention.of and (named := self.people.called(text.partition(" ")[2])):
            return named
        if definite and noun in BODIES and (body := self._body_by(noun, mention)):
            return body
        if noun not in ANYBODY:
            found = self.people.by_role(noun) if definite or not self.cues.the else None
            again = definite and len(parts) <= 3 and parts[0].lower() not in _OWN and (
                bool(nouns) or not (noun in _THINGS or (
                    parts[0].lower() in _MANY if self.cues.elided else noun.endswith("s"))))
            if found is None and again and not mention.of and (
                    self.speaker and self.speaker.person
                    and self.speaker.role != self.speaker.name):
                found = self.speaker
            if found is not None:
                return found
        return Somebody(text, text, person=noun not in BODIES and noun not in _THINGS)

    def _body_by(self, noun: str, mention: Mention) -> Somebody | None:
        """Of `the Royal Harbour Police` that one, of `the company` whom the story named."""
        name = mention.text.partition(" ")[2]
        if name[:1].isupper() and " " in name:
            return self.people.met(name)
        if mention.of:
            return None
        latest = self._body if noun in ANY_BODY else None
        return self.people.of_body(noun) or latest or Somebody(mention.text, person=False)

    def _body_of(self, mention: Mention, parts: Sequence[str]) -> Somebody | None:
        """The body whose spokesperson it is: `for the Ministry of Defence`, `an Interpol …`."""
        named = mention.of or " ".join(part for part in parts[1:-1] if part[:1].isupper())
        if not named:
            return None
        if named[0].islower():
            return self.people.called(named) or self.people.of_body(plain(named)) or (
                Somebody(named, person=False) if " " in named else None)
        return self.people.met(named)
