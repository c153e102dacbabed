"""What the tests of people share."""

from __future__ import annotations

import pytest
from django.core import mail


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch, house: object) -> list[mail.EmailMessage]:
    """What was mailed."""
    monkeypatch.setattr(
        "django.conf.settings.EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend"
    )
    monkeypatch.setattr(mail, "outbox", [], raising=False)
    return mail.outbox
