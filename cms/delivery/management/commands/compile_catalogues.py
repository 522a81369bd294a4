"""manage.py compile_catalogues: makes the translation files the portal reads."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.delivery.catalogues import compile_catalogue, stale_catalogues


class Command(BaseCommand):
    """Compiles what is older than its source; needs no database and no gettext."""

    help = "Compile locale/*/LC_MESSAGES/*.po into .mo files where these are missing or older."
    requires_system_checks = []

    def handle(self, *args, **options):
        for source in stale_catalogues(settings.LOCALE_PATHS):
            try:
                self.stdout.write(f"compiled {compile_catalogue(source)}")
            except (OSError, ValueError) as error:
                raise CommandError(f"{source} cannot be compiled: {error}") from error
