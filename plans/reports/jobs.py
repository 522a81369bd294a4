"""What the worker does for the reports."""

import logging
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.jobs import periodic
from plans.correspondence.notices import send_office_notice

from .ledger_check import findings

logger = logging.getLogger(__name__)
_MOST_LINES = 50
APPROVERS = "conferences.approve_dossier"


@periodic(seconds=24 * 3600)
def check_ledger(now: datetime) -> int:
    """Compare both sides of the ledger; what is wrong goes to the log and to those who approve files, once a day."""
    found = findings()
    if not found:
        return 0
    logger.error("check_ledger: %d findings, rules %s", len(found), sorted({one.rule for one in found}))
    day = timezone.localdate(now)
    for user in get_user_model().objects.with_perm(APPROVERS, backend="django.contrib.auth.backends.ModelBackend"):
        with translation.override("vi"):
            lines = [str(finding) for finding in found[:_MOST_LINES]]
            subject = _("The ledger of the dialogue: %(number)d findings") % {"number": len(found)}
            intro = _("The nightly check found what must not be. Please have it put right:")
        send_office_notice(user, subject, "\n".join([intro, "", *lines]), f"check_ledger:{day}:{user.pk}", now)
    return len(found)
