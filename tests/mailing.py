"""What was mailed: what Django's backend of tests took, and what was kept as files."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage


class Outbox(list[Any]):
    """Mails in the order in which they went; files of this house's folder for mails among them."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[Path] = set()

    def _fetch(self) -> None:
        files = {path for path in (Path(settings.DATA) / "mail").glob("*.eml")} - self._seen
        self._seen |= files
        self.extend(map(_read, sorted(files, key=lambda path: path.stat().st_mtime_ns)))

    def __iter__(self) -> Iterator[Any]:
        self._fetch()
        return super().__iter__()

    def __len__(self) -> int:
        self._fetch()
        return super().__len__()

    def __getitem__(self, key: Any) -> Any:
        self._fetch()
        return super().__getitem__(key)

    def __eq__(self, other: object) -> bool:
        self._fetch()
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def append(self, mail: Any) -> None:
        """Take one from Django's backend, after what was written before it."""
        self._fetch()
        super().append(mail)

    def clear(self) -> None:
        """Forget what was mailed so far."""
        self._fetch()
        super().clear()


def _read(path: Path) -> EmailMessage:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    return EmailMessage(
        mail["Subject"], mail.get_content(), mail["From"], [mail["To"]],
        headers={name: str(value).strip() for name, value in mail.items()})
