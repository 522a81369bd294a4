"""`manage.py rebuild_citations`: the list of cited documents is made anew from what is published."""

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from plans.citations.register import rebuild


class Command(BaseCommand):
    """For after an import or a restored copy; publishing keeps the list by itself."""

    help = "Make the list of documents that published pages name anew."

    def handle(self, *args, **options):
        count = rebuild()
        told = ngettext("%(count)d document is named.", "%(count)d documents are named.", count)
        self.stdout.write(self.style.SUCCESS(told % {"count": count}))
