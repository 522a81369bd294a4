"""manage.py start: the same as `make run`, for those who are already in manage.py."""

import sys

from django.core.management.base import BaseCommand

from cms.delivery import launch


class Command(BaseCommand):
    """Serves the site and runs the worker until Ctrl-C or SIGTERM."""

    help = "Prepare what is missing, then serve the site and run the background worker."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000")
        parser.add_argument("--host", default="", help="address to listen on")
        parser.add_argument("--dev", action="store_true", help="autoreload, and pages that explain errors")

    def handle(self, *args, port: str, host: str, dev: bool, **options):
        arguments = ["--port", port, *(["--host", host] if host else []), *(["--dev"] if dev else [])]
        sys.exit(launch.main(arguments))
