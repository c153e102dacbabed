"""The door of people: the user model, roles, and one-time sign-in links."""

from dateline.people.models import User
from dateline.people.roles import CHIEF, EDITOR, REPORTER, ROLES, roles_of
from dateline.people.signin import make_link, sign_in

__all__ = ["CHIEF", "EDITOR", "REPORTER", "ROLES", "User", "make_link", "roles_of", "sign_in"]
