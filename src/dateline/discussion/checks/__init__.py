"""What is looked at before a comment is shown: one check a file, in order, the first verdict wins.

A check is a pure function of a frozen `Submission`; it asks no database and waits for nothing.
"""
