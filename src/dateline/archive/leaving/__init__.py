"""Whole exports, restores and backups, and other formats to leave in."""
