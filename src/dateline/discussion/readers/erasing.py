"""A reader leaves for good (GDPR, Art. 17): the person goes at once, the comments within minutes.

The first transaction takes the name, the account and everything that leads to a person; from then
on no page shows the name. A job goes through the threads in portions, each of them whole, and
begins again where it was stopped.
"""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.delivery.public import touch
from dateline.discussion.book import note
from dateline.discussion.emptying import KIND, empty_reader
from dateline.discussion.letters import letter
from dateline.discussion.lookalikes import name_key
from dateline.discussion.models import EntryLink, IllegalNotice, Notification, Reader
from dateline.discussion.readers.remembering import remember
from dateline.jobs.public import enqueue
from dateline.people.public import User, forget, in_newsroom_language
from dateline.record.public import forget_erased_bytes

TABLES = tuple(f"discussion_{name}" for name in (
    "comment", "draft", "report", "appeal", "reader", "notification", "entrylink"))


@transaction.atomic
def erase_reader(reader: int, *, keep: bool, at: datetime) -> bool:
    """Erase a reader (by primary key); `keep`: public comments stay, without a name. Twice is once:
    False then. Of a colleague the account stays: it is the newsroom's.
    """
    person = Reader.objects.select_for_update().filter(pk=reader, erased_at=None).first()
    if person is None:
        return False
    user, known = person.user, {"name": person.name, "keep": keep}
    if user is not None:
        remember(person, user.email, at=at)
    with in_newsroom_language():
        person.name = _("Former reader")
    person.name_key = f"erased:{token_hex(8)}"
    person.badge, person.language, person.source = "", "", None
    person.user, person.erased_at = None, at
    person.save()
    person.acceptances.all().delete()
    person.notifications.all().delete()
    Notification.objects.filter(comment__reader=person, sent_at=None).delete()
    note("erased", f"reader:{person.pk}", {"keep": keep}, by=None, at=at)
    enqueue(KIND, {"reader": person.pk, "keep": keep})
    if user is not None:
        _without(user, known)
    touch([person.key])
    return True


def _without(user: User, known: dict[str, object]) -> None:
    """Tell them, for the last time; then the account is gone, and what their address led to.

    A notice of illegal content that nobody has answered keeps its address: the answer goes there.
    """
    EntryLink.objects.filter(email=user.email).delete()
    IllegalNotice.objects.filter(email__iexact=user.email).exclude(outcome="").update(
        name="", email="")
    letter(user.email, "erased", known)
    forget(user)


def find_reader(who: str) -> Reader | None:
    """A reader who has not left, by the e-mail address or else the display name."""
    rows = Reader.objects.filter(erased_at=None)
    return (rows.filter(user__email=who.strip().lower()).first()
            or rows.filter(name_key=name_key(who)).first())


def erase_reader_now(reader: int, *, keep: bool, at: datetime) -> None:
    """The same at once, their bytes in the stored pages and in the database too."""
    erase_reader(reader, keep=keep, at=at)
    empty_reader({"reader": reader, "keep": keep})
    forget_erased_bytes(also=TABLES)
