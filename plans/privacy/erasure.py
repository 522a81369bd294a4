"""The order to erase a conference's personal data: who confirmed it, how far it is."""

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.history import MoveNotAllowedError
from plans.conferences.dossier import Dossier, DossierState
from plans.registrations.models import Registration

from .owing import owed_in


class ErasureQuerySet(models.QuerySet):
    """Orders, one per canonical conference."""

    def unfinished(self):
        """Those with something left to do."""
        return self.filter(finished_at__isnull=True)

    def confirm(self, dossier: Dossier, *, actor, now: datetime, today: date) -> "Erasure":
        """Order the erasing of the conference of `dossier`; a second order is the first one.

        Raises MoveNotAllowedError with what speaks against it: too early, file not closed, something owed.
        """
        with transaction.atomic():
            locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
            objections = objections_to_erasing(locked, today)
            if objections:
                raise MoveNotAllowedError(*objections)
            facts = {"confirmed_at": now, "confirmed_by": actor, "confirmed_by_name": _name_of(actor)}
            return self.get_or_create(conference=locked.conference, defaults=facts)[0]


class Erasure(models.Model):
    """One confirmed order. The worker carries it out in portions; killed midway it goes on where it stood."""

    conference = models.OneToOneField(
        "conferences.ConferencePage",
        on_delete=models.PROTECT,
        related_name="erasure",
        verbose_name=_("conference"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_by_name = models.CharField(max_length=310, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasing of a conference")
        verbose_name_plural = _("erasing of conferences")
        ordering = ["confirmed_at", "pk"]
        default_permissions = ()
        permissions = [("confirm_erasure", _("Can confirm that personal data of a conference is erased"))]

    def __str__(self):
        return str(self.conference)

    @property
    def left(self) -> int:
        """How many forms still hold personal data."""
        return Registration.objects.filter(conference=self.conference, erased_at=None).count()


def due_dossiers(today: date):
    """Files whose day of erasing has come and that are not erased yet, the oldest first."""
    due = Dossier.objects.filter(erase_on__lte=today).exclude(state=DossierState.ANONYMISED)
    return due.select_related("conference").order_by("erase_on", "pk")


def objections_to_erasing(dossier: Dossier, today: date) -> list[str]:
    """Sentences that speak against erasing now; none when it may begin."""
    sentences = []
    if dossier.erase_on is None or dossier.erase_on > today:
        sentences.append(_("The time for which the data is kept is not over."))
    if dossier.state != DossierState.CLOSED:
        sentences.append(
            _("The file is not closed yet; it says “%(state)s”. Close it first.")
            % {"state": dossier.get_state_display()}
        )
    return [str(sentence) for sentence in sentences] + owed_in(dossier.conference)


def _name_of(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
