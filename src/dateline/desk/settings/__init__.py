"""The settings desk: what of the newsroom shows on every page, and its screen."""
