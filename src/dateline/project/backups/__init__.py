"""A whole copy of an installation, and an installation from it."""
