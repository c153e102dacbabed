"""Addresses that are never stored: forms of a thread, joining, one's own pages."""

from django.urls import path, re_path

from dateline.discussion import posting_views as views
from dateline.discussion.notifying import views as notifying
from dateline.discussion.readers import own_data_views as own_data
from dateline.discussion.readers import views as readers

_COMMENT = r"^discussion/~(?P<code>[0-9a-z]{6,12})/(?P<number>[1-9]\d{0,8})"
urlpatterns = [
    path("discussion/join/", readers.join, name="join"),
    path("discussion/join/name/", readers.name, name="name"),
    path("discussion/me/", readers.me, name="me"),
    path("discussion/me/notifications/", notifying.notifications, name="notifications"),
    path("discussion/unsubscribe/<str:token>/", notifying.unsubscribe, name="unsubscribe"),
    path("discussion/me/data/", own_data.data, name="data"),
    path("discussion/me/erase/", own_data.erase, name="erase"),
    path("discussion/account/", readers.behind_the_door),
    path("discussion/account/<path:rest>", readers.behind_the_door),
    re_path(r"^discussion/me/~(?P<code>[0-9a-z]{6,12})/(?P<number>[1-9]\d{0,8})/$",
            readers.my_comment, name="mine"),
    re_path(r"^discussion/~(?P<code>[0-9a-z]{6,12})/write/$", views.write, name="write"),
    re_path(rf"{_COMMENT}/reply/$", views.write, name="reply"),
    re_path(rf"{_COMMENT}/edit/$", views.edit, name="edit"),
    re_path(rf"{_COMMENT}/delete/$", views.delete, name="delete"),
    re_path(rf"{_COMMENT}/like/$", views.like, name="like"),
    re_path(rf"{_COMMENT}/report/$", views.report, name="report"),
]
