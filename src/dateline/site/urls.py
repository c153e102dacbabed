"""The site's addresses. The project includes them last: the final pattern takes what is left.

Only the code decides which story is meant; whatever stands before it is an older form.
"""

from django.urls import path, re_path

from dateline.record.public import FAMILIES
from dateline.site import archive, icons, indexes, oembed, pictures, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("community-standards/", views.standards, name="standards"),
    re_path(r"^pictures/(?P<name>[0-9a-f]{64}-\d{1,5}x\d{1,5}\.(?:webp|jpg))$", pictures.picture),
    path("feeds/", views.feeds, name="feeds"),
    path("imprint/", views.imprint, name="imprint"),
    path("privacy/", views.privacy, name="privacy"),
    path("manifest.webmanifest", icons.manifest, name="manifest"),
    path("oembed", oembed.oembed),
    re_path(r"^site/card-(?P<code>[0-9a-z]+)-(?P<digest>[0-9a-f]{24})\.png$", views.card),
    re_path(r"^site/icon-(?P<colour>[0-9a-f]{6})\.svg$", icons.icon),
    re_path(r"^site/icon-(?P<colour>[0-9a-f]{6})-(?P<size>\d{3})\.png$", icons.icon_picture),
    re_path(r"^site/accent-(?P<colour>[0-9a-f]{6})\.css$", views.accent),
    re_path(r"^site/logo-(?P<digest>[0-9a-f]{64})\.png$", views.logo),
    re_path(r"^~(?P<code>[^/~.]+)\.svg$", views.short_picture),
    re_path(r"^(?:.*/)?[^/]*~(?P<code>[^/~.]+)\.json$", views.story_json),
    re_path(r"^(?:.*/)?[^/]*~(?P<code>[^/~.]+)/?$", views.story),
    re_path(r"^(?P<family>dossier|tag|person|place|author)/(?P<slug>[^/~]+)/?$", views.term),
    re_path(rf"^(?P<family>{'|'.join(FAMILIES)})/$", indexes.index, name="index"),
    re_path(rf"^(?:{'|'.join(FAMILIES)})$", archive.with_slash),
    path("archive/", archive.years, name="archive"),
    path("archive/undated/", archive.undated, name="undated"),
    re_path(r"^archive/(?P<year>\d{4})/$", archive.months),
    re_path(r"^archive/(?P<year>\d{4})/(?P<month>\d\d)/$", archive.days),
    re_path(r"^archive/(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/$", archive.day),
    re_path(r"^archive(?:/\d{4}(?:/\d\d){0,2}|/undated)?$", archive.with_slash),
    re_path(r"^(?P<slug>[^/~]+)/?$", views.section),
    re_path(r"", views.unknown),
]
