"""What is asked about products, subscribers, ways and keys."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dateline.wire.models import FORMS, WAYS, Product
from dateline.wire.subscribers.equipping import SENT

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I)
KINDS = dict(WAYS)


class ProductForm(forms.Form):
    """A product but for its terms, which are chosen beside it."""

    name = forms.CharField(label=_("Name"), max_length=100)
    languages = forms.CharField(
        label=_("Languages"), required=False, max_length=200,
        help_text=_("As tags with blanks between them: fr ar. Nothing: all languages."),
    )
    urgency = forms.IntegerField(
        label=_("Urgency up to"), required=False, min_value=1, max_value=9,
        help_text=_("1 is the most urgent, 9 the least. Nothing: any."),
    )

    def clean_languages(self) -> list[str]:
        """Tags (BCP 47), each once."""
        tags = self.cleaned_data["languages"].replace(",", " ").split()
        for tag in tags:
            if not _LANGUAGE.fullmatch(tag):
                raise ValidationError(_("“%(tag)s” is no language tag: write fr, ar or fr-CA."),
                                      params={"tag": tag})
        return list(dict.fromkeys(tags))


class SubscriberForm(forms.Form):
    """A subscriber and what it is given."""

    name = forms.CharField(label=_("Name"), max_length=100)
    contact = forms.EmailField(label=_("E-mail of a contact"), required=False)
    products: Any = forms.ModelMultipleChoiceField(
        Product.objects.order_by("name"), label=_("Products"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    embargo_right = forms.BooleanField(
        label=_("Embargo right"), required=False,
        help_text=_("May have withheld copy before its time."),
    )
    active = forms.BooleanField(
        label=_("Active"), required=False, initial=True,
        help_text=_("Paused, it is given nothing new, but the end of what it holds; its keys open "
                    "nothing."),
    )


class WayForm(forms.Form):
    """One more way to be sent copy on."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, KINDS[kind]) for kind in SENT])
    form = forms.ChoiceField(label=_("Format"), choices=FORMS)
    address = forms.CharField(
        label=_("Address"), max_length=500,
        help_text=_("https:// for push, a folder below drops/ for a drop, or an e-mail address."),
    )


class OwnWayForm(forms.Form):
    """How a way is now."""

    form = forms.ChoiceField(label=_("Format"), choices=FORMS)
    address = forms.CharField(label=_("Address"), max_length=500)
    active = forms.BooleanField(label=_("Active"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in SENT:
            del self.fields["address"], self.fields["active"]


class KeyForm(forms.Form):
    """A new key."""

    label = forms.CharField(label=_("Label"), max_length=100, required=False,
                            help_text=_("Which machine it is for."))


class PersonForm(forms.Form):
    """Somebody who may sign in to the portal."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"))


class ReplayForm(forms.Form):
    """From where on a way is sent again."""

    number = forms.IntegerField(label=_("From number"), min_value=1)
