"""The archive at the desk."""
