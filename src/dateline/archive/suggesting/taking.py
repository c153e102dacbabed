"""What was chosen for a draft, as the fields of the story that change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dateline.archive.suggesting.asking import Draft, Suggestion, key_of
from dateline.desk.public import Block, Filing, Mark, Tag


def changes(filing: Filing, chosen: Iterable[Suggestion]) -> dict[str, Any]:
    """The fields that change, after what stands there."""
    by: dict[str, list[Suggestion]] = {}
    for each in chosen:
        by.setdefault(each.field, []).append(each)
    made: dict[str, Any] = {}
    if "section" in by:
        made["section"] = by["section"][0].line
    if "dossiers" in by:
        made["dossiers"] = _with((each.name for each in filing.dossiers), by["dossiers"])
    if "tags" in by:
        made["tags"] = (*(Tag(each.name, each.kind, each.guessed) for each in filing.tags),
                        *(_tag(each.line) for each in by["tags"]))
    if "topic_lines" in by:
        made["topics"] = _with(filing.topics, by["topic_lines"], first=True)
    if "pinned_lines" in by:
        made["pinned"] = _with(filing.pinned, by["pinned_lines"], first=True)
    if "link" in by:
        made["blocks"] = linked(filing.blocks, by["link"])
    return made


def _with(
    held: Iterable[str], chosen: Iterable[Suggestion], *, first: bool = False
) -> tuple[str, ...]:
    lines = (each.line.split(maxsplit=1)[0] if first else each.line for each in chosen)
    return tuple(dict.fromkeys((*held, *lines)))


def _tag(line: str) -> Tag:
    kind, _, name = line.partition(": ")
    return Tag(name, kind)  # type: ignore[arg-type]


def linked(blocks: Iterable[Block], links: Iterable[Suggestion]) -> tuple[Block, ...]:
    """The blocks with each phrase linked where a paragraph first says it, outside other marks."""
    made = list(blocks)
    for link in links:
        for place, block in enumerate(made):
            start = block.text.find(link.line) if block.kind == "paragraph" else -1
            if start >= 0:
                end = start + len(link.line)
                if not any(mark.start < end and start < mark.end for mark in block.marks):
                    mark = Mark(start, end, "link", link.address)
                    made[place] = replace(block, marks=tuple(sorted(
                        (*block.marks, mark), key=lambda each: (each.start, each.end))))
                break
    return tuple(made)


def draft_of(filing: Filing) -> Draft:
    """A saved draft as it is asked about."""
    lines = [("section", filing.section.name),
             *(("dossiers", each.name) for each in filing.dossiers),
             *(("tags", f"{each.kind}: {each.name}") for each in filing.tags),
             *(("topic_lines", number) for number in filing.topics),
             *(("pinned_lines", guid) for guid in filing.pinned)]
    opening = (Block("paragraph", filing.standfirst),) if filing.standfirst else ()
    return Draft(
        filing.headline, (*opening, *filing.blocks), filing.language, filing.guid,
        frozenset(key_of(*line) for line in lines),
        frozenset(mark.href for block in filing.blocks for mark in block.marks))
