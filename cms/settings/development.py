"""For those who change the portal: DEBUG on, autoreload, mail printed to the console."""

from .production import *  # noqa: F403
from .production import STORAGES

DEBUG = True
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CONG_MAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
INTERNAL_IPS = ["127.0.0.1"]
CONG_PAGE_SECONDS = 0
