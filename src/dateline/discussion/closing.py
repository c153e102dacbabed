"""Why a thread takes no more comments, as far as readers are told."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from dateline.delivery.public import READER, depends_on, now, selector, valid_until
from dateline.discussion.models import Policy
from dateline.discussion.reading import Talk
from dateline.record.public import Version, term_standings


@selector
def why_closed(of: Talk, story: Version) -> str:
    """`hand`, `policy` or `age`; empty while it is open. The nearest policy speaks: of the story,
    of its section, of the site."""
    depends_on(f"thread:{of.code}", "discussion")
    if of.closed_at is not None:
        return "hand"
    policy = _nearest(story)
    if policy is None:
        return ""
    if policy.mode == "closed":
        return "policy"
    if policy.days is None or story.first_public_at is None:
        return ""
    ends = story.first_public_at + timedelta(days=policy.days)
    over = now() >= ends
    valid_until(None if over else ends)
    return "age" if over else ""


def _nearest(story: Version) -> Policy | None:
    about = Q(level="site") | Q(level="story", subject=story.guid) | Q(level="section")
    rows = list(Policy.objects.using(READER).filter(about))
    held = {row.level: row for row in rows if row.level != "section"}
    sections = {row.subject: row for row in rows if row.level == "section"}
    if sections and story.section is not None:
        depends_on("names")
        for uuid, standing in term_standings(sections, using=READER).items():
            if standing.number == story.section.number:
                held["section"] = sections[uuid]
    return held.get("story") or held.get("section") or held.get("site")
