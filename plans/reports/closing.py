"""What the reports have to say before a conference's file is closed."""

from datetime import datetime

from django.dispatch import receiver
from django.utils.translation import gettext as _

from plans.conferences.dossier import DossierState, asking_to_close
from plans.questions.ledger import ledger_of
from plans.questions.models import Question

from .models import Minutes


@receiver(asking_to_close, dispatch_uid="reports.object")
def object_to_closing(sender, dossier, now: datetime, **kwargs) -> list[str]:
    """No file is closed while its ledger does not add up, or a conference that fell through has no minutes."""
    sentences = []
    ledger = ledger_of(Question.objects.filter(conference=dossier.conference))
    if not ledger.is_balanced:
        sentences.append(
            _("The ledger does not add up: received %(received)d, accounted for %(accounted)d.")
            % {"received": ledger.received, "accounted": ledger.accounted}
        )
    fell_through = dossier.latest_event(DossierState.NOT_HELD) is not None
    if fell_through and not Minutes.objects.issued().filter(conference=dossier.conference).exists():
        sentences.append(_("The conference did not come about: issue the minutes first."))
    return sentences
