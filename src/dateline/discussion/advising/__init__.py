"""Advice that is learned from moderators' decisions: it orders the queue, and decides nothing."""
