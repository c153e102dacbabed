"""Commands of Wagtail that mean something else here."""
