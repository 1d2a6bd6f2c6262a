"""The WSGI application that the server runs, with a carrier of audit records in each process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juminzei.web.settings")
application = get_wsgi_application()

from juminzei.platform.audit.carrier import start_carrier  # noqa: E402 - after Django's set-up

start_carrier()
