"""Discussion: comments held to written standards, moderated, and never restricted without a reason.

A thread belongs to a published story. Readers post; an ordered pipeline of checks and moderators
decide; each restriction has a statement of reasons; each decision is in a hash-chained log.
"""
