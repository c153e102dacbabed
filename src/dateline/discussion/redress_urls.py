"""Addresses of statements, appeals and notices, and of a reader's word on an error."""

from django.urls import path, re_path

from dateline.discussion import redress_views as views

app_name = "redress"
urlpatterns = [
    path("discussion/statement/<uuid:reference>/", views.statement, name="statement"),
    path("discussion/appeal/<str:name>/", views.appeal, name="appeal"),
    path("discussion/notice/", views.notice, name="notice"),
    re_path(r"^discussion/~(?P<code>[0-9A-Za-z]{2,16})/error/$", views.mistake, name="mistake"),
]
