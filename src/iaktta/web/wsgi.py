"""The WSGI application, for gunicorn and others."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iaktta.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from iaktta.errors import IakttaError
from iaktta.jobs.production import require_safe
from iaktta.logs import log_what_nobody_catches

try:
    require_safe(settings)
except IakttaError as error:
    # Whatever server loads this must not serve; its own traceback would hide the sentences.
    print(error, file=sys.stderr)
    sys.exit(3)
application = get_wsgi_application()
log_what_nobody_catches()
