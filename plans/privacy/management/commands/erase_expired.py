"""`manage.py erase_expired`: carry out what the data officer has confirmed; `--dry-run` only says what is due."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.privacy.conference_eraser import work_on
from plans.privacy.erasing_on_request import erase_what_waited
from plans.privacy.erasure import due_dossiers, objections_to_erasing
from plans.privacy.models import Erasure


class Command(BaseCommand):
    help = "Erases personal data of conferences whose erasing was confirmed in the admin. Safe to stop and repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Change nothing; list what is due and what hinders it."
        )

    def handle(self, *args, **options):
        now = timezone.now()
        if options["dry_run"]:
            self._tell(now)
            return
        self.stdout.write(f"people erased on request: {erase_what_waited(now)}")
        stuck = [erasure for erasure in Erasure.objects.unfinished() if not self._carry_out(erasure)]
        if stuck:
            names = "; ".join(map(str, stuck))
            raise CommandError(f"Not finished, something is owed or busy: {names}. Run the command again later.")

    def _carry_out(self, erasure: Erasure) -> bool:
        waits, left = 0, erasure.left
        while not work_on(erasure, timezone.now()):
            before, left = left, erasure.left
            self.stdout.write(f"{erasure}: {left} left")
            if left == before:
                waits += 1
                if waits > 1:
                    return False
                time.sleep(0.2)
        self.stdout.write(self.style.SUCCESS(f"{erasure}: erased"))
        return True

    def _tell(self, now) -> None:
        today = timezone.localdate(now)
        confirmed = set(Erasure.objects.values_list("conference", flat=True))
        for dossier in due_dossiers(today):
            objections = objections_to_erasing(dossier, today)
            state = "confirmed" if dossier.conference_id in confirmed else "waits for the data officer"
            self.stdout.write(f"{dossier.conference} (since {dossier.erase_on:%d/%m/%Y}): {state}")
            for sentence in objections:
                self.stdout.write(f"  ! {sentence}")
