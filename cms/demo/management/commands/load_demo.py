"""`manage.py load_demo`: fill an empty portal with the demonstration site; may be repeated."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.demo.loading import lay_foundations, load


class Command(BaseCommand):
    help = "Loads the demonstration site. Safe to repeat: what exists stays as editors left it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--bare",
            action="store_true",
            help="Only home page, sections, boxes and roles, for an office's own content.",
        )

    def handle(self, *args, **options):
        def say(line: str) -> None:
            self.stdout.write(f"  {line}")

        if options["bare"]:
            lay_foundations(say)
            self.stdout.write(self.style.SUCCESS("The site is ready for its first content."))
            return
        passwords = load(timezone.now(), say=say)
        if passwords:
            self.stdout.write("Accounts to try the roles with (passwords are shown only now):")
            for name, password in passwords.items():
                self.stdout.write(f"  {name}: {password}")
        self.stdout.write(self.style.SUCCESS("The demonstration site is loaded."))
