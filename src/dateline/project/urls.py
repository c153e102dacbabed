"""Every address: the desk under /desk/, the site for all else."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_urls
from wagtail.documents import urls as document_urls

from dateline.delivery.public import missing_page
from dateline.people.public import sign_in
from dateline.site import urls as site_urls

handler404 = missing_page

urlpatterns = [
    path("desk/sign-in/<str:secret>/", sign_in),
    path("desk/documents/", include(document_urls)),
    path("desk/", include(wagtail_urls)),
    path("", include(site_urls)),
]
