"""Presenters: the names and passwords that programs connect with."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dateline.onair.models import Presenter, Slot
from dateline.onair.permitted import ARRANGE
from dateline.onair.schedule.telling import tell
from dateline.onair.schedule.wording import one_line
from dateline.people.public import NotAllowed, User, log_security, must_have

LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No two that look alike: it may be typed from paper."""
LENGTH = 16
"""92 bits."""
_USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}").fullmatch


@dataclass(frozen=True)
class PresenterSaid:
    """Who it is; `always`: at any time, not only in their slots; `slots`: which those are."""

    name: str
    username: str
    always: bool = False
    active: bool = True
    slots: tuple[int, ...] | None = None


@transaction.atomic
def add_presenter(by: User, said: PresenterSaid) -> tuple[Presenter, str]:
    """Add one; the password is made here and told this once. Raises NotAllowed."""
    row, password = Presenter(), _password()
    _fill(by, row, said)
    row.password = make_password(password)
    _save(row)
    _slots(row, said)
    log_security("presenter-made", who=by, detail={"presenter": row.username})
    tell()
    return row, password


@transaction.atomic
def keep_presenter(by: User, pk: int, said: PresenterSaid) -> Presenter:
    """Change one; the password stays. Raises NotAllowed."""
    row = _presenter(by, pk)
    _fill(by, row, said)
    _save(row)
    _slots(row, said)
    log_security("settings-changed", who=by, detail={"presenter": row.username})
    tell()
    return row


@transaction.atomic
def renew_password(by: User, pk: int) -> tuple[Presenter, str]:
    """A new password, told this once; the old one is no good any more. Raises NotAllowed."""
    row, password = _presenter(by, pk), _password()
    row.password = make_password(password)
    row.save(update_fields=["password"])
    log_security("presenter-renewed", who=by, detail={"presenter": row.username})
    return row, password


@transaction.atomic
def remove_presenter(by: User, pk: int) -> None:
    """Remove one. Raises NotAllowed."""
    row = _presenter(by, pk)
    log_security("presenter-removed", who=by, detail={"presenter": row.username})
    row.delete()
    tell()


def _presenter(by: User, pk: int) -> Presenter:
    must_have(by, ARRANGE, _("Arranging presenters"))
    found = Presenter.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotAllowed(_("There is no such presenter."))
    return found


def _fill(by: User, row: Presenter, said: PresenterSaid) -> None:
    must_have(by, ARRANGE, _("Arranging presenters"))
    username = said.username.strip()
    if not _USERNAME(username):
        raise NotAllowed(_("User name: letters, digits, points and hyphens, without spaces."))
    if Presenter.objects.filter(username__iexact=username).exclude(pk=row.pk).exists():
        raise NotAllowed(_("Another presenter has this user name."))
    row.name = one_line(said.name, what=_("Name"), most=200)
    row.username, row.always, row.active = username, said.always, said.active


def _save(row: Presenter) -> None:
    """Keep it; somebody else may have taken the user name in this very moment."""
    try:
        row.save()
    except IntegrityError:
        raise NotAllowed(_("Another presenter has this user name.")) from None


def _slots(row: Presenter, said: PresenterSaid) -> None:
    if said.slots is not None:
        row.slots.set(Slot.objects.filter(pk__in=said.slots))


def _password() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
