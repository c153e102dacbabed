"""What a text itself says of its use, where no field of its format can: an embargo, a kill.

Teleprinters, e-mails and feeds have no status; some senders write it into the text all the same.
Nothing is changed by it: it is a doubt, and who reads it decides.
"""

from __future__ import annotations

import re

from dateline.formats.item import NewsItem
from dateline.formats.wiretext import quoted

TOP = 600
"""Characters of the text in which such a line stands."""
_EMBARGO = re.compile(
    r"\b(?:hold for release|strictly embargoed|(?:under|sous|unter) embargo|sperrfrist\b|"
    r"embargo(?:ed)?\s*(?::|until|till|bis|jusqu|hasta|fino)|"
    r"not for (?:publication|release|use) (?:before|until))[^\n]{0,60}", re.I
)
_KILL = re.compile(
    r"^\W*(?:MANDATORY )?KILL\b[^\n]{0,60}|\bKILL KILL\b[^\n]{0,60}|"
    r"\b(?:story|text|item) (?:is |has been )?(?:withdrawn|killed|retracted)\b[^\n]{0,60}|"
    r"\b[Pp]lease (?:kill|disregard)\b[^\n]{0,60}|"
    r"^\W*(?:WITHDRAWN|RETRACTION)\b[^\n]{0,60}", re.M
)


def cautions(item: NewsItem) -> tuple[str, ...]:
    """Doubts about an item that counts as usable, in plain words."""
    if item.pubstatus != "usable":
        return ()
    said = "\n".join((item.headline, item.slugline, item.title, item.body_text[:TOP]))
    found = []
    if item.embargoed is None and (line := _EMBARGO.search(said)):
        found.append(f"its words speak of an embargo: {quoted(line[0])}")
    if line := _KILL.search(said):
        found.append(f"its words speak of a kill: {quoted(line[0])}")
    return tuple(found)
