"""Calls the wiring when all rooms are there."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The house."""

    name = "dateline.project"
    label = "project"

    def ready(self) -> None:
        from dateline.project.wiring import wire

        wire()
