"""The newsroom's people, their ways in, and what is remembered about who came in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.lib import clock


class UserManager(BaseUserManager["User"]):
    """Makes users by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user; without a password only a sign-in link lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person known by an e-mail address. A name is not split: `first_name` holds all of it."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), unique=True)
    away_until = models.DateField(_("on leave until"), null=True, blank=True)

    objects = UserManager()  # type: ignore[misc,assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def on_leave(self) -> bool:
        """Whether today, in the newsroom's time zone, is a day of leave; the last day counts."""
        today = timezone.localdate(clock.now(), timezone.get_default_timezone())
        return self.away_until is not None and today <= self.away_until


class SigninLink(models.Model):
    """A one-time way in, made on the machine. Only the digest of its secret is kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE)
    expires_at = models.DateTimeField()


class Invitation(models.Model):
    """Somebody asked to join: becomes a user when the mailed link is used; then it is gone."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    roles = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class Unalterable(models.QuerySet[Any]):
    """Rows that are added and read, never changed."""

    def update(self, **fields: Any) -> int:
        """Refuse."""
        raise TypeError("The security log is only added to.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise TypeError("The security log is only added to.")


class SecurityEntry(models.Model):
    """One thing worth knowing about accounts; without secrets. Read it by `pk`, newest first."""

    at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=40)
    who = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    about = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)

    objects = Unalterable.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=names, name="people_log_" + "_".join(names))
            for names in (
                ("act", "id"), ("who", "id"), ("about", "id"),
                ("who", "act", "id"), ("about", "act", "id"),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it; refuse to change one."""
        if not self._state.adding:
            raise TypeError("The security log is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise TypeError("The security log is only added to.")


class Tally(models.Model):
    """The table of Django's database cache: rate limits, counted over all processes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_tally"
