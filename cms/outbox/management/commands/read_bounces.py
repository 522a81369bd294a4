"""Marks a letter as returned from the mail that a mail server wrote about it."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.returned import MOST_BYTES, read_return


class Command(BaseCommand):
    """Made for the end of a pipe of the office's mail server; it always takes the mail."""

    help = (
        "Reads one mail on standard input. If it is a delivery status notification that says a letter of this portal "
        "could not be delivered, that letter is marked as returned. Any other mail changes nothing."
    )

    def handle(self, *args, **options):
        returned = read_return(sys.stdin.buffer.read(MOST_BYTES))
        if returned is None:
            self.stdout.write("No notice of a letter that could not be delivered; nothing was changed.")
            return
        message = Message.objects.filter(message_id=returned.message_id).first()
        if message is None:
            self.stdout.write(f"{returned.message_id} is none of our letters; nothing was changed.")
        elif message.mark_bounced(timezone.now(), returned.reason):
            self.stdout.write(f"{message} is marked as returned: {returned.reason}")
        else:
            self.stdout.write(f"{message} was not sent or is marked already; nothing was changed.")
