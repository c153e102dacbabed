"""The air: a radio station beside the site (issue 8)."""
