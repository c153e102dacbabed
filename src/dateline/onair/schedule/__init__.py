"""Programmes, slots, presenters, and what is on when."""
