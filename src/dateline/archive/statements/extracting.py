"""What a story says that somebody said: its quotation blocks first, then its running text.

A pure function of the text, its language, and whom it is tagged with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.archive.searching.tokens import primary
from dateline.archive.statements.attributing import attributed
from dateline.archive.statements.languages import cues_of
from dateline.archive.statements.people import Known, People, Somebody
from dateline.archive.statements.quoting import Span, joined, spans
from dateline.archive.statements.resolving import Memory
from dateline.archive.statements.unspaced import UNSPACED, attributed_unspaced
from dateline.archive.statements.words import proper
from dateline.record.public import Block

Kind = Literal["block", "quoted"]
MOST = 500
"""So many statements of one story are kept."""
LONGEST = 200_000
"""So many signs of a story are looked at."""
_AROUND = '“”„«»"‚‘’「」『』‹›'


@dataclass(frozen=True)
class Said:
    """A statement: `term` is 0 for a speaker the story has no tag of; `place` the block's number.

    `kind`: a quotation block, or a quotation in running text.
    `sure`: an editor named the speaker.
    """

    words: str
    speaker: str
    role: str
    kind: Kind
    place: int
    term: int = 0
    sure: bool = False


def said_in(
    blocks: Sequence[Block], language: str = "en", known: Iterable[Known] = ()
) -> tuple[Said, ...]:
    """The statements of a text in the order in which they stand in it."""
    texts = list(_texts(blocks))
    spoken = primary(language)
    cues = cues_of(spoken)
    verbs = cues.verbs if cues.dashed else frozenset[str]()
    whole = list(joined([text for _, text in texts], verbs))
    if not whole and not any(block.kind == "quotation" for block in blocks):
        return ()
    memory = Memory(People(known), cues, proper(text for _, text in texts))
    quoted: dict[int, dict[Span, str]] = {}
    for number, span, words in whole:
        quoted.setdefault(number, {})[span] = words
    found: list[Said] = []
    last = max([*quoted, *(number for number, (place, _) in enumerate(texts)
                           if blocks[place].kind == "quotation")])
    for number, (place, text) in enumerate(texts[: last + 1]):
        block = blocks[place]
        if block.kind == "quotation":
            found += _block(block, place, memory)
        else:
            found += _running(text, place, quoted.get(number, {}), memory, spoken)
    return tuple(found[:MOST])


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    left = LONGEST
    for place, block in enumerate(blocks):
        if block.kind in ("paragraph", "quotation"):
            yield place, block.text[:left]
        elif block.kind == "list":
            for item in block.items:
                yield place, item[:left]
        left -= len(block.text)
        if left <= 0:
            return


def _block(block: Block, place: int, memory: Memory) -> Iterator[Said]:
    words = tidy(block.text.strip(_AROUND + " "), block.text)
    if block.speaker:
        who: Somebody | None = memory.people.met(block.speaker.strip(" —–-"), block.role)
    else:
        who = memory.speaker
    if who is None or not words:
        return
    if block.speaker:
        memory.spoke(who)
    yield Said(words, who.name, block.role or _role(who), "block", place, who.term,
               bool(block.speaker))


def _role(who: Somebody) -> str:
    """What the text says they are; empty where it says nothing else of who they are."""
    return "" if who.role == who.name else who.role


def _running(
    text: str, place: int, quoted: dict[Span, str], memory: Memory, spoken: str
) -> Iterator[Said]:
    verbs = memory.cues.verbs if memory.cues.dashed else frozenset[str]()
    hide = [span for span in spans(text, verbs) if span in quoted or not span.goes_on]
    told = (attributed_unspaced(text, hide, memory.people, memory.speaker) if spoken in UNSPACED
            else attributed(text, hide, memory.cues, memory))
    if spoken in UNSPACED and told:
        memory.spoke(next(reversed(told.values())))
    for span, words in quoted.items():
        who = told.get(span)
        if who is not None and (kept := tidy(words, text)):
            yield Said(kept, who.name, _role(who), "quoted", place, who.term)


def tidy(words: str, text: str) -> str:
    """The words as they are shown: no comma at the end that belongs to the sentence around."""
    return " ".join(words.split(" ")).strip().rstrip(",،").strip()
