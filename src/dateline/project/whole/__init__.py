"""The whole export: every room's part with its files, and an installation made from it."""
