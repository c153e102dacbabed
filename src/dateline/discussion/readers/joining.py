"""Becoming a reader who takes part: a name nobody else looks like, and the standards accepted."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dateline.discussion import standards
from dateline.discussion.models import Reader
from dateline.discussion.names import NotAName, checked, free
from dateline.discussion.readers.remembering import carry_over
from dateline.people.public import User, is_colleague


def join(user: User, name: str, *, version: int, at: datetime) -> Reader:
    """Make somebody with an account a reader who takes part. Raises NotAName.

    `version`: of the standards that were accepted. Who belongs to the newsroom is marked so.
    """
    kept, key = checked(name)
    if not free(key):
        raise NotAName(_("Somebody has this name, or one that looks like it: choose another one."))
    badge = "staff" if is_colleague(user) else ""
    try:
        with transaction.atomic():
            made = Reader.objects.create(
                user=user, name=kept, name_key=key, badge=badge, joined_at=at)
            carry_over(made, user.email, at=at)
            if not standards.accept(made, version, at=at):
                raise NotAName(_("The standards have just changed: read and accept them anew."))
    except IntegrityError:  # somebody else, or the same form, at the same moment
        known = Reader.objects.filter(user=user).first()
        if known is not None:
            return known
        raise NotAName(_("Somebody has this name, or one that looks like it: choose another one."
                         )) from None
    return made
