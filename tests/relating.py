"""A small newsroom with three matters, and the related stories that a reader sees."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from cast import filed, live
from conftest import Reader
from dateline.archive.public import apply_all, relate_all
from dateline.desk import public as desk
from dateline.desk.public import Block
from dateline.record import public as record

FERRY = (
    "The ferry Aurora ran aground on the reef before Skaldvik with sixty passengers.",
    "Rescuers brought the passengers of the ferry from the reef to the harbour of Skaldvik.",
    "The captain of the Aurora left the bridge before the ferry met the reef, a sailor said.",
    "Divers looked at the hull of the Aurora; the reef had opened it below the engine.",
    "A court in Skaldvik asks why the captain steered the ferry so near to the reef.",
    "The wreck of the Aurora was towed from the reef into the harbour.",
)
BANK = (
    "The central bank of Belorin raised its interest rate to nine per cent against inflation.",
    "Inflation in Belorin fell after the central bank had raised the interest rate twice.",
    "Economists expect the central bank of Belorin to leave its interest rate where it is.",
    "Bakers in Belorin blame inflation and the interest rate for what bread costs.",
)
GOATS = (
    "A goat named Wilma won the mountain cheese festival of Oberau, to the joy of its farmers.",
    "The mountain cheese festival of Oberau opens without goats after a dispute among farmers.",
)
MATTERS = (("Ferry", FERRY), ("Bank", BANK), ("Goats", GOATS))


def says(*texts: str) -> tuple[Block, ...]:
    """A body."""
    return tuple(Block("paragraph", text) for text in texts)


def newsroom(noon: datetime, *, but: tuple[str, ...] = ()) -> dict[str, str]:
    """The guids of all its stories by headline (`Ferry 1` …), published one a day."""
    made = dict[str, str]()
    for name, texts in MATTERS:
        for number, text in enumerate(texts, 1):
            headline = f"{name} {number}"
            said = (text, texts[number % len(texts)]) if len(texts) > 2 else (text,)
            if headline not in but:
                made[headline] = run(headline, noon + timedelta(days=number), *said)
    return made


def run(headline: str, at: datetime, *texts: str, **fields: Any) -> str:
    """The guid of a story that was published then."""
    guid = filed(headline, blocks=says(*texts), **fields)
    desk.publish(guid, at=at)
    return guid


def followed() -> None:
    """Bring index and lists up to the log."""
    apply_all()
    relate_all()


def shown(guid: str, at: str = "") -> list[str]:
    """The related headlines on a story's page."""
    page = Reader().get(record.standing(guid).address + (f"?at={at}" if at else ""))
    assert page.status == 200, page.status
    part = page.text.partition('<section class="related"')[2].partition("</section>")[0]
    return [unescape(line) for line in re.findall(r"<li[^>]*>(?:<a [^>]*>)?([^<]*)", part)]


def weeks(noon: datetime, days: int = 4, **fields: Any) -> list[str]:
    """Six stories of the ferry over weeks, whose guids these are, and others."""
    made = [run(f"Ferry {n}", noon + timedelta(days=days * n), text, FERRY[(n + 1) % 6], **fields)
            for n, text in enumerate(FERRY)]
    for n, text in enumerate(GOATS):
        run(f"Goats {n}", noon + timedelta(days=n), text)
    for n, text in enumerate(("Snow fell in the Alps.", "A minister resigned over a villa.",
                              "Trains stood still on Tuesday.", "The museum shows old maps.",
                              "Beekeepers count what they lost.", "A bridge was closed for cars.")):
        live(f"Something {n}", at=noon, blocks=(Block("paragraph", text),))
    followed()
    return made
