"""Recordings by slot, episodes, podcasts."""
