"""Addresses behind the readers' door: allauth's ways in and the account's pages under their names.

Everything else is there too, so that a page can name it; of two of a name the last one counts.
"""

from allauth.account import views as account
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from dateline.delivery.public import missing_page
from dateline.discussion.readers import provider_views as providers
from dateline.discussion.readers.views import enter
from dateline.people.public import strict

handler404 = missing_page
PREFIX = "discussion/account/"

_account = [
    path("enter/<str:secret>/", enter, name="discussion_enter"),
    path("with/", providers.ways, name="openid_ways"),
    path("with/new/", providers.newcomer, name="openid_newcomer"),
    path("with/joined/", providers.joined, name="openid_joined"),
    path("with/<int:number>/", providers.go, name="openid_go"),
    path("with/<int:number>/back/", providers.back, name="openid_back"),
    path("login/", account.LoginView.as_view(template_name="discussion/account/login.html"),
         name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("security/", include("allauth.mfa.urls")),
    path("sessions/", list_usersessions, name="usersessions_list"),
]
_behind = decorate_urlpatterns(decorate_urlpatterns(_account, strict), never_cache)
urlpatterns = [
    path(PREFIX, include(_behind)),
    path("", include(settings.ROOT_URLCONF)),
    path(PREFIX, include(_behind)),
]
