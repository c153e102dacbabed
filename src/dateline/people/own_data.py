"""What is kept about a person here: the account, ways in without secrets, sessions, the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q

from dateline.lib.rows import Table
from dateline.people.models import SecurityEntry, User

_READER = "reader"
_others: list[Callable[[User], Iterator[Table]]] = []


def register_own_data(tables: Callable[[User], Iterator[Table]]) -> None:
    """Say what a higher room keeps about a person; the names of its tables are its own."""
    if tables not in _others:
        _others.append(tables)


def own_data(user: User) -> Iterator[Table]:
    """Yield its tables; run it in one snapshot. Of others who did something nobody is named."""
    yield _table("account", [{
        "email": user.email, "name": user.get_full_name(), "since": user.date_joined,
        "last sign-in": user.last_login, "password": user.has_usable_password()}])
    yield _table("addresses", list(EmailAddress.objects.using(_READER).filter(
        user=user).values("email", "verified", "primary")))
    ways = Authenticator.objects.using(_READER).filter(user=user).order_by("pk")
    yield _table("ways in", [
        {"kind": way.type, "name": str(way), "since": way.created_at, "used": way.last_used_at}
        for way in ways])
    yield _table("connections", [
        {"issuer": held.provider, "subject": held.uid, "since": held.date_joined,
         "used": held.last_login}
        for held in SocialAccount.objects.using(_READER).filter(user=user).order_by("pk")])
    sessions = UserSession.objects.using(_READER).filter(user=user).order_by("pk")
    yield _table("sessions", list(sessions.values(
        "created_at", "last_seen_at", "ip", "user_agent")))
    rows = SecurityEntry.objects.using(_READER).filter(Q(who=user) | Q(about=user)).order_by("pk")
    yield Table("security log", map(_entry(user), rows.iterator(2000)), rows.count())
    for tables in _others:
        yield from tables(user)


def _table(name: str, rows: list[dict[str, Any]]) -> Table:
    return Table(name, iter(rows), len(rows))


def _entry(user: User) -> Any:
    """A line of the log; where another acted, neither who nor from where."""

    def shown(row: SecurityEntry) -> dict[str, Any]:
        own = row.who_id in (user.pk, None)
        return {"at": row.at, "act": row.act, "by yourself": own,
                "address": row.address if own else None, "agent": row.agent if own else ""}

    return shown
