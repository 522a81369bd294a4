"""manage.py hold_messages: after restoring a backup, keep letters back that may have left since it was made."""

from django.core.management.base import BaseCommand

from cms.outbox.models import Message


class Command(BaseCommand):
    """Stops the worker first; the letters can be sent one by one in the administration."""

    help = "Hold every message that has not left yet; staff send them again one by one."

    def handle(self, *args, **options):
        self.stdout.write(f"{Message.objects.hold()} message(s) are held; see Outgoing mail in the administration.")
