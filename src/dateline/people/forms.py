"""What is asked of people: on joining, on adding a passkey, and of administrators."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from dateline.people.models import User
from dateline.people.roles import ROLE_NAMES, ROLES
from dateline.people.securitylog import ACTS


def _password(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, widget=widget, strip=False, help_text=help_text)


class Joining(forms.Form):
    """Name and password of somebody who was invited."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password1 = _password(_("Password"), password_validators_help_text_html)
    password2 = _password(_("The same password again"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same, and a good one."""
        given = super().clean() or {}
        password = given.get("password1", "")
        if password != given.get("password2", password):
            self.add_error("password2", _("This is not the password above: type it again."))
        try:
            validate_password(password, User(email=self.email, first_name=given.get("name", "")))
        except ValidationError as error:
            if password:
                self.add_error("password1", error)
        return given


class AddPasskey(AddWebAuthnForm):
    """A passkey signs in on its own, unless one says otherwise."""

    name = forms.CharField(
        label=_("Name"), required=False, help_text=_("Such as “my phone” or “the blue key”.")
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone"), required=False, initial=True,
        help_text=_("It then asks for your finger, face or PIN. Take this off for a key that only "
                    "follows the password."),
    )


def _roles() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Roles"), choices=[(role, ROLE_NAMES[role]) for role in ROLES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )


class Inviting(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=150)
    roles = _roles()


class Editing(forms.Form):
    """Name and roles of a colleague."""

    name = forms.CharField(label=_("Name"), max_length=150)
    roles = _roles()


class OnLeave(forms.Form):
    """The last day of a leave."""

    until = forms.DateField(
        label=_("Last day away"), widget=AdminDateInput,
        help_text=_("Offered no work until the end of this day."),
    )


class Leaving(forms.Form):
    """Who takes over from somebody who leaves."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Takes over"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(is_active=True, is_staff=True).exclude(pk=user.pk)
        working = [person.pk for person in staff if not person.on_leave]
        field: Any = self.fields["to"]
        field.queryset = User.objects.filter(pk__in=working).order_by("first_name", "email")


class Filtering(forms.Form):
    """What part of the security log to show."""

    act = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("everything")), *ACTS.items()]
    )
    person = forms.ModelChoiceField(
        User.objects.filter(is_staff=True).order_by("first_name", "email"), label=_("Person"),
        required=False, empty_label=_("everybody"),
    )
    day = forms.DateField(
        label=_("Up to the day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
