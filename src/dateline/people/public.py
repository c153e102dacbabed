"""The door of people: users and roles, ways in, invitations, leave, and the security log.

Acts check who asks (`by`) and raise `NotAllowed` with the reason in words; nothing is written
then. `request`, where it is given, is only for the security log.
"""

from dateline.people.administering import NotAllowed
from dateline.people.checking import PeopleBreach, check
from dateline.people.exporting import export
from dateline.people.invitations import invite
from dateline.people.models import User
from dateline.people.roles import ADMINISTRATOR, CHIEF, EDITOR, REPORTER, ROLES, roles_of
from dateline.people.securitylog import log_security
from dateline.people.signin import make_link
from dateline.people.staff import on_leave, register_handover, remove

urls = "dateline.people.urls"

__all__ = [
    "ADMINISTRATOR", "CHIEF", "EDITOR", "REPORTER", "ROLES", "NotAllowed", "PeopleBreach", "User",
    "check", "export", "invite", "log_security", "make_link", "on_leave", "register_handover",
    "remove", "roles_of", "urls",
]
