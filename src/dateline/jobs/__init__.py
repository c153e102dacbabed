"""Work that is done after the transaction that asked for it: claimed rows with a lease (DESIGN 7).

Its door is `public`; `mail.Queued` is Django's EMAIL_BACKEND. Jobs are transient, so there is no
export and nothing to restore: what a job stands for is kept by the room that asked for it.
"""
