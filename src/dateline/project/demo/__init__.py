"""The demo: a small newsroom written by hand, and a grammar that grows it. Nothing is real."""
