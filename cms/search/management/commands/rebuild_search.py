"""`manage.py rebuild_search`: the whole search index anew, with progress."""

from django.core.management.base import BaseCommand

from cms.search.indexing import rebuild


class Command(BaseCommand):
    """Needed after an import past Wagtail, or when a page's searchable fields changed."""

    help = "Writes the search index anew from all published pages. The site stays up meanwhile."

    def handle(self, *args, **options):
        done = 0
        for done, total in rebuild():
            if options["verbosity"] and self.stdout.isatty():
                self.stdout.write(f"\r{done}/{total}", ending="")
                self.stdout.flush()
            elif options["verbosity"] and done % 2000 == 0:
                self.stdout.write(f"{done}/{total}")
        if options["verbosity"]:
            self.stdout.write(f"\rSearch index written: {done} pages.")
