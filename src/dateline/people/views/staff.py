"""The staff desk: who works here, as what, since when; for administrators."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from dateline.lib import clock
from dateline.people import forms, invitations, staff
from dateline.people.administering import NotAllowed
from dateline.people.gate import FACTORS
from dateline.people.models import Invitation, User
from dateline.people.moments import day_text, moment_text
from dateline.people.roles import ADMINISTRATOR, ROLES, role_names, roles_of


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen that only administrators see."""

    header_icon = "group"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("people_staff"), "label": _("Staff")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse everybody else."""
        if ADMINISTRATOR not in roles_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[Any]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


def _people() -> QuerySet[User]:
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    staff_only = Q(is_staff=True) | Q(groups__name__in=ROLES)
    people = User.objects.filter(staff_only).distinct().order_by("first_name", "email")
    return people.annotate(has_factor=Exists(factor)).prefetch_related("groups")


def _roles(user: User) -> str:
    held = ROLES if user.is_superuser else {group.name for group in user.groups.all()}
    return role_names(held)


def _state(user: User) -> str:
    if not user.is_active:
        return gettext("has left")
    if user.on_leave:
        return gettext("on leave until %s") % day_text(user.away_until)
    return gettext("at work")


COLUMNS = [
    TitleColumn("name", label=_("Name"), accessor=str, url_name="people_person"),
    Column("email", label=_("E-mail")),
    Column("roles", label=_("Roles"), accessor=_roles),
    Column("last", label=_("Last sign-in"),
           accessor=lambda user: moment_text(user.last_login) or gettext("never")),
    Column("factor", label=_("Second factor"),
           accessor=lambda user: gettext("yes") if user.has_factor else gettext("no")),
    StatusTagColumn("state", label=_("State"), accessor=_state,
                    primary=lambda user: user.is_active and not user.on_leave),
]


class Staff(Screen):
    """Everybody on the staff, and who is invited."""

    template_name = "people/staff/list.html"
    page_title = _("Staff")

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home, then here."""
        return [*self.breadcrumbs_items[:-1], {"url": "", "label": self.page_title}]

    def get_header_buttons(self) -> list[Any]:
        """Invite, and the log."""
        return [
            HeaderButton(gettext("Invite"), reverse("people_invite"), icon_name="plus"),
            HeaderButton(gettext("Security log"), reverse("people_log"), icon_name="history"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tables of those at work, those who left; the invitations."""
        people = list(_people())
        caption = gettext("Staff")
        return super().get_context_data(**kwargs) | {
            "working": Table(COLUMNS, [p for p in people if p.is_active], caption=caption),
            "left": Table(
                COLUMNS[:2] + COLUMNS[3:4], [p for p in people if not p.is_active],
                caption=gettext("Who has left"),
            ),
            "invitations": [
                {
                    "invitation": held, "roles": role_names(held.roles),
                    "until": moment_text(held.expires_at), "over": held.expires_at <= clock.now(),
                }
                for held in Invitation.objects.select_related("invited_by").order_by("email")
            ],
        }


class Invite(Screen):
    """Somebody new: e-mail, name, roles."""

    template_name = "people/staff/form.html"
    page_title = _("Invite")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """An empty form, or the one that was refused."""
        return {"form": forms.Inviting(), "submit": _("Send the invitation")} | (
            super().get_context_data(**kwargs)
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        form = forms.Inviting(request.POST)
        if form.is_valid():
            try:
                invitations.invite(**form.cleaned_data, by=request.user, request=request)
            except NotAllowed as error:
                form.add_error(None, str(error))
            else:
                sent = gettext("An invitation is on its way to %s.")
                messages.success(request, sent % form.cleaned_data["email"])
                return redirect("people_staff")
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Person(Screen):
    """One colleague: name and roles, leave, second factor, leaving."""

    template_name = "people/staff/person.html"
    header_icon = "user"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find them."""
        super().setup(request, *args, **kwargs)
        self.person = get_object_or_404(_people(), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """Their name."""
        return str(self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms, as they are or as one was refused."""
        person = self.person
        known = {
            "person": person, "own": person == self.request.user, "roles": _roles(person),
            "state": _state(person), "last": moment_text(person.last_login),
            "editing": forms.Editing(
                initial={"name": str(person), "roles": list(roles_of(person))}, prefix="person"
            ),
            "on_leave": forms.OnLeave(initial={"until": person.away_until}, prefix="leave"),
            "leaving": forms.Leaving(user=person, prefix="leaving"),
        }
        return super().get_context_data(**kwargs) | known | kwargs

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do the one act asked for; `_ACTS` names them."""
        act = _ACTS.get(request.POST.get("act", ""))
        if act is None:
            return redirect("people_person", pk)
        try:
            refused = act(self, request)
        except NotAllowed as error:
            messages.error(request, str(error))
            refused = {}
        if refused:
            return self.render_to_response(self.get_context_data(**refused), status=422)
        return redirect("people_person", pk)

    def _edit(self, request: HttpRequest) -> dict[str, Any]:
        form = forms.Editing(request.POST, prefix="person")
        own = self.person == request.user
        if own:
            del form.fields["roles"]
        if not form.is_valid():
            return {"editing": form}
        asked = {"by": request.user, "request": request}
        staff.rename(self.person, form.cleaned_data["name"], **asked)
        if not own:
            staff.set_roles(self.person, form.cleaned_data["roles"], **asked)
        messages.success(request, gettext("Saved."))
        return {}

    def _leave(self, request: HttpRequest) -> dict[str, Any]:
        form = forms.OnLeave(request.POST, prefix="leave")
        if not form.is_valid():
            return {"on_leave": form}
        until = form.cleaned_data["until"]
        staff.set_leave(self.person, until, by=request.user, request=request)
        messages.success(request, gettext("On leave until %s.") % day_text(until))
        return {}

    def _return(self, request: HttpRequest) -> dict[str, Any]:
        staff.set_leave(self.person, None, by=request.user, request=request)
        messages.success(request, gettext("Back at work."))
        return {}

    def _drop(self, request: HttpRequest) -> dict[str, Any]:
        staff.drop_second_factor(self.person, by=request.user, request=request)
        messages.success(request, gettext("Removed. The next sign-in asks for a new one."))
        return {}

    def _deactivate(self, request: HttpRequest) -> dict[str, Any]:
        form = forms.Leaving(request.POST, user=self.person, prefix="leaving")
        if not form.is_valid():
            return {"leaving": form}
        heir = form.cleaned_data["to"]
        staff.deactivate(self.person, to=heir, by=request.user, request=request)
        gone = gettext("%(person)s has left the newsroom; %(heir)s took over.")
        messages.success(request, gone % {"person": self.person, "heir": heir})
        return {}


_ACTS = {
    "edit": Person._edit, "leave": Person._leave, "return": Person._return,
    "drop": Person._drop, "deactivate": Person._deactivate,
}


class Invited(Screen):
    """Send an invitation again, or withdraw it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the button said."""
        invitation = Invitation(pk=pk)
        try:
            if request.POST.get("act") == "withdraw":
                invitations.withdraw(invitation, by=request.user, request=request)
                messages.success(request, gettext("The invitation is withdrawn."))
            else:
                invitations.send_again(invitation, by=request.user, request=request)
                messages.success(request, gettext("A new link is on its way; the old one is dead."))
        except NotAllowed as error:
            messages.error(request, str(error))
        return redirect("people_staff")
