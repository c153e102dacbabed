"""The door of people: users and roles, ways in, invitations, leave, and the security log.

Acts check who asks (`by`) and raise `NotAllowed` with the reason in words; nothing is written
then. `request`, where it is given, is only for the security log.
"""

from dateline.people.administering import NotAllowed
from dateline.people.checking import PeopleBreach, check
from dateline.people.confirming import confirmed, confirming_address
from dateline.people.connections import (
    connect_identity,
    connections,
    disconnect_identity,
    identity_holder,
)
from dateline.people.exporting import PART, export
from dateline.people.forgetting import forget
from dateline.people.forgetting import register_forgetting
from dateline.people.invitations import invite
from dateline.people.models import User
from dateline.people.openid import (
    Identity,
    NoProvider,
    NotVouched,
    Return,
    from_provider,
    to_provider,
    way_name,
    way_names,
)
from dateline.people.outside import Door, admit, door_of, is_colleague, outsider, register_door
from dateline.people.outside import sign_in as sign_in_outsider
from dateline.people.own_data import own_data, register_own_data
from dateline.people.permitting import may, must_have, refusal
from dateline.people.policy import strict
from dateline.people.roles import (
    ADMINISTRATOR,
    CHIEF,
    EDITOR,
    MODERATOR,
    REPORTER,
    ROLE_NAMES,
    ROLES,
    WIRE,
    role_names,
    roles_of,
)
from dateline.people.securitylog import log_security
from dateline.people.signin import make_link
from dateline.people.speaking import (
    in_newsroom_language, language_of, newsroom_language, register_language,
)
from dateline.people.staff import on_leave, register_handover, remove

urls = "dateline.people.urls"

__all__ = [
    "ADMINISTRATOR", "CHIEF", "EDITOR", "MODERATOR", "PART", "REPORTER", "ROLES", "ROLE_NAMES",
    "WIRE", "Door", "Identity", "NoProvider", "NotAllowed", "NotVouched", "PeopleBreach", "Return",
    "User", "admit", "check", "confirmed", "confirming_address", "connect_identity", "connections",
    "disconnect_identity", "door_of", "export", "forget", "from_provider", "identity_holder",
    "in_newsroom_language", "invite", "is_colleague", "language_of", "log_security", "make_link",
    "may", "must_have", "newsroom_language", "on_leave", "outsider", "own_data", "refusal",
    "register_door", "register_forgetting", "register_handover", "register_language",
    "register_own_data", "remove", "role_names", "roles_of", "sign_in_outsider", "strict",
    "to_provider", "urls", "way_name", "way_names",
]
