"""The screen of one subscriber: what it is given, its ways, its keys. One act at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from dateline.wire.models import Key, Person, Subscriber, Way
from dateline.wire.subscribers import equipping
from dateline.wire.subscribers.editing import save_subscriber
from dateline.wire.subscribers.handing import last_of
from dateline.wire.subscribers.keys import signing_secret
from dateline.wire.subscribers.screens.forms import (
    KeyForm,
    OwnWayForm,
    PersonForm,
    ReplayForm,
    SubscriberForm,
    WayForm,
)
from dateline.wire.subscribers.screens.framing import Screen, refuse
from dateline.wire.subscribers.telling import in_words
from dateline.wire.subscribers.welcoming import add_person, let_in


class SubscriberScreen(Screen):
    """One subscriber. Secrets are shown in the answer to the act that made them, never again."""

    template_name = "wire/desk/subscriber.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it."""
        super().setup(request, *args, **kwargs)
        self.subscriber = get_object_or_404(Subscriber, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """Its name."""
        return self.subscriber.name

    def get_header_buttons(self) -> list[Any]:
        """Its sequence."""
        return [HeaderButton(gettext("Sequence"), reverse("wire_sequence", args=[
            self.subscriber.pk]), icon_name="list-ol")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms, as they are or as one was refused."""
        row = self.subscriber
        products = list(row.products.order_by("name"))
        words = in_words(products)
        known = {
            "subscriber": row, "last": last_of(row.pk),
            "products": [(each.name, words[each.pk]) for each in products],
            "editing": SubscriberForm(initial={
                "name": row.name, "contact": row.contact, "products": products,
                "embargo_right": row.embargo_right, "active": row.active}, prefix="own"),
            "ways": [self._way(way) for way in row.ways.order_by("pk")],
            "keys": row.keys.order_by("revoked_at", "-created_at"),
            "adding": WayForm(prefix="new"), "keyform": KeyForm(prefix="key"),
            "people": row.people.order_by("name"), "personform": PersonForm(prefix="person"),
        }
        refused = kwargs.pop("refused_way", None)
        for way in known["ways"]:
            if refused is not None and way["way"].pk == refused[0]:
                way[refused[1]] = refused[2]
        return super().get_context_data(**known | kwargs)

    def _way(self, way: Way) -> dict[str, Any]:
        initial = {"form": way.form, "address": way.address, "active": way.active}
        return {
            "way": way, "sent": way.kind in equipping.SENT,
            "form": OwnWayForm(kind=way.kind, initial=initial, prefix=f"way-{way.pk}"),
            "replay": ReplayForm(prefix=f"again-{way.pk}"),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do the one act asked for; `_ACTS` names them."""
        act = _ACTS.get(request.POST.get("act", ""))
        if act is None:
            return redirect("wire_subscriber", pk)
        return act(self, request.user) or self._done()

    def _done(self) -> HttpResponse:
        messages.success(self.request, gettext("Saved."))
        return redirect("wire_subscriber", self.subscriber.pk)

    def _again(self, *, status: int = 422, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def _edit(self, by: Any) -> HttpResponse | None:
        form = SubscriberForm(self.request.POST, prefix="own")
        if form.is_valid():
            sent = dict(form.cleaned_data)
            products, changed = sent.pop("products"), Subscriber.objects.get(pk=self.subscriber.pk)
            for name, value in sent.items():
                setattr(changed, name, value)
            try:
                save_subscriber(changed, products, by=by)
            except ValidationError as error:
                refuse(form, error)
            else:
                return None
        return self._again(editing=form)

    def _add_way(self, by: Any) -> HttpResponse | None:
        form = WayForm(self.request.POST, prefix="new")
        if form.is_valid():
            try:
                way = equipping.add_way(self.subscriber, **form.cleaned_data, by=by)
            except ValidationError as error:
                refuse(form, error)
            else:
                secret = signing_secret(way) if way.kind == "push" else ""
                return self._again(status=200, secret=secret) if secret else None
        return self._again(adding=form)

    def _save_way(self, by: Any) -> HttpResponse | None:
        way = self._asked(Way)
        form = OwnWayForm(self.request.POST, kind=way.kind, prefix=f"way-{way.pk}")
        if form.is_valid():
            for name, value in form.cleaned_data.items():
                setattr(way, name, value)
            try:
                equipping.save_way(way, by=by)
            except ValidationError as error:
                refuse(form, error)
            else:
                return None
        return self._again(refused_way=(way.pk, "form", form))

    def _delete_way(self, by: Any) -> HttpResponse | None:
        way = self._asked(Way)
        if way.kind not in equipping.SENT:
            raise Http404
        if not self.sure:
            return self.ask(gettext("Remove this way? Nothing is sent there any more; what was "
                                    "handed out stays in the ledger."), gettext("Remove"),
                            act="delete-way", number=way.pk)
        equipping.delete_way(way, by=by)
        return None

    def _replay(self, by: Any) -> HttpResponse | None:
        way = self._asked(Way)
        form = ReplayForm(self.request.POST, prefix=f"again-{way.pk}")
        if way.kind not in equipping.SENT or not form.is_valid():
            return self._again(refused_way=(way.pk, "replay", form))
        number = form.cleaned_data["number"]
        if not self.sure:
            return self.ask(
                gettext("Send everything from number %(number)s on again to this subscriber?")
                % {"number": number}, gettext("Send again"),
                **{"act": "replay", "number": way.pk, f"again-{way.pk}-number": number})
        try:
            equipping.replay(way, number, by=by)
        except ValidationError as error:
            refuse(form, error)
            return self._again(refused_way=(way.pk, "replay", form))
        return None

    def _secret(self, by: Any) -> HttpResponse | None:
        way = self._asked(Way)
        if way.kind != "push":
            raise Http404
        if not self.sure:
            return self.ask(gettext("Make a new secret? Pushes are signed with it at once, and "
                                    "the old one is worth nothing."), gettext("New secret"),
                            act="secret", number=way.pk)
        return self._again(status=200, secret=equipping.renew_secret(way, by=by))

    def _new_key(self, by: Any) -> HttpResponse | None:
        form = KeyForm(self.request.POST, prefix="key")
        if not form.is_valid():
            return self._again(keyform=form)
        token = equipping.make_key(self.subscriber, label=form.cleaned_data["label"], by=by)
        return self._again(status=200, key=token)

    def _revoke(self, by: Any) -> HttpResponse | None:
        key = self._asked(Key)
        if not self.sure:
            return self.ask(gettext("Revoke the key “%(label)s”? It opens nothing from then on.")
                            % {"label": key.label}, gettext("Revoke"), act="revoke", number=key.pk)
        equipping.revoke_key(key, by=by)
        return None

    def _add_person(self, by: Any) -> HttpResponse | None:
        form = PersonForm(self.request.POST, prefix="person")
        if form.is_valid():
            try:
                add_person(self.subscriber, **form.cleaned_data, by=by)
            except ValidationError as error:
                refuse(form, error)
            else:
                return None
        return self._again(personform=form)

    def _let_in(self, by: Any) -> None:
        let_in(self._asked(Person), self.request.POST.get("in") == "1", by=by)

    def _asked(self, model: Any) -> Any:
        """The way or key of this subscriber that the form names."""
        number = self.request.POST.get("number", "")
        if not number.isascii() or not number.isdecimal() or len(number) > 15:
            raise Http404
        return get_object_or_404(model, pk=int(number), subscriber=self.subscriber)


_ACTS: dict[str, Callable[[SubscriberScreen, Any], HttpResponse | None]] = {
    "edit": SubscriberScreen._edit, "add-way": SubscriberScreen._add_way,
    "save-way": SubscriberScreen._save_way, "delete-way": SubscriberScreen._delete_way,
    "replay": SubscriberScreen._replay, "secret": SubscriberScreen._secret,
    "new-key": SubscriberScreen._new_key, "revoke": SubscriberScreen._revoke,
    "add-person": SubscriberScreen._add_person, "let-in": SubscriberScreen._let_in,
}
