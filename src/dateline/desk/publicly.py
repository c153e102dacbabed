"""A story's public text in the desk's own terms, to be compared with a draft."""

from __future__ import annotations

from dateline.desk.models import Naming, Story, Term
from dateline.desk.texts import Text
from dateline.desk.texts import text as text_now
from dateline.record import public as record


def public_text(story: Story, *, version: int | None = None) -> Text | None:
    """The public version's text, or an earlier one's; None if the record has no such text."""
    try:
        filing = record.public_filing(str(story.guid), version=version)
    except LookupError:
        return None
    rows = {str(term.uuid): term for term in Term.objects.filter(
        uuid__in=[named.uuid for named in filing.names])}
    copy = Story(guid=story.guid)
    copy.take(filing, rows)
    roles = (("author", filing.authors), ("dossier", filing.dossiers), ("tag", filing.tags))
    copy.namings.set([
        Naming(role=role, term=rows[named.uuid], position=position, guessed=named.guessed)
        for role, names in roles for position, named in enumerate(names)
    ])
    return text_now(copy)
