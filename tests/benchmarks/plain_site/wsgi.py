"""What the server runs."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.plain_site.settings"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
