"""Wiring at start."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "dateline.project"
    label = "project"

    def ready(self) -> None:
        from dateline.project import wiring

        wiring.introduce()
