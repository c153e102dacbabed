"""The WSGI application: the front before Django (PEP 3333)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
django = get_wsgi_application()

from dateline.delivery.public import front  # noqa: E402 - models need Django ready

application = front(django)
