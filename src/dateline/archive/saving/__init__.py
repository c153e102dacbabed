"""Searches that are kept, with alerts."""
