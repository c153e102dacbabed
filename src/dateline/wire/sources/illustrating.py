"""The pictures of an item where they stand in its story: one leads, the others are blocks."""

from __future__ import annotations

from dateline.desk.public import Block
from dateline.formats.item import Picture
from dateline.formats.wirebody import Body
from dateline.record.public import Picture as Shown
from dateline.wire.sources.picturing import Brought, sent_with


def illustrated(
    blocks: list[Block], body: Body, pictures: tuple[Picture, ...], brought: Brought
) -> tuple[Block, ...]:
    """The blocks with every picture but the lead: where the body says, else at the end.

    Those that stand together become a gallery.
    """
    places: dict[int, list[Shown]] = {}
    for one in sent_with(pictures, body):
        shown = brought.shown.get(one.address)
        if shown is not None and one.address != brought.lead:
            at = next((note.at for note in body.pictures if one.is_at(note.url)), len(blocks))
            places.setdefault(min(at, len(blocks)), []).append(shown)
    made: list[Block] = []
    for at in range(len(blocks) + 1):
        if at in places:
            kind = "picture" if len(places[at]) == 1 else "gallery"
            made.append(Block(kind, pictures=tuple(places[at])))  # type: ignore[arg-type]
        made += blocks[at: at + 1]
    return tuple(made)


def lines_of(pictures: tuple[Picture, ...], body: Body, brought: Brought) -> list[str]:
    """A line for the editor of each picture: its words, rights and address, or why it is not here.
    """
    found = []
    for one in sent_with(pictures, body):
        said = one.picture
        why = brought.left.get(one.address, "")
        found.append(" · ".join(filter(None, (
            said.caption or said.alt, said.credit, said.rights, one.address, why))))
    found += [" · ".join(filter(None, (each.caption or each.alt, each.credit, each.rights)))
              for each in pictures if not each.renditions]
    return [line for line in found if line]
