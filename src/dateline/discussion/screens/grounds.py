"""Reading a reason from a form: the clause that was chosen, or a law, and what was found."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dateline.desk.public import row_number
from dateline.discussion.models import Clause
from dateline.discussion.verdicts import Reasons
from dateline.people.public import in_newsroom_language


def reasons_of(form: Any) -> Reasons | None:
    """The reason a form names; None where it names neither clause nor law.

    Where nothing is written of what was found, a clause says it with its own words.
    """
    clause = Clause.objects.filter(pk=row_number(form.get("clause"))).first()
    law, facts = form.get("law", "").strip(), form.get("facts", "").replace("\0", "").strip()
    if clause is None and not law:
        return None
    if not facts and clause is not None:
        with in_newsroom_language():
            facts = _("A moderator read it and found it against clause %(clause)s.") % {
                "clause": clause}
    return Reasons(facts=facts, clause=None if law else clause, law=law)
