"""Calls the wiring when all rooms are there."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The house."""

    name = "dateline.project"
    label = "project"

    def ready(self) -> None:
        from dateline.jobs.public import register
        from dateline.project.demo import station
        from dateline.project.wiring import wire

        wire()
        register(station.KIND, station.make_sound, attempts=3, lease=station.LEASE)
