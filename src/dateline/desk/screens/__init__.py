"""The desk's screens in Wagtail."""
