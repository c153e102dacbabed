from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "dateline.record"
    label = "record"
