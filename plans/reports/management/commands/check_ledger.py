"""manage.py check_ledger: does everything that was received have its place?"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plans.questions.ledger import ledger_of
from plans.questions.models import Question
from plans.reports.ledger_check import findings


class Command(BaseCommand):
    """Prints what is wrong, a line each, and then exits with 1."""

    help = "Compare both sides of the ledger and check the promises behind it; exits with 1 when something is wrong."

    def handle(self, *args, **options):
        ledger = ledger_of(Question.objects.all())
        self.stdout.write(
            _("Received %(received)d, accounted for %(accounted)d.")
            % {"received": ledger.received, "accounted": ledger.accounted}
        )
        found = findings()
        for finding in found:
            self.stdout.write(str(finding))
        if found:
            raise CommandError(_("%(number)d findings.") % {"number": len(found)}, returncode=1)
        self.stdout.write(_("Nothing is wrong."))
