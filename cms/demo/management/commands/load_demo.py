"""`manage.py load_demo`: fill an empty portal with the demonstration site; may be repeated."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.demo.loading import load


class Command(BaseCommand):
    help = "Loads the demonstration site. Safe to repeat: what exists stays as editors left it."

    def handle(self, *args, **options):
        passwords = load(timezone.now(), say=lambda line: self.stdout.write(f"  {line}"))
        if passwords:
            self.stdout.write("Accounts to try the roles with (passwords are shown only now):")
            for name, password in passwords.items():
                self.stdout.write(f"  {name}: {password}")
        self.stdout.write(self.style.SUCCESS("The demonstration site is loaded."))
