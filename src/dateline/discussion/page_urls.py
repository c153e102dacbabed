"""Addresses of the stored pages of discussions."""

from django.urls import re_path

from dateline.discussion import pages

CODE = r"^discussion/~(?P<code>[^/~.]+)"
urlpatterns = [
    re_path(rf"{CODE}/?$", pages.thread, name="thread"),
    re_path(rf"{CODE}/feed/$", pages.feed, name="feed"),
    re_path(rf"{CODE}/since/(?P<turn>\d{{1,9}})/$", pages.news, name="since"),
    re_path(rf"{CODE}/(?P<number>[1-9]\d{{0,8}})/$", pages.comment, name="comment"),
]
