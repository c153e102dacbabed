"""Who is named in a sentence: names with their titles, pronouns, and people by what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dateline.archive.statements.cues import (
    ANYBODY,
    BODIES,
    HIM,
    ORGANISATIONS,
    PARTICLES,
    THEIRS,
    Cues,
    wordset,
)
from dateline.archive.statements.offices import OFFICE, demonym, held, in_office, past_office
from dateline.archive.statements.roles import (
    apposition,
    bare_role,
    held_for,
    role_at,
    role_start,
    small_role,
)
from dateline.archive.statements.words import POSSESSIVE, Word, beside, opens

Kind = Literal["name", "pronoun", "plural", "role"]


class Mention(NamedTuple):
    """Somebody in a sentence: places of its words (from, up to), name, role as it is said there.

    `owner`: in the genitive, so that what follows is meant; `of`: for whom a role is held.
    """

    kind: Kind
    first: int
    last: int
    text: str
    role: str = ""
    owner: bool = False
    since: int = 0
    """Where its role begins."""
    of: str = ""


def mentions(
    words: Sequence[Word], text: str, cues: Cues, names: frozenset[str] = frozenset(),
    begin: int = 0,
) -> list[Mention]:
    """All of the sentence that begins there; `names`: what is one even where a sentence begins."""
    found: list[Mention] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word.cap and _named(word, cues):
            last = _run(words, at, text, cues)
            if last == at + 1 and (_noun(words, at, cues) or (
                    not at and opens(words, text, cues, names, begin))):
                at = last
                continue
            for mention in _parted(words, at, last, text, cues):
                while found and found[-1].last > mention.since:
                    since = min(found.pop().first, mention.since)
                    role = text[words[since].start : words[mention.first].start]
                    mention = mention._replace(since=since, role=role.strip(" ,"))
                found.append(mention)
            at = last
            continue
        if word.low in cues.others and (other := _other(words, at, text, cues)):
            found.append(other)
            at = other.last
            continue
        at += 1
    return found


def _other(words: Sequence[Word], at: int, text: str, cues: Cues) -> Mention | None:
    """A pronoun, or somebody by what they are."""
    word = words[at]
    if word.low in cues.he or word.low in cues.they:
        return Mention("pronoun" if word.low in cues.he else "plural", at, at + 1, word.text,
                       since=at)
    if word.low in HIM and at and words[at - 1].low in _PER:
        return Mention("pronoun" if word.low == "lui" else "plural", at, at + 1, word.text,
                       since=at)
    if word.low in THEIRS and any(each.low in _UTTERED for each in words[at + 1 : at + 4]):
        return Mention("plural" if word.low in ("their", "its") else "pronoun", at, at + 1,
                       word.text, since=at)
    article = cues.contracted.get(word.low)
    if (article or word.low in cues.the) and (last := role_at(words, at, text, cues)):
        mention = _role(words, at, last, text, cues)
        if article:
            return mention._replace(since=at + 1, text=f"{article} {_rest(mention.text)}",
                                    role=f"{article} {_rest(mention.role)}")
        return mention
    if bare_role(words, at, text, cues):
        return _role(words, at, at + 1, text, cues)
    return None


def _rest(text: str) -> str:
    return text.partition(" ")[2]


def _role(words: Sequence[Word], at: int, last: int, text: str, cues: Cues) -> Mention:
    begin, end = held_for(words, last, text, cues, _run)
    said, head = (text[words[at].start : words[to - 1].end] for to in (max(end, last), last))
    of = text[words[begin].start : words[end - 1].end] if begin < end else ""
    owner = not cues.elided and bool(POSSESSIVE.search(said))
    if at > 1 and words[at - 1].low == "of" and words[at - 2].low in _SOME:
        at -= 2
        said = text[words[at].start : words[max(end, last) - 1].end]
    bare = POSSESSIVE.sub("", said) if owner and not of else said
    return Mention("role", at, max(end, last), bare, head, owner, at, of)


_SOME = wordset("one some many several most two three all each none")
_PER = wordset("selon après pour")
_UTTERED = wordset("statement tweet message announcement speech letter")


def after_verbs(
    words: Sequence[Word], text: str, verbs: Sequence[int], cues: Cues
) -> list[Mention]:
    """In a script without capitals: up to four words after each verb, titles being the role.

    What a title has beside it with the Arabic article belongs to it.
    """
    found = []
    for at in verbs:
        begin = at + 1
        while begin < len(words) and beside(words, begin, text) and (
                words[begin].low in cues.titles or words[begin].low in cues.of
                or (begin > at + 1 and words[begin].low.startswith("ال"))):
            begin += 1
        last = begin
        while last < min(len(words), begin + 4) and beside(words, last, text) and not (
                words[last].low in cues.stop or words[last].low in cues.that
                or words[last].low.startswith("لل")):
            last += 1
        if begin < last:
            role = text[words[at + 1].start : words[begin].start].strip()
            said = text[words[begin].start : words[last - 1].end]
            found.append(Mention("name", begin, last, said, role, since=at + 1))
    return found


def _named(word: Word, cues: Cues) -> bool:
    low = word.low
    if low.endswith("-old") or low in cues.stop or low in cues.ing:
        return False
    return low not in cues.he and low not in cues.they


def _noun(words: Sequence[Word], at: int, cues: Cues) -> bool:
    """Whether an article says that a word is no name where every noun has a capital."""
    return cues.nouns and at > 0 and (
        words[at - 1].low in cues.the or words[at - 1].low in cues.contracted)


def _run(words: Sequence[Word], first: int, text: str, cues: Cues) -> int:
    """Where a run of capitalised words ends that begins there."""
    at = first + 1
    while beside(words, at, text):
        before = words[at - 1]
        if POSSESSIVE.search(before.text) and not held(before, words[at], cues):
            break
        if words[at].cap and _named(words[at], cues):
            at += 1
        elif _bridged(words, first, at, text):
            at += 1
            while at < len(words) and not words[at].cap:
                at += 1
            at += 1
        else:
            break
    return min(at, len(words))


def _bridged(words: Sequence[Word], first: int, at: int, text: str) -> bool:
    """Whether small words go on with a name: `van der Bellen`, `Ministry of Defence`."""
    ahead = at
    small = words[at].low
    while ahead < len(words) and not words[ahead].cap and beside(words, ahead, text):
        if words[ahead].low not in PARTICLES and words[ahead].low not in _LINKS:
            return False
        ahead += 1
        if ahead - at > 3:
            return False
    if ahead >= len(words) or not words[ahead].cap or not beside(words, ahead, text):
        return False
    if small in _LINKS:
        return any(word.low in ORGANISATIONS for word in words[first:at])
    return small in PARTICLES


_LINKS = frozenset({"of", "on", "for", "and", "des", "für", "degli", "the"})


def _parted(
    words: Sequence[Word], first: int, last: int, text: str, cues: Cues
) -> Iterator[Mention]:
    """The name of a run, its title and what stands before it being the role."""
    run = words[first:last]
    titled = max((n for n, word in enumerate(run) if _title(word, n + 1 == len(run), cues)
                  and (n + 1 == len(run) or run[n + 1].low not in ORGANISATIONS)), default=-1)
    begin = first + titled + 1
    office = titled >= 0 and begin < last and words[begin].low in OFFICE and (
        run[titled].low in cues.roles)
    if titled >= 0 and (begin >= last or office):
        yield from _title_alone(words, first, last, text)
        return
    named = past_office(words, first, begin, last, cues)
    role_from = begin
    if named > begin:
        begin, role_from = named, role_start(words, first - 2, text, cues)
    elif small_role(words, begin, text, cues):
        role_from = role_start(words, begin - 1, text, cues)
    while begin - 1 > first and words[first].low in cues.verbs:
        first += 1
    if cues.elided and titled < 0 and _agency(run):
        begin += 1
    said = text[words[begin].start : words[last - 1].end]
    owner = not cues.elided and bool(POSSESSIVE.search(said))
    if last == begin + 1 == first + 1 and demonym(words, begin, text, cues):
        said = text[words[begin - 1].start : words[begin].end]
        yield Mention("role", begin, last, said, said, since=begin - 1)
        return
    if titled >= 0 and (small_role(words, first, text, cues) or in_office(words, first, cues)):
        role_from = role_start(words, first - 1, text, cues)
    role_from = min(role_from, first)
    role = text[words[role_from].start : words[begin].start].strip(" ,")
    if not role and not owner:
        role = apposition(text, words[last - 1].end, cues)
    if cues.suffixed:
        said = said.partition("'")[0].partition("’")[0]
    yield Mention("name", begin, last, POSSESSIVE.sub("", said) if owner else said, role, owner,
                  role_from)


def _agency(run: Sequence[Word]) -> bool:
    """Whether it begins with whom somebody told it: `a dit à l'AFP Jean Dupont`."""
    short = run[0].text.isupper() and len(run[0].text) > 2
    return short and len(run) > 2 and run[1].cap and not any(
        word.low in ORGANISATIONS for word in run)


def _title(word: Word, ends: bool, cues: Cues) -> bool:
    """Whether a capitalised word says what somebody is: the last one may be a surname."""
    low = word.low.rstrip(".")
    if low in cues.titles or low.rpartition("-")[2] in cues.titles or (
            low.endswith("ologist") and not ends):
        return True
    return not ends and low in cues.roles and not (
        low in BODIES or low in ANYBODY or low in ORGANISATIONS)


def _title_alone(words: Sequence[Word], first: int, last: int, text: str) -> Iterator[Mention]:
    said = text[words[first].start : words[last - 1].end]
    yield Mention("role", first, last, POSSESSIVE.sub("", said), POSSESSIVE.sub("", said),
                  bool(POSSESSIVE.search(said)), first)
