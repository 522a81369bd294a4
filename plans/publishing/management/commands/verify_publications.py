"""Does what the portal shows still match the proofs of publication?"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from plans.publishing.recording import record_found
from plans.publishing.verifying import differences


class Command(BaseCommand):
    help = "Compares every published document with the log of publications; ends with 1 when something differs."

    def add_arguments(self, parser):
        parser.add_argument("--language", default="vi", help="of the sentences: vi or en")
        parser.add_argument(
            "--record-missing", action="store_true", help="write a record for public pages that have none, then go on"
        )

    def handle(self, *args, language: str, record_missing: bool, **options):
        found = 0
        with translation.override(language):
            for difference in differences():
                if record_missing and difference.is_missing_record:
                    record_found(difference.page, timezone.now())
                    self.stdout.write(f"+ {difference.subject}")
                    continue
                found += 1
                self.stderr.write(str(difference))
        if found:
            raise CommandError(f"{found} difference(s) between what is public and the log", returncode=1)
        self.stdout.write("Everything public is as the log says.")
