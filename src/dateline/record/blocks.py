"""Blocks and pictures as JSON in a version's document, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dateline.record.documents import Block, Mark, Picture, Rendition


def spelled(block: Block) -> dict[str, Any]:
    """The block with only what it says: what is empty or not so is left out."""
    said = {name: value for name, value in vars(block).items() if value}
    if block.marks:
        said["marks"] = [asdict(mark) for mark in block.marks]
    if block.pictures:
        said["pictures"] = [spelled_picture(picture) for picture in block.pictures]
    return said


def spelled_picture(picture: Picture) -> dict[str, Any]:
    """The picture as JSON has it."""
    return asdict(picture) | {"renditions": [asdict(one) for one in picture.renditions]}


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


def names_of(document: dict[str, Any]) -> set[str]:
    """The files of every picture a document shows."""
    return {one.name for picture in pictures_of(document) for one in picture.renditions}


def pictures_of(document: dict[str, Any]) -> list[Picture]:
    """Every picture a document shows: the lead picture, then those of its blocks."""
    lead = [document["picture"]] if document.get("picture") else []
    inside = [said for block in document.get("blocks", ()) for said in block.get("pictures", ())]
    return [picture_of(said) for said in (*lead, *inside)]
