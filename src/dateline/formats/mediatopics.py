"""Read IPTC's Media Topics: the JSON of a NewsCodes vocabulary (IPTC NewsCodes, SKOS concepts).

A topic is known by the eight digits of its qcode: `medtop:20000065`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_BYTES = 64 * 1024 * 1024
SCHEME = "http://cv.iptc.org/newscodes/mediatopic/"
_NUMBER = re.compile(r"(?:^|[/:])(\d{8})$")
_MENTIONED = re.compile(r"(?<!\d)(\d{8})(?!\d)")
Texts = tuple[tuple[str, str], ...]


class NotMediaTopics(ValueError):
    """These bytes are not IPTC's media topics; the text is one plain line."""


@dataclass(frozen=True)
class Topic:
    """One media topic; `names` and `definitions` are (BCP 47 language, text), never no name.

    `broader` is empty at the top. A retired topic stays for old stories; `note` is what IPTC says
    of it, `replaced_by` the topics that note names.
    """

    number: str
    names: Texts
    definitions: Texts = ()
    broader: str = ""
    retired: bool = False
    note: str = ""
    replaced_by: tuple[str, ...] = ()


def load(data: bytes) -> tuple[Topic, ...]:
    """Every topic of the file in its order, retired ones as well; raises NotMediaTopics.

    What is unknown is ignored; a broader topic that the file does not have is none.
    """
    try:
        vocabulary = json.loads(data[: MAX_BYTES + 1])
    except (ValueError, RecursionError) as error:
        raise NotMediaTopics("this is no JSON file") from error
    concepts = vocabulary.get("conceptSet") if isinstance(vocabulary, dict) else None
    if not isinstance(concepts, list) or vocabulary.get("uri") != SCHEME:
        raise NotMediaTopics(f"this is not IPTC's vocabulary {SCHEME}")
    read = [_topic(concept) for concept in concepts if isinstance(concept, dict)]
    topics = {topic.number: topic for topic in read if topic is not None}
    if not topics:
        raise NotMediaTopics("there is no topic in this file")
    return tuple(_within(topic, topics) for topic in topics.values())


def _topic(concept: Mapping[str, Any]) -> Topic | None:
    number, names = _number(concept.get("qcode")), _texts(concept.get("prefLabel"))
    if not number or not names:
        return None
    retired = bool(concept.get("retired"))
    notes = [text for field in ("changeNote", "note") for _, text in _texts(concept.get(field))]
    note = " ".join(notes) if retired else ""
    broader = concept.get("broader")
    first = broader[0] if isinstance(broader, list) and broader else broader
    return Topic(
        number, names, _texts(concept.get("definition")), _number(first), retired, note,
        tuple(dict.fromkeys(_MENTIONED.findall(note))),
    )


def _number(reference: Any) -> str:
    found = _NUMBER.search(reference) if isinstance(reference, str) else None
    return found[1] if found else ""


def _texts(said: Any) -> Texts:
    if not isinstance(said, dict):
        return ()
    texts = ((language, " ".join(text.split())) for language, text in said.items()
             if isinstance(text, str))
    return tuple((language, text) for language, text in texts if text)


def _within(topic: Topic, topics: Mapping[str, Topic]) -> Topic:
    """The topic with references only to others of the file, and none upwards in a circle."""
    seen, above = {topic.number}, topic.broader
    while above in topics and above not in seen:
        seen.add(above)
        above = topics[above].broader
    broader = "" if above in seen or topic.broader not in topics else topic.broader
    named = tuple(other for other in topic.replaced_by if other in topics and other != topic.number)
    return Topic(
        topic.number, topic.names, topic.definitions, broader, topic.retired, topic.note, named
    )
