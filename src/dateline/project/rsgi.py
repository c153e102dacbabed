"""The server's application: the front before Django, in granian's RSGI."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - models need Django ready

from dateline.delivery.public import Entry, Files  # noqa: E402
from dateline.project.serving.static import static_routes  # noqa: E402
from dateline.wire.public import Wire  # noqa: E402

application = Entry(django, Files(static_routes()), settings.REQUEST_BYTES, Wire())
gc.collect()
gc.freeze()  # the program stays as it is: the collector need not look at it again and again
