"""Blocks and pictures as JSON in a version's document, and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from dateline.record.documents import Block, Mark, Picture, Rendition

_PLAIN = {field.name: field.default for field in fields(Block)}


def spelled(block: Block) -> dict[str, Any]:
    """The block with only what it says."""
    said = {name: value for name, value in vars(block).items() if value != _PLAIN[name]}
    for name, many in (("marks", block.marks), ("pictures", block.pictures)):
        if many:
            said[name] = [asdict(one) for one in many]
    return said


def block_of(said: dict[str, Any]) -> Block:
    """The block a document spells."""
    made = dict(said)
    if "marks" in made:
        made["marks"] = tuple(Mark(**mark) for mark in made["marks"])
    if "items" in made:
        made["items"] = tuple(made["items"])
    if "rows" in made:
        made["rows"] = tuple(tuple(row) for row in made["rows"])
    if "pictures" in made:
        made["pictures"] = tuple(picture_of(picture) for picture in made["pictures"])
    return Block(**made)


def picture_of(said: dict[str, Any]) -> Picture:
    """The picture a document spells."""
    renditions = tuple(Rendition(**rendition) for rendition in said["renditions"])
    return Picture(**said | {"renditions": renditions})


def pictures_of(document: dict[str, Any]) -> list[Picture]:
    """Every picture a document shows: the lead picture, then those of its blocks."""
    lead = [document["picture"]] if document.get("picture") else []
    inside = [said for block in document.get("blocks", ()) for said in block.get("pictures", ())]
    return [picture_of(said) for said in (*lead, *inside)]
