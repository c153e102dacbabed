"""An errand is one message to somebody outside: done in a thread that never asks the database.

Who sends many of them runs them in a `Round`. The one moment that matters, when the bytes go out,
is kept by the `Gate`: it asks the database, for all who stand at it, whether what they carry may
still be shown, and holds that while each hands its bytes to the kernel.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol
from uuid import UUID

from django.db import transaction

from dateline.lib.fetch import Answer, Posting
from dateline.record.public import hold
from dateline.wire.subscribers.handing import Changed, Handing, unchanged

Going = Callable[[], AbstractContextManager[object]]
PATIENCE = 30.0
"""Seconds after which a gate that does not open is given up; it opens within milliseconds."""
HELD = 10.0
"""Seconds for which one who went through may keep it open: the newsroom cannot act meanwhile."""


class NotGiven(Exception):
    """It was not received; the text says why in plain words.

    `wait`: seconds after which the other side wants to be asked again; `gone`: it wants no more.
    """

    def __init__(self, words: str, *, wait: float | None = None, gone: bool = False) -> None:
        super().__init__(words)
        self.wait, self.gone = wait, gone


class Errand(Protocol):
    """One message."""

    @property
    def name(self) -> Hashable:
        """Of errands with the same name one runs at a time."""

    @property
    def handed(self) -> tuple[Handing, ...]:
        """What goes out as the ledger has it."""

    @property
    def shown(self) -> frozenset[UUID]:
        """Stories whose text goes out besides."""

    def begin(self) -> Posting | None:
        """What is to be posted, if that needs no thread; None: `run` it. Raises NotGiven."""

    def judge(self, answer: Answer) -> None:
        """What the answer to that means. Raises NotGiven."""

    def run(self, going: Going) -> None:
        """Do it; inside `going()` the bytes go out, and nothing waits. Raises NotGiven, Changed."""


Done = tuple[Errand, NotGiven | Changed | None]
"""An errand, and what came between."""


class Source(Protocol):
    """Somebody who has errands."""

    def due(self, most: int) -> Sequence[Errand]:
        """Errands to be run now, at most so many; those named before are still running."""

    def settle(self, done: Sequence[Done]) -> None:
        """Write down how these ended; in a transaction."""


class Ticket:
    """An errand that stands at the gate."""

    def __init__(self, errand: Errand) -> None:
        self.errand, self.may = errand, False
        self.opened, self.left = threading.Event(), threading.Event()


class Gate:
    """`arrive` is told of each ticket; somebody has to let it through then."""

    def __init__(self, arrive: Callable[[Ticket], object]) -> None:
        self._arrive = arrive

    @contextmanager
    def going(self, errand: Errand) -> Iterator[None]:
        """Wait at the gate; within it no act changes what the errand carries. Raises Changed."""
        ticket = Ticket(errand)
        self._arrive(ticket)
        try:
            if not ticket.opened.wait(PATIENCE):
                raise NotGiven("the newsroom's own database did not answer in time")
            if not ticket.may:
                raise Changed
            yield
        finally:
            ticket.left.set()


@contextmanager
def standing_still(errands: Sequence[Errand]) -> Iterator[None]:
    """Within it no act changes what these carry. Raises Changed where one carries too much."""
    shown = {guid for errand in errands for guid in errand.shown}
    with transaction.atomic(), unchanged([each for errand in errands for each in errand.handed]):
        if shown and any(state != "live" for state in hold(shown).values()):
            raise Changed
        yield


def let_through(tickets: Sequence[Ticket]) -> None:
    """Open the gate for these in one transaction; each alone where one of them carries too much."""
    try:
        with standing_still([ticket.errand for ticket in tickets]):
            for ticket in tickets:
                ticket.may = True
                ticket.opened.set()
            for ticket in tickets:
                ticket.left.wait(HELD)
    except Changed:
        if len(tickets) > 1:
            for ticket in tickets:
                let_through([ticket])
        else:
            tickets[0].opened.set()
