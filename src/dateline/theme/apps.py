"""Makes the theme's templates, tags and static files known to Django."""

from django.apps import AppConfig


class ThemeConfig(AppConfig):
    """The shelf of base templates and static files."""

    name = "dateline.theme"
    label = "theme"
