"""The archive: bringing stories in, finding them, what belongs together, leaving (issue 9)."""
