"""From a mention to somebody: pronouns, titles and surnames mean whom the story named before."""

from __future__ import annotations

from dateline.archive.statements.cues import Cues, wordset
from dateline.archive.statements.mentions import Mention
from dateline.archive.statements.people import People, Somebody, plain

_ANYBODY = wordset(
        "mother father parents woman man student witness witnesses doctors scientists "
        "researchers lawyers attorneys police officials experts residents protesters children "
        "child son daughter wife husband survivors victims passengers members statement report "
        "website authorities teachers farmers prosecutors activists workers attendee passenger "
        "survivor victim neighbor neighbour newspaper resident protester spokesperson spokesman "
        "spokeswoman")
_BODIES = wordset(
        "company airline firm agency group party union club team ministry army court church "
        "bank organisation organization charity council committee commission government office "
        "authority")
_ANY_BODY = wordset(
        "company airline firm agency group party club team charity organisation organization")


class Memory:
    """Who has been named and who has spoken so far, as a reader keeps it in mind."""

    def __init__(self, people: People, cues: Cues) -> None:
        self.people, self.cues = people, cues
        self.speaker: Somebody | None = None
        """Who spoke last, directly or not."""
        self.paragraph = -1
        self._subject: Somebody | None = None
        self._first: Somebody | None = None
        self._body: Somebody | None = None
        self._person: Somebody | None = None
        self._opened: Somebody | None = None
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

    def spoke(self, who: Somebody) -> None:
        """Take in that somebody spoke."""
        self.speaker = self._subject = who
        self._spoken.add(id(who))

    def opened(self, who: Somebody | None) -> None:
        """Take in whom a sentence began with."""
        if who is not None:
            self._first = self._opened = who

    def who(self, mention: Mention) -> Somebody | None:
        """Who is meant; None where the story does not tell."""
        if mention.kind == "name":
            return self.named(mention)
        if mention.kind == "pronoun":
            return self._before(person=True)
        if mention.kind == "plural":
            return self._before(person=False)
        return self._by_role(mention.text)

    def _before(self, *, person: bool) -> Somebody | None:
        near = (self._subject, self._first, *((self.speaker, self._person) if person else
                                              (self._opened, self._body)))
        fits = [one for one in near if one is not None and (not person or self._human(one))]
        return fits[0] if fits else None

    def _human(self, one: Somebody) -> bool:
        """Whether `he` or `she` can be meant: no body, and more than one word in capitals."""
        return one.person and bool(
            one.term or one.role or " " in one.name or id(one) in self._spoken)

    def _by_role(self, text: str) -> Somebody | None:
        parts = text.split()
        noun = next((plain(part).rstrip(".") for part in reversed(parts)
                     if plain(part) in self.cues.roles or plain(part) in self.cues.titles
                     or part.lower() in self.cues.roles), plain(parts[-1]))
        definite = parts[0].lower() not in ("a", "an", "another", "one", "some", "un", "une",
                                            "ein", "eine", "una", "uno", "um", "uma")
        if definite and noun in _BODIES:
            latest = self._body if noun in _ANY_BODY else None
            return self.people.of_body(noun) or latest or Somebody(text, person=False)
        if definite and noun not in _ANYBODY:
            found = self.people.by_role(noun)
            if found is None and len(parts) <= 3 and self.speaker and self.speaker.person:
                found = self.speaker
            if found is not None:
                return found
        return Somebody(text, text, person=noun not in _BODIES)
