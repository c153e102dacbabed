"""The door of delivery: exact pages, kept until what they read changes (DESIGN 5).

A key names something a page depends on (`story:812`); a tick says that keys changed; a stored
page is right while none of its keys was touched past the tick it was rendered at.
"""

from dateline.delivery.anew import begin_anew
from dateline.delivery.checking import Breach, check
from dateline.delivery.clients import client_of
from dateline.delivery.contact import OutOfTouch, vouch
from dateline.delivery.copying import Drawing, Drawn, Frame, drawing, still, touched
from dateline.delivery.entry import Entry
from dateline.delivery.files import Files
from dateline.delivery.former import former
from dateline.delivery.front import front
from dateline.delivery.machine import shelf
from dateline.delivery.memory import close_store, renew_store
from dateline.delivery.models import Head
from dateline.delivery.nodes import Machine, forget, last_touched, machines
from dateline.delivery.page import Page, surrogate_keys
from dateline.delivery.pieces import (
    Missing,
    fragments_in_place,
    register_fragment,
    register_missing,
    register_moved,
)
from dateline.delivery.ranges import Unsatisfiable, asked_range
from dateline.delivery.rendering import (
    READER,
    UnreportedRead,
    depends_on,
    now,
    selector,
    snapshot,
    valid_until,
)
from dateline.delivery.serving import Whole, fresh, serve, stored
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.tailing import follow_once, tail
from dateline.delivery.telling import Holding, Told, holdings
from dateline.delivery.ticks import acknowledge, apply_ticks, register_gate, touch
from dateline.delivery.views import missing_page, redirect_page, stored_page


def epoch() -> str:
    """The epoch of this history: a random id, new after every restore or promotion."""
    value: str = Head.objects.values_list("epoch", flat=True).get()
    return value


def head_word() -> int:
    """A number that is another one after each tick that is applied on this machine.

    To look at it costs next to nothing: who waits for news looks at it, and asks the database only
    when it has changed (and now and then besides: without a page store it stands still, at -1).
    """
    try:
        return int(shelf().word().cells[0])
    except StoreTrouble:
        return -1


__all__ = [
    "READER",
    "Breach",
    "Drawing", "Drawn",
    "Entry",
    "Files", "Frame",
    "Holding",
    "Machine",
    "Missing",
    "OutOfTouch",
    "Page",
    "StoreTrouble",
    "Told",
    "UnreportedRead",
    "Unsatisfiable",
    "Whole",
    "acknowledge",
    "apply_ticks",
    "asked_range",
    "begin_anew",
    "check",
    "client_of",
    "close_store",
    "depends_on",
    "drawing", "epoch",
    "follow_once",
    "forget",
    "former",
    "fragments_in_place",
    "fresh",
    "front",
    "head_word",
    "holdings",
    "last_touched",
    "machines",
    "missing_page",
    "now",
    "redirect_page",
    "register_fragment",
    "register_gate",
    "register_missing",
    "register_moved",
    "renew_store",
    "selector",
    "serve",
    "snapshot", "still",
    "stored",
    "stored_page",
    "surrogate_keys",
    "tail",
    "touch", "touched",
    "valid_until",
    "vouch",
]
