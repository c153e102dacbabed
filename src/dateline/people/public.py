"""The door of people: the user model and one-time sign-in links."""

from dateline.people.models import User
from dateline.people.signin import make_link, sign_in

__all__ = ["User", "make_link", "sign_in"]
