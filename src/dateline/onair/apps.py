"""The room as a Django application."""

from django.apps import AppConfig


class OnAirConfig(AppConfig):
    """The radio."""

    name = "dateline.onair"
    label = "onair"

    def ready(self) -> None:
        from dateline.onair import registering as room
        from dateline.onair.counting import registering as counting
        from dateline.onair.out import registering as out
        from dateline.onair.recording import registering as recording
        from dateline.onair.rewind import registering as rewind
        from dateline.onair.schedule import registering as schedule
        from dateline.onair.sound import registering as sound
        from dateline.onair.source import registering as source

        for part in (room, schedule, sound, source, out, rewind, recording, counting):
            part.register()
