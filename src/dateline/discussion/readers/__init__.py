"""Readers who take part: their way in, their name, their account."""
