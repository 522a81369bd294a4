"""manage.py run_worker: mail delivery and all other background work."""

import signal

from django.core.management.base import BaseCommand, CommandError
from django.utils import autoreload

from cms.delivery.worker import Worker
from cms.jobs import discover_jobs


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl-C; jobs that are running then are finished first."""

    help = "Run the background worker: delivers mail and does every periodic job of the installed apps."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run every job once, then end (1 if one failed)")
        parser.add_argument("--reload", action="store_true", help="start again whenever code changes (development)")

    def handle(self, *args, once: bool, reload: bool, **options):
        if once:
            failed = Worker(discover_jobs()).run_once()
            if failed:
                raise CommandError(f"{failed} job(s) failed, see above")
        elif reload:
            autoreload.run_with_reloader(Worker(discover_jobs()).run)
        else:
            worker = Worker(discover_jobs())
            for stopping in (signal.SIGTERM, signal.SIGINT):
                signal.signal(stopping, lambda *_ignored: worker.stop())
            self.stdout.write(f"The worker runs {len(worker.jobs)} jobs.")
            self.stdout.flush()
            worker.run()
