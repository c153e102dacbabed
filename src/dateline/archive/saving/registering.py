"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.archive.saving import desk_menu, offering, own_data, telling
from dateline.archive.saving.keeping import TELL
from dateline.jobs.public import MAIL_ATTEMPTS
from dateline.jobs.public import register as register_job
from dateline.people.public import register_forgetting, register_own_data

__all__ = ["desk_menu", "register"]


def register() -> None:
    """The jobs that mail, and what is kept about a person."""
    register_job(TELL, telling.mail_alert)
    register_job(telling.LETTER, telling.mail_letter, attempts=MAIL_ATTEMPTS)
    register_job(offering.OFFER, offering.mail_offer)
    register_own_data(own_data.own_data)
    register_forgetting(own_data.forget)
