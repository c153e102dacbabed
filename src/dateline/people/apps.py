"""Makes the room's models known, and listens to what only signals tell."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room of the newsroom's people."""

    name = "dateline.people"
    label = "people"

    def ready(self) -> None:
        from dateline.people import hearing

        hearing.begin()
