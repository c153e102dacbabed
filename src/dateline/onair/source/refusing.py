"""Why a program is turned away."""

from __future__ import annotations


class Refused(Exception):
    """Answered and closed; `status` is HTTP's, `reason` a sentence for who sent it."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def not_signed_in(reason: str) -> Refused:
    """401 with what a program must send (RFC 7617)."""
    return Refused(401, reason, WWW_Authenticate='Basic realm="Radio", charset="UTF-8"')
