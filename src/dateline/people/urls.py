"""Addresses under /desk/ that come before Wagtail's: ways in, one's account, what is closed."""

from allauth.account import views as account
from allauth.usersessions.views import list_usersessions
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from dateline.people.policy import strict
from dateline.people.signin import sign_in
from dateline.people.views.account import Account, closed
from dateline.people.views.joining import join

_account = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/", account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key, name="account_reset_password_from_key",
    ),
    path("security/", include("allauth.mfa.urls")),
    path("sessions/", list_usersessions, name="usersessions_list"),
]
_ours = [
    path("sign-in/<str:secret>/", sign_in),
    path("invitation/<str:secret>/", join),
    path("account/", include(_account)),
]

urlpatterns = [
    *decorate_urlpatterns(decorate_urlpatterns(_ours, strict), never_cache),
    path("account/", never_cache(require_admin_access(Account.as_view()))),
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    re_path(r"^password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    re_path(r"^(?:users|groups|api-tokens)(?:/|$)", closed),
    re_path(r"^bulk/(?:people|auth|wagtailusers)/", closed),
]
