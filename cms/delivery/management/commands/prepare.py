"""manage.py prepare: brings database, translations, static files and first content up to date."""

import os

from django.core.management.base import BaseCommand, CommandError

from cms.delivery.preparation import Preparation, database_problem


class Command(BaseCommand):
    """Does only what is needed; running it again is quick and harmless."""

    help = "Prepare the data folder and the database: migrate, collect static files, first content, administrator."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--no-static", action="store_true", help="leave static files alone (development)")
        parser.add_argument("--address", default="", help="where the site will answer, for the message about /admin/")

    def handle(self, *args, no_static: bool, address: str, **options):
        if problem := database_problem():
            raise CommandError(f"The database cannot be reached: {problem}")
        demo = os.environ.get("CONG_DEMO", "1") != "0"
        administrator = Preparation(self.say).run(static_files=not no_static, demo=demo)
        if administrator:
            name, password = administrator
            self.say("")
            self.say(f"  Administration:    {address}/admin/")
            self.say(f"  Name:              {name}")
            self.say(f"  One-time password: {password}   (shown only now; you choose your own after logging in)")
            self.say("")

    def say(self, line: str) -> None:
        """Print at once, also into a pipe."""
        self.stdout.write(line)
        self.stdout.flush()
